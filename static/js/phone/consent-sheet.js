/** Asks for a consent when it is first needed: a page that needs one has consent_sheet() in it. */

import { carryOut } from "./holder-page.js";
import { fill, find } from "./stamp.js";

export const CONSENTS = "/phone/api/consents";

/**
 * @typedef {object} Terms
 * @property {string} purpose
 * @property {number} version
 * @property {string[]} points
 * @property {boolean} [in_force]
 */

/**
 * Answer whether the holder agrees: agreed already, or asked now.
 * @param {import("./holder-page.js").HolderPage} page
 * @param {string} purpose
 * @returns {Promise<boolean>}
 */
export async function ensureConsent(page, purpose) {
  const { purposes } = await page.fetch(CONSENTS);
  const terms = /** @type {Terms[]} */ (purposes).find((each) => each.purpose === purpose);
  if (terms === undefined) throw new RangeError(purpose);
  return terms.in_force === true || askConsent(page, terms);
}

/**
 * Show the words and wait for yes or no; a yes is sent before it counts.
 * @param {import("./holder-page.js").HolderPage} page
 * @param {Terms & Record<string, any>} terms
 * @returns {Promise<boolean>}
 */
export function askConsent(page, terms) {
  const sheet = /** @type {HTMLDialogElement} */ (find("dialog[data-consent]"));
  const { points, purpose, version, title, summary, withdrawal, basis } = terms;
  fill(sheet, { title, summary, withdrawal, basis });
  listPoints(find("[data-points]", sheet), points);
  find("[data-trouble]", sheet).hidden = true;
  return new Promise((resolve) => {
    const button = find("[data-act]", sheet);
    button.onclick = () =>
      void carryOut(button, async () => {
        await page.send(CONSENTS, { purpose, version, given: true });
        resolve(true);
        sheet.close();
      });
    find("[data-back]", sheet).onclick = () => sheet.close();
    sheet.onclose = () => resolve(false);
    sheet.showModal();
  });
}

/** @param {HTMLElement} list @param {string[]} points */
export function listPoints(list, points) {
  const items = points.map((point) => {
    const item = document.createElement("li");
    item.textContent = point;
    return item;
  });
  list.replaceChildren(...items);
}
