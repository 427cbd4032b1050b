/** Makes the code of a moment and draws it: proof, digits, modules, one path. */

import { validUntil } from "../credential/fields.js";
import { importIssuerKeys } from "../credential/issuer-key.js";
import { encodePresentation, makeProof } from "../credential/phone.js";
import { readCredentialJwt } from "../credential/tokens.js";
import { encodeQR } from "../../vendor/qr/index.js";
import { serverSeconds } from "./clock.js";

/** @typedef {import("./store.js").Binding} Binding */

const MARGIN_MODULES = 4;
const MOST_AHEAD_S = 10;

/** A bound credential that can make codes. */
export class CodeMaker {
  #lastAt = 0;
  #jwt;
  #privateKey;
  #keys;

  /** Use open() instead. @param {string} jwt @param {CryptoKey} privateKey @param {Map<number, any>} keys */
  constructor(jwt, privateKey, keys) {
    this.#jwt = jwt;
    this.#privateKey = privateKey;
    this.#keys = keys;
    const credential = readCredentialJwt(jwt, keys);
    if (typeof credential === "string") throw new RangeError(credential);
    this.serial = credential.fields.serial;
    this.validUntil = validUntil(credential.fields);
  }

  /**
   * @param {CryptoKey} privateKey
   * @param {NonNullable<Binding["credential"]>} credential
   * @returns {Promise<CodeMaker>}
   */
  static async open(privateKey, credential) {
    return new CodeMaker(credential.jwt, privateKey, await importIssuerKeys([credential.key]));
  }

  /** @returns {boolean} whether its last day is over, by the server's clock */
  hasExpired() {
    return serverSeconds() >= this.validUntil;
  }

  /** @returns {Promise<{at: number, digits: string}>} digits that no other code of this phone has */
  async make() {
    const now = serverSeconds();
    // Two taps within a second: the later second tells the codes apart.
    const next = this.#lastAt + 1;
    this.#lastAt = next > now && next <= now + MOST_AHEAD_S ? next : now;
    const proof = await makeProof(this.#jwt, this.#privateKey, this.#lastAt);
    return { at: proof.at, digits: encodePresentation(this.#jwt, proof, this.#keys) };
  }
}

/**
 * The code as the path of an SVG, a unit a module, margin included.
 * @param {string} digits
 * @returns {{side: number, path: string}}
 */
export function traceCode(digits) {
  const options = /** @type {const} */ ({ ecc: "low", encoding: "numeric", border: MARGIN_MODULES });
  const rows = encodeQR(digits, "raw", options);
  return { side: rows.length, path: rows.map(traceRow).join("") };
}

/** @param {boolean[]} row @param {number} y @returns {string} */
function traceRow(row, y) {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`;
  }
  return path;
}
