/**
 * The desk's decoder over a pipe: square grey frames of so many pixels a side (the one argument),
 * a byte each pixel, on standard input; for each one line of JSON, the text or null.
 */

import decodeQR from "../static/vendor/qr/decode.js";

const side = Number(process.argv[2]);
let held = Buffer.alloc(0);

for await (const chunk of process.stdin) {
  held = Buffer.concat([held, chunk]);
  while (held.length >= side * side) {
    process.stdout.write(`${JSON.stringify(decode(held.subarray(0, side * side)))}\n`);
    held = held.subarray(side * side);
  }
}

/** As static/js/desk/decoder-worker.js does it. */
function decode(grey) {
  const data = new Uint8ClampedArray(4 * grey.length).fill(255);
  for (let place = 0; place < grey.length; place += 1) {
    data[4 * place] = data[4 * place + 1] = data[4 * place + 2] = grey[place];
  }
  try {
    return decodeQR({ width: side, height: side, data }) ?? null;
  } catch {
    return null;
  }
}
