// A keyboard-mode scanner, heard whatever has the focus: a burst of keys no human could type.
// @ts-check

import { wholeLength } from "../credential/digits.js";
import { characterOf } from "./keys.js";

/** Keys further apart than this, in ms, belong to no burst. */
const LONGEST_GAP_MS = 120;
/** What begins as a code of ours and is not whole yet has more time: wireless scanners pause. */
const LONGEST_PAUSE_MS = 1200;
/** A scanner's keys are this close on average, in ms; the fastest typist is far from it. */
const SCANNER_PACE_MS = 50;
const FEWEST_KEYS = 8;
/** Line ends that a scanner sends after its code are its own, no press of a button. */
const AFTERGLOW_MS = 500;
const ENDS = new Set(["Enter", "NumpadEnter", "Tab"]);

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** Listens on a document and hands every scan to `onScan`. */
export class Wedge {
  /** @param {(text: string) => void} onScan */
  constructor(onScan) {
    this.onScan = onScan;
    /** @type {string[]} */
    this.characters = [];
    this.firstAt = 0;
    this.lastAt = 0;
    this.firedAt = Number.NEGATIVE_INFINITY;
    this.timer = 0;
    /** @type {{ field: Field, value: string } | null} what a field held before the burst */
    this.before = null;
  }

  /** @param {Document} page */
  listen(page) {
    page.addEventListener("keydown", (event) => this.hear(event), { capture: true });
  }

  /** @param {KeyboardEvent} event */
  hear(event) {
    if (ENDS.has(event.code)) {
      const afterScan = event.timeStamp - this.firedAt < AFTERGLOW_MS;
      if (this.isBurst() && event.timeStamp - this.lastAt <= LONGEST_PAUSE_MS) {
        swallow(event);
        this.fire(event.timeStamp);
      } else {
        if (afterScan) swallow(event);
        this.forget();
      }
      return;
    }
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) {
      this.forget();
      return;
    }
    const character = characterOf(event);
    if (character === null) return;
    if (this.characters.length && event.timeStamp - this.lastAt > this.patience()) this.forget();
    if (!this.characters.length) {
      this.firstAt = event.timeStamp;
      this.before = remember(document.activeElement);
    }
    this.characters.push(character);
    this.lastAt = event.timeStamp;
    if (this.isBurst()) swallow(event);
    this.waitForSilence();
  }

  /** How long a pause may be before the burst counts as over, in ms. */
  patience() {
    const whole = wholeLength(this.characters.slice(0, 2).join(""));
    return this.characters.length < whole ? LONGEST_PAUSE_MS : LONGEST_GAP_MS;
  }

  waitForSilence() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (this.isBurst()) this.fire(performance.now());
      else this.forget();
    }, this.patience());
  }

  isBurst() {
    const { length } = this.characters;
    if (length < FEWEST_KEYS) return false;
    return (this.lastAt - this.firstAt) / (length - 1) <= SCANNER_PACE_MS;
  }

  /** @param {number} at */
  fire(at) {
    const text = this.characters.join("");
    const { before } = this;
    this.firedAt = at;
    this.forget();
    if (before) {
      before.field.blur();
      before.field.value = before.value;
    }
    this.onScan(text);
  }

  forget() {
    window.clearTimeout(this.timer);
    this.characters = [];
    this.before = null;
  }
}

/** @param {KeyboardEvent} event */
function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** @param {Element | null} element @returns {{ field: Field, value: string } | null} */
function remember(element) {
  const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  return isField ? { field: element, value: element.value } : null;
}
