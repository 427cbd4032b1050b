/** The holder's own corner: the name, the honours, the number, the way onto the honour roll. */

import { askConsent } from "./consent-sheet.js";
import { openHolderPage } from "./holder-page.js";
import "./install.js";
import { choose, fill, find } from "./stamp.js";

const LONG_NAME = 20;

/** @param {any} answer @param {import("./holder-page.js").HolderPage} page */
function render({ name, number, honours, roll }, page) {
  fill(document, { name, number });
  find(".me-head h1").classList.toggle("me-name--long", name.length > LONG_NAME);
  const pills = honours.map((/** @type {{code: string, name: string}} */ honour) => {
    const pill = document.createElement("span");
    pill.className = `honour honour--${honour.code}`;
    pill.textContent = honour.name;
    return pill;
  });
  find("[data-honours]").replaceChildren(...pills);
  choose(find(".roll-way"), roll.in_force ? "on" : "off");
  const join = find("[data-roll]");
  join.hidden = roll.in_force;
  join.onclick = () => void askConsent(page, roll);
}

void openHolderPage({ path: "/phone/api/me", render });
