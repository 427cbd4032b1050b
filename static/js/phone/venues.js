/** The venues page: every place where the card may be shown, narrowed by kind and county. */

import { openHolderPage } from "./holder-page.js";
import { choose, find, stamp, words } from "./stamp.js";

/**
 * @typedef {object} Venue as the server says it
 * @property {string} kind
 * @property {string} name
 * @property {string} division
 * @property {boolean} covered
 * @property {string} telephone
 */

const filter = /** @type {HTMLFormElement} */ (find("[data-filter]"));
/** @type {Venue[]} */
let known = [];

/** @param {{venues: Venue[]}} answer */
function render({ venues }) {
  known = venues;
  showWanted();
}

function showWanted() {
  const asked = new FormData(filter);
  const [kind, division] = [asked.get("kind"), asked.get("division")];
  const shown = known.filter(
    (venue) => (!kind || venue.kind === kind) && (!division || venue.division === division),
  );
  find("[data-venues]").replaceChildren(...shown.map(item));
  find("[data-venues]").hidden = shown.length === 0;
  find("[data-none]").hidden = shown.length > 0;
  const count = find("[data-count]");
  count.textContent = words(count.dataset.count ?? "", { count: shown.length });
}

/** @param {Venue} venue */
function item({ kind, covered, telephone, ...said }) {
  const line = stamp("venue", said);
  choose(line, kind);
  line.classList.toggle("venue--past", !covered);
  const call = /** @type {HTMLAnchorElement} */ (find("[data-call]", line));
  call.href = `tel:${telephone.replaceAll(" ", "")}`;
  call.setAttribute("aria-label", words(call.getAttribute("aria-label") ?? "", said));
  return line;
}

/** @param {string} kind @param {string} division */
function chooseFilter(kind, division) {
  for (const each of filter.elements) {
    if (each instanceof HTMLInputElement) each.checked = each.value === kind;
    if (each instanceof HTMLSelectElement) each.value = division;
  }
}

function followAddress() {
  const kind = window.location.hash.slice(1);
  const known_kind = filter.querySelector(`input[value="${CSS.escape(kind)}"]`) !== null;
  chooseFilter(known_kind ? kind : "", "");
  showWanted();
}

filter.addEventListener("change", showWanted);
filter.addEventListener("submit", (event) => event.preventDefault());
find("[data-all]").addEventListener("click", () => {
  chooseFilter("", "");
  showWanted();
});
window.addEventListener("hashchange", followAddress);
followAddress();
void openHolderPage({ path: "/phone/api/venues", render });
