// Taps and keys: every button that has a key says so on itself, and the key presses the button.
// @ts-check

/** @param {import("./desk.js").Desk} desk */
export function listenForActions(desk) {
  document.addEventListener("click", (event) => onClick(desk, event));
  document.addEventListener("keydown", (event) => onKey(desk, event));
  document.addEventListener("submit", (event) => onSubmit(desk, event));
  document.querySelector("[data-typing]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (document.getElementById("typed"));
    const text = field.value.trim();
    field.value = "";
    field.blur();
    if (text) desk.scan(text);
  });
}

/** @param {import("./desk.js").Desk} desk @param {MouseEvent} event */
function onClick(desk, event) {
  const button = /** @type {Element} */ (event.target).closest("button");
  if (!button || button.disabled) return;
  const { redeem, scan, scarce, documentChecked, reason } = button.dataset;
  if (redeem && scan) {
    if (scarce !== undefined) askOnceMore(button);
    else desk.redeem(redeem, scan, documentChecked !== undefined || isDocumentChecked(), { note: note() });
  } else if (button.dataset.void && reason) {
    desk.undo(button.dataset.void, reason);
  } else if (button.dataset.document !== undefined) {
    tickDocument(button);
  } else if (button.dataset.retry !== undefined) {
    desk.retry();
  } else if (button.dataset.back !== undefined) {
    goBack(button);
  } else if (button.dataset.clear !== undefined) {
    desk.clear();
  }
}

/** The second step is sent with what it asked for; the browser has checked that nothing lacks.
 * @param {import("./desk.js").Desk} desk @param {SubmitEvent} event */
function onSubmit(desk, event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const { redeem, scan } = form.dataset;
  if (!redeem || !scan) return;
  event.preventDefault();
  /** @type {Record<string, string>} */
  const asked = { note: note() };
  for (const [name, value] of new FormData(form)) asked[name] = String(value);
  desk.redeem(redeem, scan, isDocumentChecked(), asked);
}

/** A scarce benefit is used on the second tap, in the same place. @param {HTMLButtonElement} button */
function askOnceMore(button) {
  for (const open of document.querySelectorAll(".benefit-confirm:not([hidden])")) {
    open.setAttribute("hidden", "");
    open.previousElementSibling?.removeAttribute("hidden");
  }
  const confirm = /** @type {HTMLElement} */ (button.nextElementSibling);
  button.hidden = true;
  confirm.hidden = false;
  const first = confirm.querySelector(".input") ?? confirm.querySelector("[data-confirmed]");
  /** @type {HTMLElement} */ (first).focus();
  confirm.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLButtonElement} button */
function goBack(button) {
  const confirm = /** @type {HTMLElement} */ (button.closest(".benefit-confirm"));
  const benefit = /** @type {HTMLButtonElement} */ (confirm.previousElementSibling);
  confirm.hidden = true;
  benefit.hidden = false;
  benefit.focus();
}

/** The operator compared the document: the benefits open. @param {HTMLButtonElement} button */
function tickDocument(button) {
  document.querySelector("[data-before-document]")?.setAttribute("hidden", "");
  document.querySelector("[data-after-document]")?.removeAttribute("hidden");
  for (const waiting of document.querySelectorAll("[data-waits-for-document]")) {
    waiting.removeAttribute("disabled");
  }
  button.remove();
}

function isDocumentChecked() {
  return document.querySelector("[data-after-document]:not([hidden])") !== null;
}

function note() {
  const field = document.querySelector("[data-note]");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** @param {import("./desk.js").Desk} desk @param {KeyboardEvent} event */
function onKey(desk, event) {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const focused = document.activeElement;
  const typing = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  if (event.code === "Space" && (typing || focused?.matches("button, summary, select, a"))) return;
  const button = findButton(event.code);
  if (button) {
    event.preventDefault();
    button.click();
  } else if (event.code === "Escape") {
    desk.clear();
  }
}

/** The last button on the page that this key presses and that can be pressed now.
 * @param {string} code @returns {HTMLElement | undefined} */
function findButton(code) {
  const all = [...document.querySelectorAll(`[data-key="${CSS.escape(code)}"]`)];
  return all
    .filter((each) => each instanceof HTMLElement)
    .filter((each) => each.getClientRects().length > 0 && !each.hasAttribute("disabled"))
    .at(-1);
}
