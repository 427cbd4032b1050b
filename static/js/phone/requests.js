/** The holder's requests: the list, what can be asked for, the form; the # says which. */

import { askThen } from "./ask.js";
import { openHolderPage } from "./holder-page.js";
import { RequestForm } from "./request-form.js";
import { choose, find, stamp } from "./stamp.js";

/** @typedef {import("./holder-page.js").HolderPage} HolderPage */

const PATH = "/phone/api/requests";
const NEW = "new";
/** How many steps a request has gone, by its state; others have left the way. */
const STEPS_DONE = /** @type {Record<string, number>} */ ({ submitted: 1, accepted: 2, fulfilled: 3 });

const form = new RequestForm(PATH, () => {
  find("[data-sent]").hidden = false;
  window.location.hash = "";
});

/** @param {any} answer @param {HolderPage} page */
function render(answer, page) {
  for (const name of ["open", "closed"]) {
    const shown = answer.requests.filter((/** @type {any} */ each) => each.open === (name === "open"));
    find(`[data-list="${name}"]`).replaceChildren(
      ...shown.map((/** @type {any} */ each) => requestCard(each, page)),
    );
    find(`[data-part="${name}"]`).hidden = shown.length === 0;
  }
  find('[data-part="none"]').hidden = answer.requests.length > 0;
  find("[data-groups]").replaceChildren(...answer.groups.map(group));
  form.offer(answer, page);
  follow(false);
}

/** @param {any} request @param {HolderPage} page @returns {HTMLElement} */
function requestCard(request, page) {
  const { name, agreed, wished, site, desk, telephone, word, note, state } = request;
  const card = stamp("request", { name, agreed, wished, site, desk, telephone, word, note });
  choose(card, state);
  find("[data-call]", card).setAttribute("href", `tel:${telephone.replaceAll(" ", "")}`);
  markSteps(find("[data-steps]", card), STEPS_DONE[state]);
  find("[data-events]", card).append(
    ...request.events.map((/** @type {any} */ event) => stamp("event", event)),
  );
  const withdraw = find("[data-withdraw]", card);
  withdraw.hidden = !request.open;
  withdraw.addEventListener("click", () => {
    askThen("withdraw", () => page.send(`${PATH}/${request.id}/withdraw`, {}), { name, wished });
  });
  return card;
}

/** @param {HTMLElement} way @param {number | undefined} done nothing hides the way */
function markSteps(way, done) {
  way.hidden = done === undefined;
  for (const [number, step] of [...way.querySelectorAll(".step")].entries()) {
    step.classList.toggle("step--done", number < (done ?? 0));
    step.classList.toggle("step--now", number === done);
    step.toggleAttribute("aria-current", false);
    if (number === done) step.setAttribute("aria-current", "step");
  }
}

/** @param {any} kind @returns {HTMLElement} */
function group(kind) {
  const part = stamp("group", { name: kind.name });
  const rows = kind.benefits.map((/** @type {any} */ benefit) => {
    const row = stamp("benefit", { name: benefit.name, note: benefit.note });
    find("a", row).setAttribute("href", `#${benefit.code}`);
    return row;
  });
  find("[data-rows]", part).append(...rows);
  return part;
}

/** Show what the # names; a benefit opens the form. @param {boolean} moved by the reader just now */
function follow(moved) {
  const wanted = window.location.hash.slice(1);
  const name = wanted === "" ? "list" : form.open(wanted) ? "form" : wanted === NEW ? "what" : "list";
  for (const view of document.querySelectorAll("[data-view]")) {
    const shown = view.getAttribute("data-view") === name;
    /** @type {HTMLElement} */ (view).hidden = !shown;
    if (shown && moved) {
      window.scrollTo(0, 0);
      find("h1", view).focus();
    }
  }
  if (moved && name !== "list") find("[data-sent]").hidden = true;
}

window.addEventListener("hashchange", () => follow(true));

void openHolderPage({ path: PATH, render });
