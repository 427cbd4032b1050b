/** Offers to put the card on the home screen, where the browser can do that by itself. */

/** @typedef {Event & {prompt: () => Promise<unknown>}} InstallEvent */

/** @type {InstallEvent | null} */
let offer = null;

/** @param {InstallEvent | null} event */
function take(event) {
  offer = event;
  for (const button of document.querySelectorAll("[data-install]")) {
    /** @type {HTMLElement} */ (button).hidden = event === null;
  }
}

window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  take(/** @type {InstallEvent} */ (event));
});
window.addEventListener("appinstalled", () => take(null));

for (const button of document.querySelectorAll("[data-install]")) {
  button.addEventListener("click", () => {
    const asked = offer;
    take(null); // an offer can be shown once
    void asked?.prompt();
  });
}
