// A code that stays before the camera counts once, and so does the same phone's next one.
// @ts-check

export const GONE_AFTER_MS = 2500;
/** The first digits of a code name the card; a phone's next code differs only later on. */
const CARD_DIGITS = 60;

/** Decides whether what the camera reads is a new scan. */
export class Steady {
  constructor() {
    this.text = "";
    this.seenAt = Number.NEGATIVE_INFINITY;
    /** Whether the code in view came to nothing: then a fresh one of its card is a new scan. */
    this.refused = false;
  }

  /**
   * @param {string} text
   * @param {number} now in ms
   * @returns {boolean} whether to judge it
   */
  isNew(text, now) {
    const inView = now - this.seenAt < GONE_AFTER_MS;
    const same = text === this.text || (!this.refused && isSameCard(text, this.text));
    this.seenAt = now;
    if (inView && same) return false;
    this.text = text;
    this.refused = false;
    return true;
  }
}

/** @param {string} one @param {string} other */
function isSameCard(one, other) {
  return (
    one.length === other.length &&
    /^7[12][0-9]+$/.test(one) &&
    one.slice(0, CARD_DIGITS) === other.slice(0, CARD_DIGITS)
  );
}
