// Warns before a sign-in ends, and lets the reader stay.
//
//   <dialog data-session-expires="1200"        seconds until the sign-in ends, counted from when the page was sent
//           data-session-warn="120"            how many seconds before that to ask
//           data-session-ended="/signed-out">  where to go when it has ended: nothing personal is left on the screen
//     <span data-session-minutes></span>       the whole minutes that are left
//     <form method="post" action="/session/extend">...</form>
//                                              sent in the background; the reply's "Session-Expires-In" header gives
//                                              the seconds left. Any refusal goes to data-session-ended.
//
// Seconds, not a time of day: the clock of a shared tablet is often wrong. Without JavaScript the dialog is never
// shown, and a form that is sent after the end comes back after signing in.

class SessionWarning {
  constructor(dialog) {
    this.dialog = dialog;
    this.warn = Number(dialog.dataset.sessionWarn || 120) * 1000;
    this.minutes = dialog.querySelector("[data-session-minutes]");
    this.others = "BroadcastChannel" in window ? new BroadcastChannel("session") : undefined;
    this.others?.addEventListener("message", (event) => this.extended(Number(event.data)));
    this.extended(Number(dialog.dataset.sessionExpires));
    dialog.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.extend(event.target);
    });
    // A closed warning is an answered one only if the reader chose to stay.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    setInterval(() => this.look(), 1000);
    document.addEventListener("visibilitychange", () => this.look());
  }

  extended(seconds) {
    if (Number.isFinite(seconds) && seconds > 0) {
      this.end = Date.now() + seconds * 1000;
      if (this.dialog.open) {
        this.dialog.close();
      }
    }
  }

  look() {
    const left = this.end - Date.now();
    if (left <= 0) {
      window.location.replace(this.dialog.dataset.sessionEnded || "/");
    } else if (left <= this.warn) {
      const minutes = String(Math.max(1, Math.ceil(left / 60000)));
      if (this.minutes && this.minutes.textContent !== minutes) {
        this.minutes.textContent = minutes;
      }
      if (!this.dialog.open) {
        document.dispatchEvent(new Event("session-ending"));
        this.dialog.showModal();
      }
    }
  }

  async extend(form) {
    try {
      const reply = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        credentials: "same-origin",
        redirect: "error",
      });
      const seconds = Number(reply.headers.get("Session-Expires-In"));
      if (!reply.ok || !(seconds > 0)) {
        window.location.replace(this.dialog.dataset.sessionEnded || "/");
        return;
      }
      this.extended(seconds);
      this.others?.postMessage(seconds);
    } catch {
      // No network: the warning stays, and the reader can press again.
    }
  }
}

export function start() {
  for (const dialog of document.querySelectorAll("dialog[data-session-expires]")) {
    new SessionWarning(dialog);
  }
}
