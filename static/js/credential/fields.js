/** What a credential says and what a scan presents; the twin of core/credential/fields.py. */

/**
 * @typedef {object} CredentialFields
 * @property {number} keyNumber 8 bits
 * @property {number} serial 48 bits
 * @property {string[]} honours at least one, in the order of HONOURS
 * @property {string} issuedOn the first day in Shanghai, YYYY-MM-DD
 * @property {string} expiresOn the last day in Shanghai, YYYY-MM-DD
 * @property {number} statusIndex 32 bits
 * @property {Uint8Array | null} phoneKey 33 bytes, compressed SEC 1; null when printed
 *
 * @typedef {{fields: CredentialFields, signature: Uint8Array}} Credential
 * @typedef {{at: number, signature: Uint8Array}} Proof at in epoch seconds
 * @typedef {{credential: Credential, proof: Proof | null}} Presentation
 */

/** The order is the order of bits. */
export const HONOURS = Object.freeze(["yingcai", "youcai", "xiancai", "special"]);
export const CredentialForm = Object.freeze({ PHONE: "phone", PRINTED: "printed" });
export const SIGNATURE_BYTES = 64;
export const PHONE_KEY_BYTES = 33;

const DAY = 86400;
// Shanghai has kept UTC+8 without summer time since 1991, and the format starts in 2020.
const SHANGHAI_OFFSET = 8 * 3600;
const FIRST_DAY = unixDay("2020-01-01");

/** @param {CredentialFields} fields @returns {string} */
export function formOf(fields) {
  return fields.phoneKey === null ? CredentialForm.PRINTED : CredentialForm.PHONE;
}

/** @param {CredentialFields} fields @returns {number} `iat` in epoch seconds */
export function validFrom(fields) {
  return unixDay(fields.issuedOn) * DAY - SHANGHAI_OFFSET;
}

/** @param {CredentialFields} fields @returns {number} `exp` in epoch seconds */
export function validUntil(fields) {
  return (unixDay(fields.expiresOn) + 1) * DAY - SHANGHAI_OFFSET;
}

/** @param {number} seconds since the epoch @returns {string} the day in Shanghai */
export function shanghaiDay(seconds) {
  return dayOf(Math.floor((seconds + SHANGHAI_OFFSET) / DAY));
}

/** @param {string} day YYYY-MM-DD @returns {number} days since 2020-01-01 */
export function packDay(day) {
  return unixDay(day) - FIRST_DAY;
}

/** @param {number} days since 2020-01-01 @returns {string} YYYY-MM-DD */
export function unpackDay(days) {
  return dayOf(FIRST_DAY + days);
}

/**
 * The presentation itself. RangeError where a value does not fit the format.
 * @param {Presentation} presentation
 * @returns {Presentation}
 */
export function requirePresentation(presentation) {
  const { credential, proof } = presentation;
  requireCredential(credential);
  demand((formOf(credential.fields) === CredentialForm.PHONE) === (proof !== null), "proof");
  if (proof !== null) {
    demand(fits(proof.at, 32), "at");
    demand(proof.signature.length === SIGNATURE_BYTES, "signature");
  }
  return presentation;
}

/**
 * The credential itself. RangeError where a value does not fit the format.
 * @param {Credential} credential
 * @returns {Credential}
 */
export function requireCredential(credential) {
  const { fields, signature } = credential;
  const inOrder = HONOURS.filter((honour) => fields.honours.includes(honour));
  const issued = packDay(fields.issuedOn);
  const expires = packDay(fields.expiresOn);
  demand(fits(fields.keyNumber, 8), "keyNumber");
  demand(fits(fields.serial, 48), "serial");
  demand(inOrder.length > 0 && inOrder.join() === fields.honours.join(), "honours");
  demand(fits(issued, 16) && fits(expires, 16) && issued <= expires, "days");
  demand(fits(fields.statusIndex, 32), "statusIndex");
  demand(fields.phoneKey === null || isCompressed(fields.phoneKey), "phoneKey");
  demand(signature.length === SIGNATURE_BYTES, "signature");
  return credential;
}

/** @param {string} day @returns {number} */
function unixDay(day) {
  return Date.parse(`${day}T00:00:00Z`) / (DAY * 1000);
}

/** @param {number} days since 1970-01-01 @returns {string} */
function dayOf(days) {
  return new Date(days * DAY * 1000).toISOString().slice(0, 10);
}

/** @param {number} value @param {number} bits @returns {boolean} */
function fits(value, bits) {
  return Number.isInteger(value) && value >= 0 && value < 2 ** bits;
}

/** @param {Uint8Array} key @returns {boolean} */
function isCompressed(key) {
  return key.length === PHONE_KEY_BYTES && (key[0] === 2 || key[0] === 3);
}

/** @param {boolean} condition @param {string} name */
function demand(condition, name) {
  if (!condition) throw new RangeError(`${name} does not fit the format`);
}
