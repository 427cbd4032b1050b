/** Bytes as unsigned big-endian numbers and back. */

/** @param {Uint8Array} bytes @returns {bigint} */
export function toNumber(bytes) {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  return number;
}

/**
 * @param {bigint} number not negative, and small enough for the length
 * @param {number} length in bytes
 * @returns {Uint8Array}
 */
export function toBytes(number, length) {
  const bytes = new Uint8Array(length);
  for (let place = length - 1; place >= 0; place -= 1) {
    bytes[place] = Number(number & 0xffn);
    number >>= 8n;
  }
  return bytes;
}
