/** Plays a phone over lines of JSON: says its key, is given a credential, answers with proofs. */

import { createInterface } from "node:readline";

import { importIssuerKeys } from "../../../../static/js/credential/issuer-key.js";
import {
  createPhoneKey,
  encodePresentation,
  exportPhoneKey,
  makeBindingProof,
  makeProof,
  makeRequestProof,
} from "../../../../static/js/credential/phone.js";
import { proofJwt } from "../../../../static/js/credential/tokens.js";

// The iterator keeps lines that come while the phone is busy.
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const pair = await createPhoneKey();
const { privateKey } = pair;

const { token, at } = await hear();
say({
  phone_key: await exportPhoneKey(pair.publicKey),
  extractable: privateKey.extractable,
  binding: await makeBindingProof(token, privateKey, at),
});

const { credential, serial, keys } = await hear();
const proof = await makeProof(credential, privateKey, at);
say({
  digits: encodePresentation(credential, proof, await importIssuerKeys(keys)),
  text: `${credential}~${await proofJwt(credential, proof)}`,
  request: await makeRequestProof(serial, privateKey, { method: "POST", path: "/phone/a", at }),
});
await lines.return();

async function hear() {
  const { value } = await lines.next();
  return JSON.parse(value);
}

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
