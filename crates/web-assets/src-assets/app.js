// Starts the behaviours a page asks for. Every page works without any of them.
import {
  Button,
  Checkboxes,
  createAll,
  ErrorSummary,
  ExitThisPage,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
} from "./govuk-frontend.js";

for (const component of [
  Button,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

const needs = (selector) => document.querySelector(selector) !== null;

// Only alerts that can be dismissed or that take the focus have a behaviour at all.
if (needs('.moj-alert[data-dismissible], .moj-alert[role="alert"]')) {
  import("./moj-alert.js").then(({ Alert }) => createAll(Alert));
}
if (needs("form[data-autosave]")) {
  import("./autosave.js").then(({ start }) => start());
}
if (needs("[data-passkey-ask], [data-passkey-make]")) {
  import("./passkey.js").then(({ start }) => start());
}
if (needs("dialog[data-session-expires]")) {
  import("./session.js").then(({ start }) => start());
}
if (needs("[data-print]")) {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
