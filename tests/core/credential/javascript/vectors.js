/** Holds the JavaScript twin to tests/vectors/credential.json; run by Node's own test runner. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { check } from "../../../../static/js/credential/check.js";
import { decodeBase64url, encodeBase64url } from "../../../../static/js/credential/compact.js";
import { decompress } from "../../../../static/js/credential/curve.js";
import { readDigits, writeDigits } from "../../../../static/js/credential/digits.js";
import { openPoint, verify } from "../../../../static/js/credential/es256.js";
import { importIssuerKeys } from "../../../../static/js/credential/issuer-key.js";
import {
  bindingSigningInput,
  encodePresentation,
  requestSigningInput,
} from "../../../../static/js/credential/phone.js";
import { read } from "../../../../static/js/credential/read.js";
import { readStatusList } from "../../../../static/js/credential/status-list.js";
import { presentationText } from "../../../../static/js/credential/tokens.js";

const file = new URL("../../../vectors/credential.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf-8"));
const keys = await importIssuerKeys(vectors.issuer_keys);

for (const { name, fields, signature, proof, text, digits } of vectors.presentations) {
  const shown = {
    credential: { fields: takeFields(fields), signature: decodeBase64url(signature) },
    proof: proof && { at: proof.at, signature: decodeBase64url(proof.signature) },
  };
  test(`${name}: the same bytes both ways, as digits and as text`, async () => {
    assert.equal(writeDigits(shown), digits);
    assert.equal(await presentationText(shown, keys.get(fields.key_number)), text);
    assert.deepEqual(readDigits(digits), shown);
    assert.deepEqual(await read(digits, keys), shown);
    assert.deepEqual(await read(`${text}\r\n`, keys), shown);
  });
  if (shown.proof !== null) {
    test(`${name}: a phone writes the digits from the credential's text`, () => {
      assert.equal(encodePresentation(text.split("~")[0], shown.proof, keys), digits);
    });
  }
}

for (const { name, digits, now, fault } of vectors.judged) {
  test(`${name}: ${fault}`, async () => {
    const shown = await read(digits, keys);
    assert.equal(await check(shown, keys, now * 1000 + 999), fault);
  });
}

for (const { name, text, unread } of vectors.unread) {
  test(`${name}: ${unread}`, async () => {
    assert.equal(await read(text, keys), unread);
  });
}

for (const vector of vectors.bindings) {
  test(`binding to ${vector.activation_token}`, async () => {
    const signed = await bindingSigningInput(vector.activation_token, vector.at);
    await assertSigned(vector, signed);
  });
}

for (const vector of vectors.requests) {
  test(`request to ${vector.method} ${vector.path}`, async () => {
    await assertSigned(vector, requestSigningInput(vector.serial, vector));
  });
}

for (const { name, text, uri, now, seen_iat: seenIat, fault, values } of vectors.status_lists) {
  test(`status list, ${name}: ${fault}`, async () => {
    const list = await readStatusList(text, keys, { uri, now: now * 1000 + 999, seenIat });
    if (fault !== null) {
      assert.equal(list, fault);
      return;
    }
    for (const [idx, value] of Object.entries(values)) assert.equal(list.valueAt(Number(idx)), value);
    for (const idx of [-1, 0.5, 131072]) assert.throws(() => list.valueAt(idx), RangeError);
    assert.deepEqual([list.uri, list.exp - list.iat, list.ttl], [uri, 86400, 900]);
  });
}

async function assertSigned({ jwt, phone_key: phoneKey }, signed) {
  const [header, claims, signature] = jwt.split(".");
  assert.equal(`${header}.${claims}`, signed);
  const point = decompress(decodeBase64url(phoneKey));
  assert.ok(await verify(signed, decodeBase64url(signature), await openPoint(point)));
  assert.equal(encodeBase64url(decodeBase64url(signature)), signature);
}

function takeFields(fields) {
  return {
    keyNumber: fields.key_number,
    serial: fields.serial,
    honours: fields.honours,
    issuedOn: fields.issued_on,
    expiresOn: fields.expires_on,
    statusIndex: fields.status_index,
    phoneKey: fields.phone_key && decodeBase64url(fields.phone_key),
  };
}
