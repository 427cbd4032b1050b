/** What the card is on: freeze it, unbind this phone, report the plastic lost. */

import { askThen } from "./ask.js";
import { openHolderPage } from "./holder-page.js";
import { show } from "./states.js";
import { fill, find, stamp, words } from "./stamp.js";
import { forgetBinding } from "./store.js";
import { openUnfreezing } from "./unfreeze.js";

const PATH = "/phone/api/devices";
const RELEASED = "#released";

/** @param {any} answer @param {import("./holder-page.js").HolderPage} page */
function render(answer, page) {
  const say = find("[data-words]").dataset;
  const { state, phone, former, plastic, contacts } = answer;
  for (const part of document.querySelectorAll("[data-when]")) {
    /** @type {HTMLElement} */ (part).hidden = part.getAttribute("data-when") !== state;
  }
  fill(document, {
    label: phone.label,
    since: words(say.since ?? "", { time: phone.since }),
    plastic: plastic === null ? null : words(say.plastic ?? "", { day: plastic }),
  });
  find("[data-former-part]").hidden = former.length === 0;
  find("[data-former]").replaceChildren(
    ...former.map((/** @type {any} */ { label, since, to }) =>
      stamp("former", { label, stretch: words(say.stretch ?? "", { since, to }) }),
    ),
  );
  find("[data-unfreeze]").hidden = contacts.length === 0;
  find("[data-no-contact]").hidden = contacts.length > 0;
  find("[data-unfreeze]").onclick = () => openUnfreezing(page, contacts);
  askBefore("freeze", page);
  askBefore("lost", page, "/plastic/lost");
  find("[data-unbind]").onclick = () => askThen("unbind", () => release(page));
}

/** @param {string} name @param {import("./holder-page.js").HolderPage} page @param {string} [path] */
function askBefore(name, page, path = `/${name}`) {
  find(`[data-${name}]`).onclick = () =>
    askThen(name, async () => {
      await page.send(PATH + path, {});
    });
}

/** The phone keeps nothing of a card that it gave up. @param {import("./holder-page.js").HolderPage} page */
async function release(page) {
  await page.send(`${PATH}/unbind`, {});
  await forgetBinding();
  window.location.hash = RELEASED;
  window.location.reload();
}

const opened = await openHolderPage({ path: PATH, render });
if (opened === null && window.location.hash === RELEASED) show("released");
