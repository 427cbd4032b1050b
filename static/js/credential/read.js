/** Reads whatever a scanner, a camera or a keyboard gave; the twin of core/credential/read.py. */

import { hasOurTag, readDigits } from "./digits.js";
import { readPresentationText } from "./tokens.js";
import { Unread, isPaymentCode } from "./unread.js";

const MAX_CHARACTERS = 4096;
const BLANKS = /^[ \t\r\n]+|[ \t\r\n]+$/g;
// A JWS or JWE in compact form, or an SD-JWT: its header begins with {" and so its text with ey.
const TOKEN = /^ey[A-Za-z0-9_=-]*(?:\.[A-Za-z0-9_=-]*){2,4}(?:~[A-Za-z0-9_.=~-]*)?$/;

/**
 * The presentation in a text, or an Unread (a string) where there is none. Never throws; believes
 * no signature yet.
 * @param {string} text
 * @param {Map<number, import("./issuer-key.js").IssuerKey>} keys by number
 * @returns {Promise<import("./fields.js").Presentation | string>}
 */
export async function read(text, keys) {
  if (text.length > MAX_CHARACTERS) return Unread.UNREADABLE;
  const trimmed = text.replace(BLANKS, "");
  if (hasOurTag(trimmed)) return readDigits(trimmed);
  if (isPaymentCode(trimmed)) return Unread.PAYMENT_CODE;
  if (TOKEN.test(trimmed)) return readPresentationText(trimmed, keys);
  return Unread.UNREADABLE;
}
