/** Where the card is to live, asked before it is bound: in this browser, or on the home screen. */

import { show } from "./states.js";
import { choose } from "./stamp.js";
import { loadBinding } from "./store.js";

const CHOSEN = "phone-way";
const HERE = "here";
const HOME = "home";
const STANDALONE = "(display-mode: standalone)";

/**
 * WeChat keeps a card only inside WeChat, and a home screen's page on an iPhone shares nothing
 * with the browser that put it there. Elsewhere there is nothing to choose.
 * @returns {"wechat" | "ios" | null}
 */
export function browserWithChoice() {
  const { userAgent, maxTouchPoints } = navigator;
  if (/MicroMessenger/i.test(userAgent)) return "wechat";
  const standalone = window.matchMedia(STANDALONE).matches || Reflect.get(navigator, "standalone");
  // An iPad calls itself a Mac, and is one with a touch screen.
  const apple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  return apple && !standalone ? "ios" : null;
}

/**
 * Let the holder choose, once, and say honestly what works without a network. Resolves when the
 * card is to be bound here; a phone that has a card already chose by binding it.
 */
export async function settleWay() {
  const browser = browserWithChoice();
  if (browser === null || (await loadBinding()) !== undefined) return;
  const chosen = localStorage.getItem(CHOSEN);
  if (chosen === HERE) return;
  choose(document, "serviceWorker" in navigator ? browser : `${browser}-online`);
  for (const part of document.querySelectorAll("[data-browser]")) {
    /** @type {HTMLElement} */ (part).hidden = part.getAttribute("data-browser") !== browser;
  }
  show(chosen === HOME ? "home" : "ways");
  await hereIsTapped();
}

/** @returns {Promise<void>} */
function hereIsTapped() {
  return new Promise((resolve) => {
    for (const button of document.querySelectorAll("[data-way]")) {
      button.addEventListener("click", () => {
        const way = button.getAttribute("data-way") ?? HERE;
        localStorage.setItem(CHOSEN, way);
        if (way === HERE) resolve();
        else show("home");
      });
    }
  });
}
