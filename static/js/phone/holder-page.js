/** A page of the bound phone: what it knew is shown at once, then the server is asked. */

import { serverNow, startClock } from "./clock.js";
import { pageLanguage, settleLanguage } from "./language.js";
import { Refusal, Unreachable, askSigned } from "./server.js";
import { installWorker, show, whatIsMissing } from "./states.js";
import { find, words } from "./stamp.js";
import { forgetAnswers, keepAnswer, loadAnswer, loadBinding, wasBoundOnce } from "./store.js";

const UNKNOWN = 401;
const PAGE = "page";
const READY = "ready";
const OFFLINE = "kept";
const BUSY = "keptBusy";

/**
 * @typedef {object} Opening
 * @property {string} path whose answer the page shows
 * @property {Record<string, string>} [query]
 * @property {(answer: any, page: HolderPage) => void} render fills the page; called anew for each answer
 */

/** The page of a phone that holds a card. */
export class HolderPage {
  #opening;
  #binding;
  #shown = "";

  /** Use openHolderPage() instead. @param {Opening} opening @param {import("./store.js").Binding} binding */
  constructor(opening, binding) {
    this.#opening = opening;
    this.#binding = binding;
  }

  /** Ask again, as after something changed; without a network what is shown stays. */
  async ask() {
    const { path, query } = this.#opening;
    try {
      const answer = await this.#exchange(path, { query });
      await keepAnswer(this.#name, { answer, at: serverNow() });
      markKept(null);
      this.#render(answer);
    } catch (error) {
      if (error instanceof Unreachable) await this.#showKept();
      else await this.#refused(error);
    }
  }

  /**
   * Let the server do something, signed; the page is asked for anew afterwards.
   * @param {string} path @param {object} body
   * @returns {Promise<any>} the answer; throws Unreachable or Refusal for the page to say
   */
  async send(path, body) {
    const answer = await this.#exchange(path, { body });
    await this.ask();
    return answer;
  }

  /**
   * Let the server do something, signed, where the page itself shows what came of it.
   * @param {string} path @param {object} body @returns {Promise<any>} as send()
   */
  async tell(path, body) {
    const answer = await this.#exchange(path, { body });
    this.#shown = "";
    return answer;
  }

  /**
   * Ask for something else than the page's own answer.
   * @param {string} path @param {Record<string, string>} [query] @returns {Promise<any>}
   */
  fetch(path, query) {
    return this.#exchange(path, { query });
  }

  /** Show what was kept, and from when it is; nothing kept is said as plainly. */
  async open() {
    const kept = await loadAnswer(this.#name);
    if (kept !== undefined) this.#render(kept.answer);
    window.addEventListener("online", () => void this.ask());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) void this.ask();
    });
    await this.ask();
  }

  get #name() {
    const { path, query = {} } = this.#opening;
    return `${path}?${new URLSearchParams({ ...query, language: pageLanguage() })}`;
  }

  async #showKept() {
    const kept = await loadAnswer(this.#name);
    if (kept === undefined) show("offline");
    else markKept(kept.at, OFFLINE);
  }

  /** @param {string} path @param {{query?: Record<string, string>, body?: object}} what */
  async #exchange(path, what) {
    const { privateKey, credential } = this.#binding;
    try {
      return await askSigned(path, { ...what, serial: credential?.serial ?? 0, privateKey });
    } catch (error) {
      if (error instanceof Refusal && error.status === UNKNOWN) {
        await forgetAnswers();
        show("replaced");
      }
      throw error;
    }
  }

  /** @param {unknown} error */
  async #refused(error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === UNKNOWN) return;
    const kept = await loadAnswer(this.#name);
    if (kept === undefined) show("busy");
    else markKept(kept.at, BUSY);
  }

  /** @param {any} answer */
  #render(answer) {
    const { now: _, ...said } = answer;
    const text = JSON.stringify(said);
    if (text !== this.#shown) this.#opening.render(answer, this);
    this.#shown = text;
    show(PAGE);
    document.body.dataset.ready = READY;
  }
}

/**
 * Open the page: a phone that is not bound gets the plain state that says so.
 * @param {Opening} opening
 * @returns {Promise<HolderPage | null>} null where there is no card
 */
export async function openHolderPage(opening) {
  const missing = whatIsMissing();
  if (missing !== null) {
    show(missing);
    return null;
  }
  await settleLanguage();
  installWorker();
  await startClock();
  const binding = await loadBinding();
  if (binding === undefined || binding.credential === null) {
    show(wasBoundOnce() ? "lost" : "unbound");
    return null;
  }
  const page = new HolderPage(opening, binding);
  await page.open();
  return page;
}

/**
 * Carry out what was tapped: the button is busy meanwhile, and what goes wrong is said beside it
 * in the nearest `data-trouble`.
 * @param {HTMLElement} button
 * @param {() => Promise<void>} act
 */
export async function carryOut(button, act) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  sayTrouble(button, "");
  try {
    await act();
  } catch (error) {
    if (error instanceof Unreachable) sayTrouble(button, document.body.dataset.unreachable ?? "");
    else if (error instanceof Refusal) sayTrouble(button, error.message);
    else throw error;
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** @param {HTMLElement} button @param {string} text none takes the trouble away */
function sayTrouble(button, text) {
  const near = button.closest("form, dialog, section, li, main") ?? document;
  const place = /** @type {HTMLElement | null} */ (
    near.querySelector("[data-trouble]") ?? document.querySelector("[data-trouble]")
  );
  if (place === null) return;
  place.hidden = text === "";
  find("[data-complaint]", place).textContent = text;
}

/**
 * @param {number | null} at when what is shown was answered, in ms; null for just now
 * @param {string} [why] names the words that say why it could not be asked anew
 */
function markKept(at, why = OFFLINE) {
  const place = find("[data-kept]");
  place.hidden = at === null;
  if (at === null) return;
  const language = pageLanguage() === "en" ? "en-GB" : "zh-CN";
  const time = new Intl.DateTimeFormat(language, {
    timeZone: "Asia/Shanghai",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
  find("[data-kept-words]").textContent = words(place.dataset[why] ?? "", { time });
}
