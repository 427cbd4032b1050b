/** ES256 (RFC 7518 section 3.4) by WebCrypto, whose signatures are r then s already. */

import { encodeText } from "./compact.js";

const KEY = Object.freeze({ name: "ECDSA", namedCurve: "P-256" });
const SIGNATURE = Object.freeze({ name: "ECDSA", hash: "SHA-256" });

/** @returns {Promise<CryptoKeyPair>} the private key cannot be exported */
export function generate() {
  return crypto.subtle.generateKey(KEY, false, ["sign", "verify"]);
}

/** @param {Uint8Array} point 65 bytes @returns {Promise<CryptoKey>} rejects off the curve */
export function openPoint(point) {
  return crypto.subtle.importKey("raw", point, KEY, true, ["verify"]);
}

/** @param {string} signed @param {CryptoKey} privateKey @returns {Promise<Uint8Array>} 64 bytes */
export async function sign(signed, privateKey) {
  return new Uint8Array(await crypto.subtle.sign(SIGNATURE, privateKey, encodeText(signed)));
}

/**
 * @param {string} signed
 * @param {Uint8Array} signature
 * @param {CryptoKey} publicKey
 * @returns {Promise<boolean>}
 */
export function verify(signed, signature, publicKey) {
  return crypto.subtle.verify(SIGNATURE, publicKey, signature, encodeText(signed));
}
