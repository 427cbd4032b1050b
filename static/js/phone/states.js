/** Shows one of the page's states; their words stand in the page. */

/** @param {string} name of a data-state; one that the page lacks shows as "unsupported" */
export function show(name) {
  const states = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-state]")]);
  const known = states.some(({ dataset }) => dataset.state === name);
  const shown = known ? name : "unsupported";
  for (const state of states) state.hidden = state.dataset.state !== shown;
  document.body.dataset.shown = shown;
}

/** @returns {string | null} why this browser cannot hold a card: the state that says so */
export function whatIsMissing() {
  if (!window.isSecureContext) return "insecure";
  return "subtle" in crypto && "indexedDB" in window ? null : "unsupported";
}

/** Let the page open without a network next time; without a worker it needs one, no more. */
export function installWorker() {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("/phone/worker.js", { scope: "/phone" }).catch(() => undefined);
}

for (const button of document.querySelectorAll("[data-reload]")) {
  button.addEventListener("click", () => window.location.reload());
}
