// What every page shares: menus that close, rows that open, text size, long work that reports itself.
// @ts-check

const TEXT_SIZE_KEY = "text-size";
/** A form that answers with a file leaves the page standing: after this it may be sent again. */
const DOWNLOAD_MS = 5000;

/** Apply the text size this browser keeps ("", "large", "larger" or "largest"). */
function applyTextSize() {
  let size = "";
  try {
    size = localStorage.getItem(TEXT_SIZE_KEY) ?? "";
  } catch {
    return;
  }
  if (size) document.documentElement.dataset.elder = size;
  for (const button of document.querySelectorAll("[data-text-size]")) {
    const own = /** @type {HTMLElement} */ (button).dataset.textSize ?? "";
    button.setAttribute("aria-pressed", String(own === size));
  }
}

/** @param {string} size */
function keepTextSize(size) {
  if (size) {
    localStorage.setItem(TEXT_SIZE_KEY, size);
  } else {
    localStorage.removeItem(TEXT_SIZE_KEY);
    delete document.documentElement.dataset.elder;
  }
  applyTextSize();
}

/** @param {MouseEvent} event */
function onClick(event) {
  const target = /** @type {Element} */ (event.target);
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(target)) menu.removeAttribute("open");
  }
  const size = target.closest("[data-text-size]");
  if (size instanceof HTMLElement) keepTextSize(size.dataset.textSize ?? "");
  const printer = target.closest("[data-print]");
  if (printer) window.print();
  const row = target.closest("tr[data-href]");
  if (row instanceof HTMLElement && !target.closest("a, button, input, label, select")) {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed) window.location.assign(row.dataset.href ?? "");
  }
}

/** Say which file was chosen. @param {Event} event */
function onChoice(event) {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.type !== "file") return;
  const place = document.querySelector(`[data-file-name="${field.id}"]`);
  if (place && field.files?.[0]) place.textContent = field.files[0].name;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  }
}

/** Mark a form as sent, so that a second tap sends nothing twice. @param {SubmitEvent} event */
function onSubmit(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const question = form.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  if ("download" in form.dataset) window.setTimeout(onPageShow, DOWNLOAD_MS);
}

/** A page shown again from memory may be sent again. */
function onPageShow() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    form.removeAttribute("data-sent");
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
}

/** @param {Event} event */
function onChange(event) {
  const select = /** @type {Element} */ (event.target);
  const form = select.closest("form[data-submit-on-change]");
  if (form instanceof HTMLFormElement && select instanceof HTMLSelectElement) form.requestSubmit();
}

/** On a narrow screen the navigation starts closed, on a wide one it stands open. */
function settleNavigation() {
  const wide = window.matchMedia("(min-width: 56.01em)");
  const settle = () => {
    for (const nav of document.querySelectorAll("details[data-frame-nav]")) {
      nav.toggleAttribute("open", wide.matches);
    }
  };
  settle();
  wide.addEventListener("change", settle);
}

/** Ask how far long work is: JSON {done, total, finished, url}; follow `url` when finished.
 * @param {HTMLElement} box */
async function followProgress(box) {
  const bar = box.querySelector("progress");
  const count = box.querySelector("[data-progress-count]");
  const response = await fetch(box.dataset.progressUrl ?? "", { headers: { Accept: "application/json" } });
  if (response.ok && bar) {
    const state = await response.json();
    bar.max = Math.max(state.total, 1);
    bar.value = state.done;
    if (count) count.textContent = `${state.done} / ${state.total}`;
    if (state.finished) {
      window.location.assign(state.url ?? window.location.href);
      return;
    }
  }
  window.setTimeout(() => void followProgress(box), 1000);
}

applyTextSize();
settleNavigation();
document.addEventListener("click", onClick);
document.addEventListener("change", onChoice);
document.addEventListener("keydown", onKey);
document.addEventListener("submit", onSubmit);
document.addEventListener("change", onChange);
window.addEventListener("pageshow", onPageShow);
for (const box of document.querySelectorAll("[data-progress-url]")) {
  void followProgress(/** @type {HTMLElement} */ (box));
}
