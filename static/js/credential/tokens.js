/** The exact JWTs of credential and proof, written from their values and read back strictly. */

import { hashBase64url, join, signingInput, split } from "./compact.js";
import { compressJwk, decompress, ecJwk } from "./curve.js";
import {
  CredentialForm,
  formOf,
  requireCredential,
  requirePresentation,
  shanghaiDay,
  validFrom,
  validUntil,
} from "./fields.js";
import { Unread } from "./unread.js";

/**
 * @typedef {import("./fields.js").Credential} Credential
 * @typedef {import("./fields.js").CredentialFields} CredentialFields
 * @typedef {import("./fields.js").Presentation} Presentation
 * @typedef {import("./fields.js").Proof} Proof
 * @typedef {import("./issuer-key.js").IssuerKey} IssuerKey
 */

const CREDENTIAL_TYP = "jz-credential+jwt";
const PROOF_TYP = "jz-proof+jwt";
const LIST_ENTRIES = 131072;
const SEPARATOR = "~";

/**
 * What the issuer signed. RangeError where the phone key is no point on the curve.
 * @param {CredentialFields} fields
 * @param {IssuerKey} key
 * @param {Uint8Array | null} [point] the phone key's 65 bytes, if known already
 * @returns {string}
 */
export function credentialSigningInput(fields, key, point = null) {
  /** @type {Record<string, unknown>} */
  const claims = {
    iss: key.issuer,
    sub: serialHex(fields.serial),
    iat: validFrom(fields),
    exp: validUntil(fields),
    honours: fields.honours,
    status: {
      status_list: {
        idx: fields.statusIndex % LIST_ENTRIES,
        uri: `${key.statusBase}/${Math.floor(fields.statusIndex / LIST_ENTRIES)}`,
      },
    },
  };
  if (fields.phoneKey !== null) {
    const opened = point ?? decompress(fields.phoneKey);
    if (opened === null) throw new RangeError("phoneKey is no point on the curve");
    claims.cnf = { jwk: ecJwk(opened) };
  }
  return signingInput({ alg: key.algorithm, kid: key.kid, typ: CREDENTIAL_TYP }, claims);
}

/**
 * The credential as text. RangeError where the phone key is no point on the curve.
 * @param {Credential} credential
 * @param {IssuerKey} key
 * @returns {string}
 */
export function credentialJwt(credential, key) {
  return join(credentialSigningInput(credential.fields, key), credential.signature);
}

/**
 * What a phone signs for the credential with that JWT text.
 * @param {string} credentialText
 * @param {number} at epoch seconds
 * @returns {Promise<string>}
 */
export async function proofSigningInput(credentialText, at) {
  const claims = { iat: at, cth: await hashBase64url(credentialText) };
  return signingInput({ alg: "ES256", typ: PROOF_TYP }, claims);
}

/**
 * The proof as text.
 * @param {string} credentialText
 * @param {Proof} proof
 * @returns {Promise<string>}
 */
export async function proofJwt(credentialText, proof) {
  return join(await proofSigningInput(credentialText, proof.at), proof.signature);
}

/**
 * `credential~proof`, or the printed credential alone. RangeError as for credentialJwt.
 * @param {Presentation} presentation
 * @param {IssuerKey} key
 * @returns {Promise<string>}
 */
export async function presentationText({ credential, proof }, key) {
  const credentialText = credentialJwt(credential, key);
  if (proof === null) return credentialText;
  return `${credentialText}${SEPARATOR}${await proofJwt(credentialText, proof)}`;
}

/**
 * The credential whose JWT is this very text, or an Unread. Its signature is not checked here.
 * @param {string} text
 * @param {Map<number, IssuerKey>} keys by number
 * @returns {Credential | string}
 */
export function readCredentialJwt(text, keys) {
  try {
    const { header, claims, signature } = split(text);
    if (header.typ !== CREDENTIAL_TYP || !("kid" in header)) return Unread.OTHER_TOKEN;
    const key = [...keys.values()].find(({ kid }) => kid === header.kid);
    if (key === undefined) return Unread.UNKNOWN_KEY;
    const credential = requireCredential({ fields: takeFields(claims, key), signature });
    return credentialJwt(credential, key) === text ? credential : Unread.OTHER_TOKEN;
  } catch {
    // Whatever a stranger's token makes fail, from base64 to a date: it is not one of ours.
    return Unread.OTHER_TOKEN;
  }
}

/**
 * The presentation whose text is this very text, or an Unread. No signature is checked here.
 * @param {string} text
 * @param {Map<number, IssuerKey>} keys by number
 * @returns {Promise<Presentation | string>}
 */
export async function readPresentationText(text, keys) {
  const [credentialText] = text.split(SEPARATOR, 1);
  const proofText = text.slice(credentialText.length + SEPARATOR.length);
  const credential = readCredentialJwt(credentialText, keys);
  if (typeof credential === "string") return credential;
  if (formOf(credential.fields) === CredentialForm.PRINTED) {
    return credentialText === text ? { credential, proof: null } : Unread.OTHER_TOKEN;
  }
  if (proofText === "") return Unread.TRUNCATED;
  try {
    const { claims, signature } = split(proofText);
    const proof = { at: Number(claims.iat), signature };
    requirePresentation({ credential, proof });
    const expected = await proofJwt(credentialText, proof);
    return expected === proofText ? { credential, proof } : Unread.OTHER_TOKEN;
  } catch {
    return Unread.OTHER_TOKEN;
  }
}

/** @param {number} serial @returns {string} 12 lower-case hexadecimal digits */
export function serialHex(serial) {
  return serial.toString(16).padStart(12, "0");
}

/**
 * The fields in claims of any shape, for the reader to write again. May throw.
 * @param {any} claims
 * @param {IssuerKey} key
 * @returns {CredentialFields}
 */
function takeFields(claims, key) {
  const { idx, uri } = claims.status.status_list;
  const listNumber = Number(uri.slice(key.statusBase.length + 1));
  return {
    keyNumber: key.number,
    serial: parseInt(claims.sub, 16),
    honours: Array.from(claims.honours),
    issuedOn: shanghaiDay(claims.iat),
    // The day that ends at `exp` is the one of the second before.
    expiresOn: shanghaiDay(claims.exp - 1),
    statusIndex: listNumber * LIST_ENTRIES + Number(idx),
    phoneKey: "cnf" in claims ? compressJwk(claims.cnf.jwk.x, claims.cnf.jwk.y) : null,
  };
}
