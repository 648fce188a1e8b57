// Saves a form as a draft on the server while somebody writes in it. Nothing is kept in the browser: tablets are shared.
//
//   <form data-autosave="/drafts/..." ...>            where the draft goes: POST, the same fields as the form itself
//     <p data-autosave-status role="status"           says what happened; the four texts come from the page, so that
//        data-saving="..." data-saved="... {time}"    they can be in any language. {time} becomes the time of day.
//        data-failed="..." data-refused="..."></p>
//
// The form's own hidden fields (cross-site token, draft key, draft version) travel with every save.
// Replies: 204 or 200 saved (a "Draft-Version" header becomes the value of the field "draft_version");
//          401, 403, 409 refused: saving stops and data-refused is shown; anything else, or no network: data-failed,
//          and it is tried again.
// Files and passwords are never sent. A submit cancels what is pending, and the server's idempotency key makes a draft
// that crosses a submit harmless.

const PAUSE_AFTER_TYPING = 2000;
const PAUSE_AFTER_FAILURE = 10000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]");
    this.timer = undefined;
    this.running = undefined;
    this.stopped = false;
    this.saved = this.snapshot();
    form.addEventListener("input", () => this.later(PAUSE_AFTER_TYPING));
    form.addEventListener("change", () => this.later(PAUSE_AFTER_TYPING));
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        this.save();
      }
    });
    document.addEventListener("session-ending", () => this.save());
  }

  snapshot() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      const input = this.form.elements.namedItem(name);
      if (typeof value === "string" && input?.type !== "password") {
        fields.append(name, value);
      }
    }
    return fields.toString();
  }

  later(pause) {
    clearTimeout(this.timer);
    if (!this.stopped) {
      this.timer = setTimeout(() => this.save(), pause);
    }
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.running?.abort();
  }

  async save() {
    const body = this.snapshot();
    if (this.stopped || this.running || body === this.saved) {
      return;
    }
    clearTimeout(this.timer);
    this.running = new AbortController();
    this.say("saving");
    try {
      const reply = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(body),
        credentials: "same-origin",
        redirect: "error",
        keepalive: body.length < 60000,
        signal: this.running.signal,
      });
      this.heard(reply, body);
    } catch {
      if (!this.stopped) {
        this.say("failed");
        this.later(PAUSE_AFTER_FAILURE);
      }
    } finally {
      this.running = undefined;
    }
  }

  heard(reply, body) {
    if ([401, 403, 409].includes(reply.status)) {
      this.stop();
      this.say("refused");
      return;
    }
    if (!reply.ok) {
      throw new Error(String(reply.status));
    }
    this.saved = body;
    const version = reply.headers.get("Draft-Version");
    const field = this.form.elements.namedItem("draft_version");
    if (version !== null && field) {
      field.value = version;
      this.saved = this.saved.replace(/(^|&)draft_version=[^&]*/, `$1draft_version=${encodeURIComponent(version)}`);
    }
    this.say("saved");
    if (this.snapshot() !== this.saved) {
      this.later(PAUSE_AFTER_TYPING);
    }
  }

  say(what) {
    const text = this.status?.dataset[what] ?? "";
    const { lang } = document.documentElement;
    // Plain "en" would tell the time the American way.
    const time = new Date().toLocaleTimeString(lang === "" || lang === "en" ? "en-GB" : lang, {
      hour: "numeric",
      minute: "2-digit",
    });
    if (this.status && this.status.textContent !== text) {
      this.status.textContent = text.replace("{time}", time);
    }
  }
}

export function start() {
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    new Autosave(form);
  }
}
