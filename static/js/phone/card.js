/** The card page: shows the bound card at once from what the phone keeps, then asks the server. */

import { serverNow, startClock } from "./clock.js";
import { CodeMaker } from "./code.js";
import { CodePanel } from "./code-panel.js";
import { fillFace } from "./face.js";
import "./install.js";
import { settleLanguage } from "./language.js";
import { Refusal, Unreachable, askSigned } from "./server.js";
import { installWorker, show, whatIsMissing } from "./states.js";
import { keepBinding, loadBinding, wasBoundOnce } from "./store.js";

const PATH = "/phone/api/card";
const ASK_AGAIN_MS = 60000;
const ACTIVE = "active";
const UNKNOWN = 401;
// By more than this the code on the screen was made for another time.
const CLOCK_MOVED_MS = 5000;

/** A card on this phone, and how it stands. */
class CardPage {
  #asking = false;

  /** @param {import("./store.js").Binding} binding @param {CodeMaker} maker */
  constructor(binding, maker) {
    this.binding = binding;
    this.maker = maker;
    this.panel = new CodePanel(() => void this.#standAs("expired"));
  }

  /** Draw the code from what the phone keeps; nothing is asked of the network for that. */
  draw() {
    return this.#render();
  }

  async start() {
    window.addEventListener("online", () => void this.ask());
    window.addEventListener("offline", () => markOffline(true));
    document.addEventListener("visibilitychange", () => void this.ask());
    window.setInterval(() => void this.ask(), ASK_AGAIN_MS);
    await this.ask();
  }

  /** Ask how the card stands; without a network the page stays as it is and says so. */
  async ask() {
    if (this.#asking || document.hidden) return;
    this.#asking = true;
    const offset = clockOffset();
    try {
      const query = { photo: String(this.binding.card?.photo_version ?? "") };
      const { privateKey } = this.binding;
      const answer = await askSigned(PATH, { query, serial: this.maker.serial, privateKey });
      markOffline(false);
      await this.#take(answer);
      if (Math.abs(clockOffset() - offset) > CLOCK_MOVED_MS) await this.panel.refresh();
    } catch (error) {
      if (error instanceof Unreachable) markOffline(true);
      else if (error instanceof Refusal && error.status === UNKNOWN) await this.#standAs("replaced");
      else if (!(error instanceof Refusal)) throw error;
    } finally {
      this.#asking = false;
    }
  }

  /** @param {any} answer */
  async #take(answer) {
    const before = this.binding;
    const card = answer.card ?? null;
    if (card !== null && card.photo_version !== null) card.photo ??= before.card?.photo;
    const credential = answer.credential ?? before.credential;
    this.binding = { ...before, state: answer.state, card, credential };
    if (credential.jwt !== before.credential?.jwt) {
      this.maker = await CodeMaker.open(before.privateKey, credential);
    }
    const changed = ["state", "card", "credential"].some(
      (part) => JSON.stringify(this.binding[part]) !== JSON.stringify(before[part]),
    );
    if (!changed) return;
    await keepBinding(this.binding);
    await this.#render();
  }

  /** @param {string} state */
  async #standAs(state) {
    this.binding = { ...this.binding, state };
    await this.#render();
  }

  async #render() {
    const { state, card } = this.binding;
    if (state !== ACTIVE || card === null) {
      this.panel.stop();
      show(state);
      return;
    }
    fillFace(document, card);
    for (const place of document.querySelectorAll("[data-name]")) place.textContent = card.name;
    await this.panel.start(this.maker);
    if (this.binding.state === ACTIVE) show("card");
  }
}

/** @returns {number} milliseconds that the server is ahead, as far as this phone knows by now */
function clockOffset() {
  return serverNow() - Date.now();
}

/** @param {boolean} offline */
function markOffline(offline) {
  for (const badge of document.querySelectorAll("[data-offline]")) {
    /** @type {HTMLElement} */ (badge).hidden = !offline;
  }
}

async function main() {
  const missing = whatIsMissing();
  if (missing !== null) {
    show(missing);
    return;
  }
  // The code first: everything else can wait until it is drawn.
  const [page] = await Promise.all([openBinding(), settleLanguage()]);
  installWorker();
  await page?.start();
}

/** @returns {Promise<CardPage | null>} the drawn card, or null where a plain state says why not */
async function openBinding() {
  const [binding] = await Promise.all([loadBinding(), startClock()]);
  if (binding === undefined || binding.credential === null) {
    show(wasBoundOnce() ? "lost" : "unbound");
    return null;
  }
  markOffline(!navigator.onLine);
  const page = new CardPage(binding, await CodeMaker.open(binding.privateKey, binding.credential));
  await page.draw();
  return page;
}

main().catch((error) => {
  show("unsupported");
  throw error;
});
