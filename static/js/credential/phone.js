/** What a phone does with its key: proofs for a scan, for a binding, for a request. */

import { encodeBase64url, hashBase64url, join, signingInput } from "./compact.js";
import { compress } from "./curve.js";
import { writeDigits } from "./digits.js";
import { generate, sign } from "./es256.js";
import { proofSigningInput, readCredentialJwt, serialHex } from "./tokens.js";

/**
 * @typedef {import("./fields.js").Proof} Proof
 * @typedef {import("./issuer-key.js").IssuerKey} IssuerKey
 */

/** @returns {Promise<CryptoKeyPair>} for IndexedDB: the private key cannot be exported */
export function createPhoneKey() {
  return generate();
}

/**
 * The public key as the server takes it: 33 bytes as base64url, 44 characters.
 * @param {CryptoKey} publicKey
 * @returns {Promise<string>}
 */
export async function exportPhoneKey(publicKey) {
  return encodeBase64url(compress(new Uint8Array(await crypto.subtle.exportKey("raw", publicKey))));
}

/**
 * A proof that this phone holds its credential's key.
 * @param {string} credentialText the credential's JWT, letter for letter as the server sent it
 * @param {CryptoKey} privateKey
 * @param {number} at epoch seconds by the server's clock
 * @returns {Promise<Proof>}
 */
export async function makeProof(credentialText, privateKey, at) {
  return { at, signature: await sign(await proofSigningInput(credentialText, at), privateKey) };
}

/**
 * The digits of a QR (437). RangeError where the credential is not a phone's of these keys.
 * @param {string} credentialText
 * @param {Proof} proof
 * @param {Map<number, IssuerKey>} keys by number; the one that signed the credential is enough
 * @returns {string}
 */
export function encodePresentation(credentialText, proof, keys) {
  const credential = readCredentialJwt(credentialText, keys);
  if (typeof credential === "string") throw new RangeError(credential);
  return writeDigits({ credential, proof });
}

/**
 * What the phone signs when it asks for a credential.
 * @param {string} activationToken
 * @param {number} at epoch seconds
 * @returns {Promise<string>}
 */
export async function bindingSigningInput(activationToken, at) {
  const claims = { iat: at, tth: await hashBase64url(activationToken) };
  return signingInput({ alg: "ES256", typ: "jz-binding+jwt" }, claims);
}

/**
 * The JWT by which a new key asks to be bound to an activation link.
 * @param {string} activationToken
 * @param {CryptoKey} privateKey
 * @param {number} at epoch seconds
 * @returns {Promise<string>}
 */
export async function makeBindingProof(activationToken, privateKey, at) {
  const signed = await bindingSigningInput(activationToken, at);
  return join(signed, await sign(signed, privateKey));
}

/**
 * What the phone signs of a request. Method in capitals, path without host and query.
 * @param {number} serial of its credential
 * @param {{method: string, path: string, at: number, jti: string}} request
 * @returns {string}
 */
export function requestSigningInput(serial, { method, path, at, jti }) {
  return signingInput(
    { alg: "ES256", typ: "jz-request+jwt", kid: serialHex(serial) },
    { iat: at, htm: method, htu: path, jti },
  );
}

/**
 * The JWT that goes with a request of a bound phone, with an id of its own.
 * @param {number} serial of its credential
 * @param {CryptoKey} privateKey
 * @param {{method: string, path: string, at: number}} request at in epoch seconds
 * @returns {Promise<string>}
 */
export async function makeRequestProof(serial, privateKey, { method, path, at }) {
  const jti = encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));
  const signed = requestSigningInput(serial, { method, path, at, jti });
  return join(signed, await sign(signed, privateKey));
}
