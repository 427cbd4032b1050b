/** The issuer's public keys as the server describes them (describe_key in Python). */

import { decodeBase64url } from "./compact.js";
import { openPoint } from "./es256.js";

/**
 * @typedef {object} KeyDescription
 * @property {number} number
 * @property {string} issuer
 * @property {string} status_base
 * @property {number | null} retired_at epoch seconds
 * @property {{kid: string, alg: string, x: string, y: string}} jwk
 *
 * @typedef {object} IssuerKey
 * @property {number} number
 * @property {string} kid
 * @property {string} algorithm
 * @property {string} issuer
 * @property {string} statusBase
 * @property {number | null} retiredAt epoch seconds
 * @property {CryptoKey} publicKey
 */

/**
 * The keys by their number.
 * @param {KeyDescription[]} descriptions
 * @returns {Promise<Map<number, IssuerKey>>}
 */
export async function importIssuerKeys(descriptions) {
  const keys = await Promise.all(descriptions.map(importIssuerKey));
  return new Map(keys.map((key) => [key.number, key]));
}

/**
 * RangeError for an algorithm other than ES256.
 * @param {KeyDescription} description
 * @returns {Promise<IssuerKey>}
 */
export async function importIssuerKey(description) {
  const { jwk } = description;
  if (jwk.alg !== "ES256") throw new RangeError("unknown algorithm");
  const point = Uint8Array.of(4, ...decodeBase64url(jwk.x), ...decodeBase64url(jwk.y));
  return {
    number: description.number,
    kid: jwk.kid,
    algorithm: jwk.alg,
    issuer: description.issuer,
    statusBase: description.status_base,
    retiredAt: description.retired_at,
    publicKey: await openPoint(point),
  };
}
