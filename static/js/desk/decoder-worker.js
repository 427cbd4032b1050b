// Decodes camera frames beside the page, so that the page never stutters.
// @ts-check

import decodeQR from "../../vendor/qr/decode.js";

/** @typedef {{ width: number, height: number, pixels: ArrayBuffer }} Frame */

self.addEventListener("message", (/** @type {MessageEvent<Frame>} */ event) => {
  const { width, height, pixels } = event.data;
  self.postMessage({ text: decode({ width, height, data: new Uint8ClampedArray(pixels) }) });
});

/** @param {{ width: number, height: number, data: Uint8ClampedArray }} image */
function decode(image) {
  try {
    return decodeQR(image) ?? null;
  } catch {
    return null; // no code in this frame, or one too blurred: the next frame comes at once
  }
}
