/** Packs a presentation into one number, most significant field first, and unpacks it again. */

import { toBytes, toNumber } from "./bytes.js";
import {
  CredentialForm,
  HONOURS,
  PHONE_KEY_BYTES,
  SIGNATURE_BYTES,
  formOf,
  packDay,
  requirePresentation,
  unpackDay,
} from "./fields.js";

/** @typedef {import("./fields.js").Presentation} Presentation */

const SIGNATURE = SIGNATURE_BYTES * 8;
const PHONE_X = PHONE_KEY_BYTES * 8 - 8;
// key number, serial, honours, issued on, expires on, status index
const FIELDS = [8, 48, 4, 16, 16, 32];

/** @type {Readonly<Record<string, readonly number[]>>} */
export const WIDTHS = Object.freeze({
  // … parity and x of the phone's key, credential's signature, time and signature of the proof
  [CredentialForm.PHONE]: [...FIELDS, 1, PHONE_X, SIGNATURE, 32, SIGNATURE],
  [CredentialForm.PRINTED]: [...FIELDS, SIGNATURE],
});

/**
 * RangeError where a value does not fit the format.
 * @param {Presentation} presentation
 * @returns {bigint}
 */
export function pack(presentation) {
  const { credential, proof } = requirePresentation(presentation);
  const { fields } = credential;
  const values = [
    BigInt(fields.keyNumber),
    BigInt(fields.serial),
    BigInt(honoursMask(fields.honours)),
    BigInt(packDay(fields.issuedOn)),
    BigInt(packDay(fields.expiresOn)),
    BigInt(fields.statusIndex),
  ];
  if (fields.phoneKey !== null) {
    values.push(BigInt(fields.phoneKey[0] & 1), toNumber(fields.phoneKey.subarray(1)));
  }
  values.push(toNumber(credential.signature));
  if (proof !== null) values.push(BigInt(proof.at), toNumber(proof.signature));

  const widths = WIDTHS[formOf(fields)];
  return values.reduce((number, value, place) => (number << BigInt(widths[place])) | value, 0n);
}

/**
 * The presentation that packs to this number. RangeError where none does.
 * @param {bigint} number
 * @param {string} form
 * @returns {Presentation}
 */
export function unpack(number, form) {
  /** @type {bigint[]} */
  const values = [];
  for (const width of [...WIDTHS[form]].reverse()) {
    values.unshift(BigInt.asUintN(width, number));
    number >>= BigInt(width);
  }
  if (number !== 0n) throw new RangeError("number has more bits than its form");

  const [keyNumber, serial, mask, issued, expires, statusIndex, ...rest] = values;
  let phoneKey = null;
  let proof = null;
  if (form === CredentialForm.PHONE) {
    const [parity, x] = rest.splice(0, 2);
    phoneKey = Uint8Array.of(2 + Number(parity), ...toBytes(x, PHONE_KEY_BYTES - 1));
    proof = { at: Number(rest[1]), signature: toBytes(rest[2], SIGNATURE_BYTES) };
  }
  const fields = {
    keyNumber: Number(keyNumber),
    serial: Number(serial),
    honours: HONOURS.filter((_, bit) => (Number(mask) >> bit) & 1),
    issuedOn: unpackDay(Number(issued)),
    expiresOn: unpackDay(Number(expires)),
    statusIndex: Number(statusIndex),
    phoneKey,
  };
  const credential = { fields, signature: toBytes(rest[0], SIGNATURE_BYTES) };
  return requirePresentation({ credential, proof });
}

/** @param {string[]} honours @returns {number} */
function honoursMask(honours) {
  return HONOURS.reduce((mask, honour, bit) => mask | (Number(honours.includes(honour)) << bit), 0);
}
