/** Asks before something is done that is not easily undone: the second of two taps. */

import { carryOut } from "./holder-page.js";
import { fill, find } from "./stamp.js";

/**
 * Open the sheet of that name (phone/ask.html); its button does it and closes, the way back does
 * not. What goes wrong is said on the sheet.
 * @param {string} name
 * @param {() => Promise<void>} act
 * @param {Record<string, import("./stamp.js").Value>} [values] for its slots
 */
export function askThen(name, act, values = {}) {
  const sheet = /** @type {HTMLDialogElement} */ (find(`dialog[data-ask="${name}"]`));
  fill(sheet, values);
  find("[data-trouble]", sheet).hidden = true;
  const button = find("[data-act]", sheet);
  button.onclick = () =>
    void carryOut(button, async () => {
      await act();
      sheet.close();
    });
  find("[data-back]", sheet).onclick = () => sheet.close();
  sheet.showModal();
}
