/** The holder's own corner: the name, the honours, the number. */

import { openHolderPage } from "./holder-page.js";
import "./install.js";
import { fill, find } from "./stamp.js";

const LONG_NAME = 20;

/** @param {any} answer */
function render({ name, number, honours }) {
  fill(document, { name, number });
  find(".me-head h1").classList.toggle("me-name--long", name.length > LONG_NAME);
  const pills = honours.map((/** @type {{code: string, name: string}} */ honour) => {
    const pill = document.createElement("span");
    pill.className = `honour honour--${honour.code}`;
    pill.textContent = honour.name;
    return pill;
  });
  find("[data-honours]").replaceChildren(...pills);
}

void openHolderPage({ path: "/phone/api/me", render });
