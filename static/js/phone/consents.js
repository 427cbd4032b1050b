/** The page of the consents: what was told and agreed to, and how to withdraw it. */

import { askThen } from "./ask.js";
import { CONSENTS, askConsent, listPoints } from "./consent-sheet.js";
import { openHolderPage } from "./holder-page.js";
import { choose, fill, find, stamp, words } from "./stamp.js";

const NOTICE = "notice";

/** @param {any} answer @param {import("./holder-page.js").HolderPage} page */
function render(answer, page) {
  find("[data-purposes]").replaceChildren(
    ...answer.purposes.map((/** @type {any} */ purpose) => show(purpose, page)),
  );
}

/** @param {any} purpose @param {import("./holder-page.js").HolderPage} page */
function show(purpose, page) {
  const { title, summary, withdrawal, basis, points, kind, in_force: inForce } = purpose;
  const part = stamp("purpose", { title, summary, withdrawal, basis });
  fill(part, { state: state(purpose) });
  choose(part, inForce ? "given" : "none");
  listPoints(find("[data-points]", part), points);
  const withdraw = find("[data-withdraw]", part);
  const agree = find("[data-agree]", part);
  withdraw.hidden = kind === NOTICE || !inForce;
  agree.hidden = kind === NOTICE || inForce;
  withdraw.addEventListener("click", () =>
    askThen("withdraw", () => withdrawFrom(purpose, page), { title, withdrawal }),
  );
  agree.addEventListener("click", () => void askConsent(page, purpose));
  return part;
}

/** @param {any} purpose @param {import("./holder-page.js").HolderPage} page */
async function withdrawFrom({ purpose, version }, page) {
  await page.send(CONSENTS, { purpose, version, given: false });
}

/** @param {any} purpose @returns {string} how it stands, in words */
function state(purpose) {
  const say = find("[data-words]").dataset;
  const { kind, asked, in_force: inForce } = purpose;
  const told = kind === NOTICE;
  if (inForce) {
    const values = { day: purpose.given_on, version: purpose.given_version };
    return words((told ? say.noted : say.given) ?? "", values);
  }
  if (purpose.given_on !== null) return say.outdated ?? "";
  if (purpose.withdrawn_on !== null) return words(say.withdrawn ?? "", { day: purpose.withdrawn_on });
  return words((told ? say.untold : say.never) ?? "", { asked });
}

void openHolderPage({ path: CONSENTS, render });
