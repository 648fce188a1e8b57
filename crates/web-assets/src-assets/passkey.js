// Asks the browser for a passkey and sends what it gives with the form. A form that needs one is hidden until it is known that
// this browser can make them; without JavaScript it stays hidden, and the page's other ways remain.
//
//   <form data-passkey-ask="/sign-in/passkey/begin" hidden ...>   use a passkey: the address tells what to ask, as JSON
//   <form data-passkey-make="{...}" hidden ...>                   make one: what to ask stands in the page
//     <input type="hidden" name="challenge">                      the name under which the answer is taken
//     <input type="hidden" name="answer">                         the answer, as JSON
//     <button>...</button>
//     <p data-passkey-status role="status" data-failed="..."></p> says that the browser gave none
//   </form>
//   <p data-passkey-without>...</p>                               what to read where there are no passkeys: hidden with them
//
// Where the address refuses to tell what to ask, the form is sent without an answer, and the page that comes back says why.

const bytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const text = (buffer) => {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const toMake = ({ publicKey }) => ({
  publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: known(publicKey.excludeCredentials),
  },
});

const toUse = ({ publicKey }) => ({
  publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    allowCredentials: known(publicKey.allowCredentials),
  },
});

const made = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  response: {
    attestationObject: text(credential.response.attestationObject),
    clientDataJSON: text(credential.response.clientDataJSON),
  },
  extensions: {},
});

const used = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  response: {
    authenticatorData: text(credential.response.authenticatorData),
    clientDataJSON: text(credential.response.clientDataJSON),
    signature: text(credential.response.signature),
    userHandle: credential.response.userHandle ? text(credential.response.userHandle) : null,
  },
  extensions: {},
});

class PasskeyForm {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-passkey-status]");
    this.running = false;
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.running) {
        this.run();
      }
    });
  }

  async run() {
    this.running = true;
    this.status.textContent = "";
    try {
      if (this.form.dataset.passkeyMake) {
        const options = toMake(JSON.parse(this.form.dataset.passkeyMake));
        this.answer(made(await navigator.credentials.create(options)));
      } else {
        await this.use();
      }
      this.form.submit();
    } catch {
      this.status.textContent = this.status.dataset.failed;
    } finally {
      this.running = false;
    }
  }

  async use() {
    const reply = await fetch(this.form.dataset.passkeyAsk, {
      method: "POST",
      body: new URLSearchParams(new FormData(this.form)),
      credentials: "same-origin",
      redirect: "manual",
    });
    if (reply.ok) {
      const { challenge, options } = await reply.json();
      this.form.elements.namedItem("challenge").value = challenge;
      this.answer(used(await navigator.credentials.get(toUse(options))));
    }
  }

  answer(given) {
    this.form.elements.namedItem("answer").value = JSON.stringify(given);
  }
}

export function start() {
  if (!window.PublicKeyCredential) {
    return;
  }
  for (const without of document.querySelectorAll("[data-passkey-without]")) {
    without.hidden = true;
  }
  for (const form of document.querySelectorAll("form[data-passkey-ask], form[data-passkey-make]")) {
    new PasskeyForm(form);
  }
}
