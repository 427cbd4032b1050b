/** Fills the card's face. */

import { pageLanguage } from "./language.js";

const LONG_NAME = 8;
const LONG_HONOUR = 20;
const JOINT = " · ";

/**
 * @param {ParentNode} root
 * @param {Partial<import("./store.js").CardView>} card
 */
export function fillFace(root, card) {
  const honours = card.honours ?? [];
  const face = slot(root, "face");
  const edged = honours.length > 1 && honours.some(({ code }) => code === "special");
  face.className = `card-face card-face--${honours[0]?.code ?? "plain"}`;
  face.classList.toggle("card-face--edged", edged);
  slot(root, "honour").textContent = honours.map(honourWords).join(JOINT);
  slot(root, "honour").classList.toggle("card-honour--two", honours.length > 1);
  slot(root, "name").textContent = card.name ?? "";
  slot(root, "name").classList.toggle("card-name--long", (card.name ?? "").length > LONG_NAME);
  slot(root, "number").textContent = card.number ?? "";
  if (card.expires_on) slot(root, "until").textContent = untilWords().replace("{day}", card.expires_on);
  fillPhoto(slot(root, "photo"), card);
}

/** @param {import("./store.js").Honour} honour @returns {string} whole where a line has room for it */
function honourWords({ name, short }) {
  const language = pageLanguage();
  // A Chinese character is as wide as two letters.
  const width = name[language].length * (language === "zh" ? 2 : 1);
  return width < LONG_HONOUR ? name[language] : short[language];
}

/** @returns {string} the page's words for the last day, `{day}` in its place */
function untilWords() {
  return document.querySelector("[data-words-until]")?.getAttribute("data-words-until") ?? "";
}

/** @param {HTMLElement} frame @param {Partial<import("./store.js").CardView>} card */
function fillPhoto(frame, card) {
  const content = document.createElement(card.photo ? "img" : "span");
  if (content instanceof HTMLImageElement) {
    content.src = card.photo ?? "";
    content.alt = "";
  } else {
    content.textContent = (card.name ?? "").slice(0, 1);
    content.setAttribute("aria-hidden", "true");
  }
  frame.replaceChildren(content);
}

/** @param {ParentNode} root @param {string} name @returns {HTMLElement} */
function slot(root, name) {
  return /** @type {HTMLElement} */ (root.querySelector(`[data-slot="${name}"]`));
}
