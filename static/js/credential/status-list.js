/** The signed list of dead credentials, two bits each; signed by core/credential/status_list.py. */

import { decodeBase64url, join, signingInput, split } from "./compact.js";
import { verify } from "./es256.js";

/** @typedef {import("./issuer-key.js").IssuerKey} IssuerKey */

export const StatusValue = Object.freeze({ VALID: 0, INVALID: 1, SUSPENDED: 2 });

/** Why a list must not be used; a gate that has no usable list refuses. */
export const StatusListFault = Object.freeze({
  UNREADABLE: "unreadable",
  OTHER_LIST: "other_list",
  UNKNOWN_KEY: "unknown_key",
  RETIRED_KEY: "retired_key",
  FORGED: "forged",
  EXPIRED: "expired",
  ROLLED_BACK: "rolled_back",
});

const STATUS_LIST_TYP = "statuslist+jwt";
const MAX_CHARACTERS = 64 * 1024;
const BITS = 2;
const PER_BYTE = 8 / BITS;
const UNASSIGNED = 0b11;
const LIST_BYTES = 131072 / PER_BYTE;
// Deflate makes at most 1,032 bytes of one: no slice inflates to more than 264 KiB unseen.
const SLICE_BYTES = 256;

/** A list that was checked: `iat` and `exp` in epoch seconds, `ttl` in seconds. */
export class StatusList {
  /** @param {Claims} claims @param {Uint8Array} entries */
  constructor({ uri, iat, exp, ttl }, entries) {
    this.uri = uri;
    this.iat = iat;
    this.exp = exp;
    this.ttl = ttl;
    this.entries = entries;
  }

  /**
   * The state at a place from 0 to 131,071 (else RangeError); an unknown one is invalid.
   * @param {number} idx
   * @returns {number} one of StatusValue
   */
  valueAt(idx) {
    const byte = this.entries[Math.floor(idx / PER_BYTE)];
    if (!Number.isInteger(idx) || byte === undefined) throw new RangeError("no such place");
    const value = (byte >> ((idx % PER_BYTE) * BITS)) & 0b11;
    return value === UNASSIGNED ? StatusValue.INVALID : value;
  }
}

/**
 * The list that lies at `uri`, if its text is exactly ours and it may be used now, or a
 * StatusListFault. Never throws. Inflates little more than a list's 32 KiB, and nothing that the
 * issuer did not sign.
 * @param {string} text
 * @param {Map<number, IssuerKey>} keys by number
 * @param {{uri: string, now: number, seenIat: number | null}} asked now in milliseconds since the
 *   epoch, `seenIat` the `iat` of the newest list seen from there
 * @returns {Promise<StatusList | string>}
 */
export async function readStatusList(text, keys, { uri, now, seenIat }) {
  if (text.length > MAX_CHARACTERS) return StatusListFault.UNREADABLE;
  const taken = takeApart(text, keys);
  if (typeof taken === "string") return taken;
  const { key, claims, signed, signature } = taken;
  const seconds = Math.floor(now / 1000);
  if (key.retiredAt !== null && key.retiredAt <= seconds) return StatusListFault.RETIRED_KEY;
  if (!(await verify(signed, signature, key.publicKey))) return StatusListFault.FORGED;
  if (claims.uri !== uri) return StatusListFault.OTHER_LIST;
  if (seconds >= claims.exp) return StatusListFault.EXPIRED;
  if (seenIat !== null && claims.iat < seenIat) return StatusListFault.ROLLED_BACK;
  const entries = await inflate(claims.lst);
  return entries === null ? StatusListFault.UNREADABLE : new StatusList(claims, entries);
}

/**
 * @typedef {{uri: string, iat: number, exp: number, ttl: number, lst: string}} Claims
 *
 * @param {string} text
 * @param {Map<number, IssuerKey>} keys
 * @returns {{key: IssuerKey, claims: Claims, signed: string, signature: Uint8Array} | string}
 */
function takeApart(text, keys) {
  try {
    const { header, claims: members, signature } = split(text);
    if (!("kid" in header)) return StatusListFault.UNREADABLE;
    const key = [...keys.values()].find(({ kid }) => kid === header.kid);
    if (key === undefined) return StatusListFault.UNKNOWN_KEY;
    const claims = {
      uri: String(members.sub),
      iat: Math.trunc(members.iat),
      exp: Math.trunc(members.exp),
      ttl: Math.trunc(members.ttl),
      lst: String(members.status_list.lst),
    };
    const signed = writeSigned(key, claims);
    if (join(signed, signature) !== text) return StatusListFault.UNREADABLE;
    return { key, claims, signed, signature };
  } catch {
    // Whatever a stranger's token makes fail: it is not one of ours.
    return StatusListFault.UNREADABLE;
  }
}

/** @param {IssuerKey} key @param {Claims} claims @returns {string} what the issuer signed */
function writeSigned(key, { uri, iat, exp, ttl, lst }) {
  return signingInput(
    { alg: key.algorithm, kid: key.kid, typ: STATUS_LIST_TYP },
    { sub: uri, iat, exp, ttl, status_list: { bits: BITS, lst } },
  );
}

/** @param {string} lst @returns {Promise<Uint8Array | null>} null for more or less than a list */
async function inflate(lst) {
  const entries = new Uint8Array(LIST_BYTES);
  let filled = 0;
  try {
    const inflated = inSlices(decodeBase64url(lst)).pipeThrough(new DecompressionStream("deflate"));
    const reader = inflated.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      if (filled + piece.value.length > LIST_BYTES) {
        await reader.cancel();
        return null;
      }
      entries.set(piece.value, filled);
      filled += piece.value.length;
    }
  } catch {
    return null; // no base64, no zlib, cut off, or something after its end
  }
  return filled === LIST_BYTES ? entries : null;
}

/** @param {Uint8Array} bytes @returns {ReadableStream} */
function inSlices(bytes) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + SLICE_BYTES));
      at += SLICE_BYTES;
    },
  });
}
