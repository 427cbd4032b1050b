/** My data: everything that is kept about me, to see, to take along, to have corrected or erased. */

import { askThen } from "./ask.js";
import { carryOut, openHolderPage } from "./holder-page.js";
import { serverNow } from "./clock.js";
import { Unreachable } from "./server.js";
import { choose, find, stamp } from "./stamp.js";

const PATH = "/phone/api/data";
const REPORTS = "/phone/api/reports";
const DAY_LENGTH = 10;

/**
 * @typedef {{label: string, value: string, masked: boolean}} Fact
 * @typedef {{code: string, title: string, page: string | null, facts: Fact[]}} Group
 * @typedef {import("./holder-page.js").HolderPage} HolderPage
 */

/** @param {{groups: Group[]}} answer @param {HolderPage} page */
function render({ groups }, page) {
  const list = find("[data-groups]");
  const open = new Set([...list.querySelectorAll("details[open]")].map(({ id }) => id));
  list.replaceChildren(...groups.map((group) => showGroup(group, page)));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const button = find("[data-export]");
  button.onclick = () => void carryOut(button, () => takeAlong(page));
  askFor("correct", "correction", "#correction", page);
  askFor("erase", "erasure", "#erasure", page);
  void showWishes(page);
}

/** @param {Group} group @param {HolderPage} page @returns {HTMLElement} */
function showGroup({ code, title, page: more, facts }, page) {
  const part = stamp("group", { title });
  part.id = `group-${code}`;
  find("[data-none]", part).hidden = facts.length > 0;
  const values = facts.map((fact) => {
    const name = document.createElement("dt");
    name.textContent = fact.label;
    const value = document.createElement("dd");
    value.textContent = fact.value;
    value.toggleAttribute("data-masked", fact.masked);
    find("[data-facts]", part).append(name, value);
    return value;
  });
  const masked = values.filter((value) => value.hasAttribute("data-masked"));
  const link = /** @type {HTMLAnchorElement} */ (find("[data-more]", part));
  link.hidden = more === null;
  link.href = `/phone/${more ?? ""}`;
  const reveal = find("[data-reveal]", part);
  reveal.hidden = masked.length === 0;
  reveal.onclick = () => void carryOut(reveal, () => turn(reveal, masked, code, page));
  return part;
}

/**
 * Show what is masked, asked for anew each time: the phone keeps it nowhere.
 * @param {HTMLElement} button @param {HTMLElement[]} places @param {string} code @param {HolderPage} page
 */
async function turn(button, places, code, page) {
  const shown = button.getAttribute("aria-pressed") === "true";
  const values = shown ? null : (await page.fetch(`${PATH}/revealed`)).values[code];
  places.forEach((place, number) => {
    place.dataset.mask ??= place.textContent ?? "";
    place.textContent = values?.[number] ?? place.dataset.mask;
  });
  button.setAttribute("aria-pressed", String(!shown));
  choose(button, shown ? "show" : "hide");
}

/** @param {HolderPage} page */
async function takeAlong(page) {
  const { export: content } = await page.fetch(`${PATH}/export`);
  const text = JSON.stringify(content, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const day = new Date(serverNow()).toISOString().slice(0, DAY_LENGTH);
  link.download = `green-card-${day}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {string} name @param {string} kind @param {string} field @param {HolderPage} page */
function askFor(name, kind, field, page) {
  const place = /** @type {HTMLTextAreaElement} */ (find(field));
  find(`[data-${name}]`).onclick = () => {
    const id = crypto.randomUUID();
    askThen(name, async () => {
      await page.send(REPORTS, { id, kind, text: place.value });
      place.value = "";
      await showWishes(page);
    });
  };
}

/** @param {HolderPage} page */
async function showWishes(page) {
  const { reports } = await page.fetch(REPORTS).catch(noneWithoutNetwork);
  find("[data-wishes]").replaceChildren(
    ...reports.map((/** @type {any} */ { title, when, text, answer, state }) => {
      const line = stamp("wish", { title, when, text, answer });
      choose(line, state);
      return line;
    }),
  );
}

/** @param {unknown} error */
function noneWithoutNetwork(error) {
  if (error instanceof Unreachable) return { reports: [] };
  throw error;
}

void openHolderPage({ path: PATH, render });
