// Arms the desk: scanner, camera, paste, taps and keys lead to the one desk of this page.
// @ts-check

import { listenForActions } from "./actions.js";
import { takeScan } from "./bring.js";
import { Camera } from "./camera.js";
import { Desk } from "./desk.js";
import { listenForPaste } from "./paste.js";
import { Screen } from "./screen.js";
import { Wedge } from "./wedge.js";

const main = /** @type {HTMLElement} */ (document.querySelector("[data-screen]"));
const desk = new Desk(new Screen(main));
const scan = (/** @type {string} */ text) => desk.scan(text);

new Wedge(scan).listen(document);
listenForPaste(scan);
listenForActions(desk);
const box = document.querySelector("[data-camera]");
if (box instanceof HTMLElement) new Camera(box, (text) => desk.see(text)).start();
const brought = takeScan();
if (brought) desk.scan(brought);
main.dataset.ready = "yes";
