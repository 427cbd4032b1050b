/** Compact JWS (RFC 7515) with one spelling only; the twin of core/credential/compact.py. */

/** @param {Uint8Array} bytes @returns {string} base64url without padding */
export function encodeBase64url(bytes) {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * Of base64url without padding. Lenient otherwise: whoever cares compares with the encoder's text.
 * SyntaxError or DOMException for what is none.
 * @param {string} text
 * @returns {Uint8Array}
 */
export function decodeBase64url(text) {
  if (text.includes("=")) throw new SyntaxError("base64url is not padded here");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** @param {string} text @returns {Uint8Array} */
export function encodeText(text) {
  return new TextEncoder().encode(text);
}

/** @param {string} text @returns {Promise<string>} base64url of its SHA-256 */
export async function hashBase64url(text) {
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest("SHA-256", encodeText(text))));
}

/**
 * Header and claims as compact JSON in the order given, ready to be signed.
 * @param {object} header
 * @param {object} claims
 * @returns {string}
 */
export function signingInput(header, claims) {
  return [header, claims].map((part) => encodeBase64url(encodeText(JSON.stringify(part)))).join(".");
}

/** @param {string} signed @param {Uint8Array} signature @returns {string} the whole token */
export function join(signed, signature) {
  return `${signed}.${encodeBase64url(signature)}`;
}

/**
 * Take a token apart, leniently: the reader rebuilds it and accepts only the identical text.
 * Throws for what is no token at all.
 * @param {string} token
 * @returns {{header: any, claims: any, signature: Uint8Array}}
 */
export function split(token) {
  const [header, claims, signature, ...surplus] = token.split(".");
  if (signature === undefined || surplus.length > 0) throw new SyntaxError("not three parts");
  return { header: parse(header), claims: parse(claims), signature: decodeBase64url(signature) };
}

/** @param {string} part @returns {any} */
function parse(part) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return JSON.parse(decoder.decode(decodeBase64url(part)));
}
