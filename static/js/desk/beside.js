// A list beside the desk: a scan is never lost, it leads back to the desk and is judged there.
// @ts-check

import { bringScan } from "./bring.js";
import { listenForPaste } from "./paste.js";
import { Wedge } from "./wedge.js";

const list = /** @type {HTMLElement} */ (document.querySelector("[data-desk]"));
const scan = (/** @type {string} */ text) => bringScan(text, list.dataset.desk ?? "");
new Wedge(scan).listen(document);
listenForPaste(scan);
list.dataset.ready = "yes";
