/** The transport of a QR: a tag, the packed presentation as a decimal, two check digits. */

import { CredentialForm, formOf } from "./fields.js";
import { WIDTHS, pack, unpack } from "./packing.js";
import { Unread } from "./unread.js";

/** @typedef {import("./fields.js").Presentation} Presentation */

const TAG_DIGITS = 2;
const CHECK_DIGITS = 2;
/** @type {Readonly<Record<string, string>>} */
const TAGS = Object.freeze({ [CredentialForm.PHONE]: "71", [CredentialForm.PRINTED]: "72" });

/**
 * The presentation as digits: 437 for a phone (QR version 8-L), 196 printed (version 5-L).
 * RangeError where a value does not fit the format.
 * @param {Presentation} presentation
 * @returns {string}
 */
export function writeDigits(presentation) {
  const form = formOf(presentation.credential.fields);
  const body = TAGS[form] + String(pack(presentation)).padStart(numberDigits(form), "0");
  // ISO 7064 mod 97-10: the whole, check digits included, leaves 1.
  const check = 98n - (BigInt(`${body}00`) % 97n);
  return body + String(check).padStart(CHECK_DIGITS, "0");
}

/** @param {string} text @returns {boolean} whether it is all digits and begins as ours do */
export function hasOurTag(text) {
  return /^7[12][0-9]*$/.test(text);
}

/**
 * The presentation that a text with our tag carries, or an Unread. Believes no signature yet.
 * @param {string} text
 * @returns {Presentation | string}
 */
export function readDigits(text) {
  const form = text.startsWith(TAGS[CredentialForm.PHONE])
    ? CredentialForm.PHONE
    : CredentialForm.PRINTED;
  const length = wholeLength(text);
  if (hasOurTag(text.slice(length))) return Unread.UNREADABLE;
  if (text.length !== length) return Unread.TRUNCATED;
  if (BigInt(text) % 97n !== 1n) return Unread.MISTYPED;
  try {
    return unpack(BigInt(text.slice(TAG_DIGITS, -CHECK_DIGITS)), form);
  } catch (error) {
    if (error instanceof RangeError) return Unread.MISTYPED;
    throw error;
  }
}

/**
 * How many digits a whole code has that begins like this text, the longest where both forms do;
 * 0 where none of ours does.
 * @param {string} text
 * @returns {number}
 */
export function wholeLength(text) {
  const begins = text.slice(0, TAG_DIGITS);
  if (!begins) return 0;
  const like = [...LENGTHS].filter(([tag]) => tag.startsWith(begins));
  return Math.max(0, ...like.map(([, length]) => length));
}

/** @param {string} form @returns {number} */
function numberDigits(form) {
  const bits = WIDTHS[form].reduce((sum, width) => sum + width, 0);
  return String((1n << BigInt(bits)) - 1n).length;
}

const LENGTHS = new Map(
  Object.values(CredentialForm).map((form) => [
    TAGS[form],
    TAG_DIGITS + numberDigits(form) + CHECK_DIGITS,
  ]),
);
