/** Asks the server in JSON; every answer also tells the time. */

import { makeRequestProof } from "../credential/phone.js";
import { learnTime, serverSeconds } from "./clock.js";
import { pageLanguage } from "./language.js";

const PATIENCE_MS = 12000;
const NOT_SIGNED = "unauthenticated";

/** The server could not be reached, or somebody else answered in its place. */
export class Unreachable extends Error {}

/** The server said no, in the reader's language; `errors` name the fields. */
export class Refusal extends Error {
  /**
   * What to do (`detail`) is worth more than what it was (`title`).
   * @param {{status: number, code: string, title: string, detail?: string | null, errors?: {field: string}[]}} problem
   */
  constructor({ status, code, title, detail, errors = [] }) {
    super(detail || title);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** Learn the server's time before something is signed with it. */
export function askTime() {
  return ask("GET", "/phone/api/time");
}

/**
 * Ask without a signature.
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>}
 */
export function ask(method, path, body) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body === undefined) return exchange(path, { method, headers });
  headers["Content-Type"] = "application/json";
  return exchange(path, { method, headers, body: JSON.stringify(body) });
}

/**
 * @typedef {object} Signed
 * @property {number} serial of the credential whose key signs
 * @property {CryptoKey} privateKey
 * @property {Record<string, string>} [query]
 * @property {object} [body] makes it a POST
 */

/**
 * Ask with the bound key's signature over method and path. A phone whose clock had moved asks
 * for the time and tries once more.
 * @param {string} path
 * @param {Signed} how
 * @returns {Promise<any>}
 */
export async function askSigned(path, how) {
  try {
    return await askSignedOnce(path, how);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== NOT_SIGNED) throw error;
    await askTime();
    return askSignedOnce(path, how);
  }
}

/** @param {string} path @param {Signed} how */
async function askSignedOnce(path, { serial, privateKey, query = {}, body }) {
  const method = body === undefined ? "GET" : "POST";
  const proof = await makeRequestProof(serial, privateKey, { method, path, at: serverSeconds() });
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", Authorization: `Phone ${proof}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const asked = new URLSearchParams({ ...query, language: pageLanguage() });
  // No cookie: a session of the same browser at a desk must not speak for the phone.
  return exchange(`${path}?${asked}`, {
    method,
    headers,
    credentials: "omit",
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** @param {string} address @param {RequestInit} options @returns {Promise<any>} */
async function exchange(address, options) {
  const asked = Date.now();
  /** @type {Response} */
  let response;
  /** @type {any} */
  let answer;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    response = await fetch(address, { ...options, cache: "no-store", signal });
    answer = await response.json();
  } catch {
    // No network, no answer in time, or the page of a hotel's network instead of JSON.
    throw new Unreachable();
  }
  if (!response.ok) throw new Refusal({ ...answer, status: response.status });
  learnTime(answer.now, asked, Date.now());
  return answer;
}
