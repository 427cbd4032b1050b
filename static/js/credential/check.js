/** Whether a presentation is genuine, in force and fresh; the twin of core/credential/check.py. */

import { join } from "./compact.js";
import { decompress } from "./curve.js";
import { openPoint, verify } from "./es256.js";
import { validFrom, validUntil } from "./fields.js";
import { credentialSigningInput, proofSigningInput } from "./tokens.js";

/**
 * @typedef {import("./fields.js").Presentation} Presentation
 * @typedef {import("./issuer-key.js").IssuerKey} IssuerKey
 */

export const MAX_AGE_SECONDS = 60;
export const MAX_LEAD_SECONDS = 30;

export const Fault = Object.freeze({
  UNKNOWN_KEY: "unknown_key",
  RETIRED_KEY: "retired_key",
  FORGED: "forged",
  NOT_YET_VALID: "not_yet_valid",
  EXPIRED: "expired",
  STALE: "stale",
  AHEAD: "ahead",
});

/**
 * The first fault, or null: signatures first, then what no fresh code mends, then freshness.
 * @param {Presentation} presentation
 * @param {Map<number, IssuerKey>} keys by number
 * @param {number} now in milliseconds since the epoch, corrected by the server's clock
 * @returns {Promise<string | null>}
 */
export async function check(presentation, keys, now) {
  const { fields } = presentation.credential;
  const seconds = Math.floor(now / 1000);
  const key = keys.get(fields.keyNumber);
  if (key === undefined) return Fault.UNKNOWN_KEY;
  if (key.retiredAt !== null && key.retiredAt <= seconds) return Fault.RETIRED_KEY;
  if (!(await isGenuine(presentation, key))) return Fault.FORGED;
  if (seconds < validFrom(fields)) return Fault.NOT_YET_VALID;
  if (seconds >= validUntil(fields)) return Fault.EXPIRED;
  if (presentation.proof === null) return null;
  const age = seconds - presentation.proof.at;
  if (age > MAX_AGE_SECONDS) return Fault.STALE;
  return age < -MAX_LEAD_SECONDS ? Fault.AHEAD : null;
}

/** @param {Presentation} presentation @param {IssuerKey} key @returns {Promise<boolean>} */
async function isGenuine({ credential, proof }, key) {
  const { phoneKey } = credential.fields;
  const point = phoneKey === null ? null : decompress(phoneKey);
  if (phoneKey !== null && point === null) return false;
  const signed = credentialSigningInput(credential.fields, key, point);
  if (!(await verify(signed, credential.signature, key.publicKey))) return false;
  if (proof === null || point === null) return true;
  const message = await proofSigningInput(join(signed, credential.signature), proof.at);
  return verify(message, proof.signature, await openPoint(point));
}
