// Runs before the page is drawn: the first thing in <body>, as a file because the policy refuses inline scripts.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
