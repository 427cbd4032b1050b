/** Judges texts from standard input: {keys, now, texts} in, one Unread, Fault or null each out. */

import { text } from "node:stream/consumers";

import { check } from "../../../../static/js/credential/check.js";
import { importIssuerKeys } from "../../../../static/js/credential/issuer-key.js";
import { read } from "../../../../static/js/credential/read.js";

const { keys: descriptions, now, texts } = JSON.parse(await text(process.stdin));
const keys = await importIssuerKeys(descriptions);
const answers = [];
for (const judged of texts) {
  const shown = await read(judged, keys);
  answers.push(typeof shown === "string" ? shown : await check(shown, keys, now * 1000));
}
process.stdout.write(JSON.stringify(answers));
