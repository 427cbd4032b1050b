/** The step in which a code is typed: what is wrong with it, when another may be asked for. */

import { find } from "./stamp.js";

const RESEND_AFTER_S = 60;
const SIX_DIGITS = /^\d{6}$/;
const LAST_FOUR = /^[0-9A-Za-z]{4}$/;

let counting = 0;

/** @typedef {"digits" | "document"} Shape of what is typed: a code, or the end of a document */

/**
 * Read a field without the spaces and wide digits that keyboards put in.
 * @param {string} selector @param {Shape} shape @returns {string | null} null when malformed
 */
export function readTyped(selector, shape) {
  const typed = input(selector).value.normalize("NFKC").replaceAll(/\s/g, "");
  return (shape === "digits" ? SIX_DIGITS : LAST_FOUR).test(typed) ? typed : null;
}

/**
 * Say what is wrong beside the field, or beside whatever was tapped.
 * @param {string} words none takes the complaint away
 * @param {string} [at] the field's selector
 */
export function complain(words, at) {
  const wrong = words !== "";
  const step = at === undefined ? shownStep() : find(at).closest(".field");
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("[data-error]")
  )) {
    const here = wrong && (step?.contains(place) ?? false);
    place.hidden = !here;
    find("[data-complaint]", place).textContent = here ? words : "";
    const field = place.closest(".field");
    field?.classList.toggle("field--error", here);
    field?.querySelector("input")?.setAttribute("aria-invalid", String(here));
    if (here) field?.querySelector("input")?.focus();
  }
}

/** @param {string} name of the data-step that is shown, instead of all others */
export function showStep(name) {
  for (const step of document.querySelectorAll("[data-step]")) {
    /** @type {HTMLElement} */ (step).hidden = step.getAttribute("data-step") !== name;
  }
}

/** A code may be asked for again when a minute is over. */
export function countDown() {
  const button = find("[data-resend]");
  const words = find("[data-wait]");
  const until = performance.now() + RESEND_AFTER_S * 1000;
  const turn = () => {
    const left = Math.ceil((until - performance.now()) / 1000);
    button.hidden = left > 0;
    words.hidden = left <= 0;
    words.textContent = (words.dataset.wait ?? "").replace("{seconds}", String(left));
    if (left > 0) counting = window.setTimeout(turn, 1000);
  };
  window.clearTimeout(counting);
  turn();
}

/**
 * Do what was tapped, once at a time.
 * @param {HTMLElement} button
 * @param {() => Promise<void>} act
 * @param {(error: unknown) => void | Promise<void>} explain
 */
export async function busyWhile(button, act, explain) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  complain("");
  try {
    await act();
  } catch (error) {
    await explain(error);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** @param {string} selector @returns {HTMLInputElement} */
export function input(selector) {
  const found = find(selector);
  if (!(found instanceof HTMLInputElement)) throw new RangeError(selector);
  return found;
}

/** @returns {Element | null} the step that is seen, as far as its first place for a complaint */
function shownStep() {
  const step = document.querySelector("[data-step]:not([hidden])");
  return step?.querySelector("[data-error]")?.parentElement ?? step;
}
