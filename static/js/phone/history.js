/** The history page: visits by day, older ones on demand, and what was not me. */

import { carryOut, openHolderPage } from "./holder-page.js";
import { choose, fill, find, stamp } from "./stamp.js";

const PATH = "/phone/api/history";
const REPORTS = "/phone/api/reports";

/**
 * @typedef {object} Visit as the server says it
 * @property {number} entry
 * @property {string} kind
 * @property {string} form
 * @property {{look: string, words: string, benefit: string | null, annulled: string | null}[]} results
 * @property {{state_words: string, when: string, answer: string | null} | null} report
 *
 * @typedef {{day: string, title: string, visits: Visit[]}} Day
 * @typedef {{days: Day[], older: number | null}} History
 */

const days = find("[data-days]");
const older = find("[data-older]");
/** @type {import("./holder-page.js").HolderPage | null} */
let page = null;
/** @type {number | null} */
let next = null;

/** @param {History} answer @param {import("./holder-page.js").HolderPage} shown */
function render(answer, shown) {
  page = shown;
  days.replaceChildren();
  append(answer);
  find("[data-none]").hidden = answer.days.length > 0;
}

/** @param {History} answer */
function append(answer) {
  for (const each of answer.days) {
    const visits = each.visits.map(visit);
    const same = days.querySelector(`[data-day="${each.day}"] [data-visits]`);
    if (same !== null) {
      same.append(...visits);
      continue;
    }
    const section = stamp("day", { title: each.title });
    section.dataset.day = each.day;
    find("[data-visits]", section).append(...visits);
    days.append(section);
  }
  next = answer.older;
  older.hidden = next === null;
}

/** @param {Visit} said */
function visit({ entry, kind, form, results, report, ...words }) {
  const line = stamp("visit", { .../** @type {any} */ (words), plastic: null });
  find('[data-if-slot="plastic"]', line).hidden = form !== "printed";
  choose(line, kind);
  find("[data-results]", line).append(...results.map(result));
  tellReport(line, report);
  offerReport(line, entry);
  return line;
}

/** @param {Visit["results"][number]} said */
function result(said) {
  const line = stamp("result", said);
  choose(line, said.look);
  line.classList.toggle("visit-result--annulled", said.annulled !== null);
  return line;
}

/** @param {HTMLElement} line @param {Visit["report"]} report */
function tellReport(line, report) {
  const place = find("[data-report]", line);
  place.hidden = report === null;
  if (report === null) return;
  fill(place, { state_words: report.state_words, when: report.when, answer: report.answer });
  find("[data-not-me]", line).hidden = true;
  find("[data-panel]", line).hidden = true;
}

/** @param {HTMLElement} line @param {number} entry */
function offerReport(line, entry) {
  const [open, panel] = [find("[data-not-me]", line), find("[data-panel]", line)];
  const send = find("[data-send]", panel);
  // The same id however often it is tapped: one report, also when an answer was lost.
  const id = crypto.randomUUID();
  const unfold = (/** @type {boolean} */ shown) => {
    panel.hidden = !shown;
    open.hidden = shown;
    open.setAttribute("aria-expanded", String(shown));
    (shown ? send : open).focus();
  };
  open.addEventListener("click", () => unfold(true));
  find("[data-cancel]", panel).addEventListener("click", () => unfold(false));
  send.addEventListener("click", () =>
    carryOut(send, async () => {
      const answer = await page?.tell(REPORTS, { id, kind: "not_me", entry });
      tellReport(line, answer.report);
    }),
  );
}

older.addEventListener("click", () =>
  carryOut(older, async () => {
    if (next !== null) append(await page?.fetch(PATH, { before: String(next) }));
  }),
);
void openHolderPage({ path: PATH, render });
