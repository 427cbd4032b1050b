/** The code on the page: a new one every 30 seconds and on a tap, in two sizes. */

import { traceCode } from "./code.js";
import { keepAwake } from "./wake.js";

const LIFE_MS = 30000;
const TICK_MS = 1000;

/** Keeps one code alive while the page is seen. */
export class CodePanel {
  /** @type {import("./code.js").CodeMaker | null} */
  #maker = null;
  #madeAt = 0;
  #making = false;
  #timer = 0;
  #onExpired;
  #pictures;
  #rings;
  #full;

  /** @param {() => void} onExpired called when the credential's last day is over */
  constructor(onExpired) {
    this.#onExpired = onExpired;
    this.#pictures = /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("[data-code]"));
    this.#rings = /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll(".ring"));
    this.#full = /** @type {HTMLDialogElement} */ (document.querySelector("[data-full]"));
    for (const button of document.querySelectorAll("[data-refresh]")) {
      button.addEventListener("click", () => void this.#tapped());
    }
    this.#full.querySelector("[data-close]")?.addEventListener("click", () => this.#full.close());
    document.addEventListener("visibilitychange", () => void this.#seenAgain());
  }

  /** @param {import("./code.js").CodeMaker} maker */
  async start(maker) {
    this.#maker = maker;
    await this.refresh();
    window.clearInterval(this.#timer);
    this.#timer = window.setInterval(() => void this.#tick(), TICK_MS);
    keepAwake(true);
  }

  stop() {
    this.#maker = null;
    window.clearInterval(this.#timer);
    this.#full.close();
    for (const picture of this.#pictures) {
      picture.querySelector("path")?.setAttribute("d", "");
      delete picture.dataset.at;
    }
    keepAwake(false);
  }

  /** Make a new code and put it in the old one's place at once. */
  async refresh() {
    if (this.#maker === null || this.#making) return;
    if (this.#maker.hasExpired()) {
      this.#onExpired();
      return;
    }
    this.#making = true;
    try {
      const { at, digits } = await this.#maker.make();
      const { side, path } = traceCode(digits);
      for (const picture of this.#pictures) {
        picture.setAttribute("viewBox", `0 0 ${side} ${side}`);
        picture.querySelector("path")?.setAttribute("d", path);
        picture.dataset.at = String(at);
      }
      this.#madeAt = performance.now();
      this.#turnRings(1, true);
    } finally {
      this.#making = false;
    }
  }

  async #tapped() {
    await this.refresh();
    if (this.#maker !== null && !this.#full.open) this.#full.showModal();
  }

  async #tick() {
    if (document.hidden) return;
    const left = 1 - (performance.now() - this.#madeAt + TICK_MS) / LIFE_MS;
    if (left < 0) await this.refresh();
    else this.#turnRings(left, false);
  }

  async #seenAgain() {
    if (document.hidden || this.#maker === null) return;
    await this.refresh();
  }

  /** @param {number} left from 1 to 0 @param {boolean} fresh */
  #turnRings(left, fresh) {
    for (const ring of this.#rings) {
      ring.classList.toggle("ring--fresh", fresh);
      ring.style.setProperty("--left", String(left));
    }
  }
}
