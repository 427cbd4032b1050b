/** The form of a new request: what was typed stays until the server has taken it. */

import { askConsent } from "./consent-sheet.js";
import { carryOut } from "./holder-page.js";
import { Refusal } from "./server.js";
import { fill, find, stamp } from "./stamp.js";

/** @typedef {import("./holder-page.js").HolderPage} HolderPage */

const CONSENT_NEEDED = "consent_needed";
const TAKEN = 200;

/** Asks for one benefit. */
export class RequestForm {
  #path;
  #sent;
  #form = /** @type {HTMLFormElement} */ (find("[data-form]"));
  /** @type {HolderPage | null} */
  #page = null;
  /** @type {any} what the server last offered */
  #offered = { groups: [], consent: null };
  /** @type {any} the benefit that is asked for */
  #benefit = null;
  /** The same words again are the same request: an answer that got lost is asked for anew. */
  #last = { said: "", id: "" };

  /** @param {string} path where requests go @param {() => void} sent called once one was taken */
  constructor(path, sent) {
    this.#path = path;
    this.#sent = sent;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.#form.addEventListener("change", (event) => this.#settle(event.target));
  }

  /** Learn what can be chosen; what is filled in stays. @param {any} answer @param {HolderPage} page */
  offer(answer, page) {
    this.#offered = answer;
    this.#page = page;
    const { day, until } = this.#form.elements;
    day.min = answer.first_day;
    day.max = answer.last_day;
    until.min = answer.first_day;
    if (this.#benefit !== null) this.#show(this.#benefit.code);
  }

  /** @param {string} code of a benefit @returns {boolean} whether there is such a one */
  open(code) {
    if (this.#benefit?.code === code) return true;
    return this.#show(code);
  }

  /** @param {string} code @returns {boolean} */
  #show(code) {
    for (const group of this.#offered.groups) {
      const benefit = group.benefits.find((/** @type {any} */ each) => each.code === code);
      if (benefit === undefined) continue;
      const chosen = this.#value("site");
      this.#benefit = benefit;
      const view = this.#form.parentElement ?? document;
      fill(view, { benefit: benefit.name, about: benefit.note });
      for (const part of view.querySelectorAll("[data-for]")) {
        const stays = part.getAttribute("data-for") === "stay";
        /** @type {HTMLElement} */ (part).hidden = stays !== benefit.stay;
      }
      find("[data-sites]").replaceChildren(...group.sites.map((/** @type {any} */ site) => choice(site, chosen)));
      find("[data-no-site]").hidden = group.sites.length > 0;
      return true;
    }
    return false;
  }

  async #submit() {
    const page = this.#page;
    if (page === null || !this.#isComplete()) return;
    await carryOut(find("[type=submit]", this.#form), () => this.#send(page));
  }

  /** @param {HolderPage} page */
  async #send(page) {
    const body = this.#body();
    const said = JSON.stringify(body);
    if (said !== this.#last.said) this.#last = { said, id: crypto.randomUUID() };
    const answer = await page.send(this.#path, { id: this.#last.id, ...body });
    const { consent } = this.#offered;
    if (answer.refused === CONSENT_NEEDED && consent !== null) {
      if (await askConsent(page, consent)) await this.#send(page);
      return;
    }
    if (answer.refused !== null) {
      throw new Refusal({ status: TAKEN, code: answer.refused, title: answer.words });
    }
    this.#form.reset();
    this.#benefit = null;
    this.#last = { said: "", id: "" };
    this.#sent();
  }

  #body() {
    const { stay, code } = this.#benefit;
    const body = { benefit: code, site: Number(this.#value("site")), day: this.#value("day"), note: this.#value("note") };
    return stay ? { ...body, until: this.#value("until") } : { ...body, part: this.#value("part") };
  }

  /** Say beside each field what is missing, and go to the first of them. @returns {boolean} */
  #isComplete() {
    const asked = this.#benefit.stay ? ["site", "day", "until"] : ["site", "day"];
    const missing = asked.filter((name) => !this.#isGood(name));
    for (const name of asked) this.#complain(name, missing.includes(name));
    const [first] = missing;
    if (first !== undefined) find(`[name="${first}"]`, this.#form).focus();
    return first === undefined;
  }

  /** @param {string} name @returns {boolean} */
  #isGood(name) {
    const value = this.#value(name);
    if (name === "site") return value !== "";
    if (name === "until") return value > this.#value("day");
    return value >= this.#offered.first_day && value <= this.#offered.last_day;
  }

  /** @param {string} name @param {boolean} missing */
  #complain(name, missing) {
    find(`[data-missing="${name}"]`).hidden = !missing;
    find(`[data-field="${name}"]`).classList.toggle("field--error", missing);
    for (const input of this.#form.querySelectorAll(`[name="${name}"]`)) {
      input.toggleAttribute("aria-invalid", missing);
    }
  }

  /** What was corrected is no longer complained about. @param {EventTarget | null} target */
  #settle(target) {
    const name = target instanceof HTMLInputElement ? target.name : "";
    if (["site", "day", "until"].includes(name) && this.#isGood(name)) this.#complain(name, false);
  }

  /** @param {string} name @returns {string} */
  #value(name) {
    return String(new FormData(this.#form).get(name) ?? "").trim();
  }
}

/** @param {any} site @param {string} chosen the id of the one chosen before @returns {HTMLElement} */
function choice(site, chosen) {
  const row = stamp("site", { name: site.name, division: site.division });
  const input = /** @type {HTMLInputElement} */ (find("input", row));
  input.value = String(site.id);
  input.checked = input.value === chosen;
  return row;
}
