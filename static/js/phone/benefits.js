/** The benefits page: what the holder has, kind by kind, each of them unfolding. */

import { openHolderPage } from "./holder-page.js";
import { choose, fill, find, stamp } from "./stamp.js";

const KINDS = ["hospital", "scenic", "apartment", "service_desk", "office"];
const BREAK = "\n";

/**
 * @typedef {object} Benefit as the server says it
 * @property {string} code
 * @property {string} name
 * @property {string} kind
 * @property {string} left
 * @property {boolean} used
 * @property {string | null} facts
 * @property {string | null} rests
 * @property {boolean} by_honour
 * @property {string} how
 * @property {string | null} ahead
 * @property {string[]} notes
 * @property {{name: string, term: string, text: string}} article
 * @property {string[]} settings
 */

/** @param {{honours: string[], benefits: Benefit[]}} answer */
function render({ honours, benefits }) {
  fill(document, { honours: honours.join(" · ") });
  const unfolded = new Set(
    Array.from(document.querySelectorAll("details[open][data-benefit]"), (each) =>
      each.getAttribute("data-benefit"),
    ),
  );
  const groups = KINDS.map((kind) => group(kind, benefits, unfolded)).filter((each) => each);
  find("[data-groups]").replaceChildren(.../** @type {HTMLElement[]} */ (groups));
  find("[data-none]").hidden = benefits.length > 0;
}

/** @param {string} kind @param {Benefit[]} all @param {Set<string | null>} unfolded */
function group(kind, all, unfolded) {
  const mine = all.filter((each) => each.kind === kind);
  if (mine.length === 0) return null;
  const name = document.querySelector(`template[data-kind="${kind}"]`);
  const title = /** @type {HTMLTemplateElement} */ (name).content.textContent;
  const section = stamp("group", { title });
  find("[data-items]", section).append(...mine.map((each) => item(each, unfolded)));
  return section;
}

/** @param {Benefit} benefit @param {Set<string | null>} unfolded */
function item(benefit, unfolded) {
  const { code, kind, notes, settings, article, used, rests, by_honour, ...said } = benefit;
  const line = stamp("benefit", {
    ...said,
    rests,
    notes: notes.join(BREAK),
    settings: settings.join(BREAK),
    term: article.term,
    article: article.name,
    text: article.text,
  });
  choose(line, kind);
  const fold = /** @type {HTMLDetailsElement} */ (find("[data-benefit]", line));
  fold.dataset.benefit = code;
  fold.open = unfolded.has(code);
  fold.classList.toggle("fold--used", used);
  fold.classList.toggle("fold--rests", rests !== null);
  find("[data-by-honour]", line).hidden = !by_honour;
  const where = /** @type {HTMLAnchorElement} */ (find("[data-where]", line));
  where.hidden = kind === "office";
  where.hash = kind;
  return line;
}

void openHolderPage({ path: "/phone/api/benefits", render });
