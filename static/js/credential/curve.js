/** Points of P-256 (SEC 2, section 2.4.2): WebCrypto takes no compressed one everywhere. */

import { toBytes, toNumber } from "./bytes.js";
import { decodeBase64url, encodeBase64url } from "./compact.js";

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/**
 * The uncompressed SEC 1 form (65 bytes) of a compressed one (33 bytes); null off the curve.
 * @param {Uint8Array} compressed
 * @returns {Uint8Array | null}
 */
export function decompress(compressed) {
  const x = toNumber(compressed.subarray(1));
  if (x >= P) return null;
  const square = (x * x * x - 3n * x + B) % P;
  // P leaves 3 on division by 4, so this power is a root where there is one.
  const root = power(square, (P + 1n) / 4n);
  if ((root * root - square) % P !== 0n) return null;
  const y = Number(root & 1n) === (compressed[0] & 1) ? root : P - root;
  return Uint8Array.of(4, ...toBytes(x, 32), ...toBytes(y, 32));
}

/** @param {Uint8Array} point 65 bytes @returns {Uint8Array} 33 bytes */
export function compress(point) {
  return Uint8Array.of(2 + (point[64] & 1), ...point.subarray(1, 33));
}

/** @param {Uint8Array} point 65 bytes @returns {object} a JWK, members in a credential's order */
export function ecJwk(point) {
  return {
    kty: "EC",
    crv: "P-256",
    x: encodeBase64url(point.subarray(1, 33)),
    y: encodeBase64url(point.subarray(33)),
  };
}

/**
 * The 33 bytes for the coordinates of a JWK, whether on the curve or not.
 * @param {string} x
 * @param {string} y
 * @returns {Uint8Array}
 */
export function compressJwk(x, y) {
  const last = decodeBase64url(y).slice(-1)[0];
  return Uint8Array.of(2 + (last & 1), ...decodeBase64url(x));
}

/** @param {bigint} base @param {bigint} exponent @returns {bigint} the power modulo P */
function power(base, exponent) {
  let result = 1n;
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % P;
    base = (base * base) % P;
  }
  return result;
}
