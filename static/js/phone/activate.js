/** The activation page: whose link this is, a code, and this phone is bound. */

import { createPhoneKey, exportPhoneKey, makeBindingProof } from "../credential/phone.js";
import { serverSeconds, startClock } from "./clock.js";
import { fillFace } from "./face.js";
import { settleLanguage } from "./language.js";
import { Refusal, Unreachable, ask } from "./server.js";
import { installWorker, show, whatIsMissing } from "./states.js";
import { keepBinding, keepPending, loadBinding, loadPending } from "./store.js";

const CARD_PAGE = "/phone";
const RESEND_AFTER_S = 60;
const CODE_CHARACTERS = { mobile: 6, document: 4 };
const PATHS = Object.freeze({
  open: "/phone/api/activation",
  code: "/phone/api/activation/code",
  bind: "/phone/api/activation/bind",
});
const LINK_IS_DEAD = [404, 409];
const MALFORMED = 422;
const TRIES = 3;

const token = window.location.hash.slice(1);
/** @type {keyof CODE_CHARACTERS} */
let kind = "mobile";

/** @template {Element} [E=HTMLElement] @param {string} selector @returns {E} */
function find(selector) {
  return /** @type {any} */ (document.querySelector(selector));
}

async function open() {
  const { code_kind, mobile, card } = await ask("POST", PATHS.open, { token });
  kind = code_kind;
  fillFace(document, card);
  find("[data-mobile]").textContent = mobile ?? "";
  find("[data-replaces]").hidden = (await loadBinding()) === undefined;
  for (const part of document.querySelectorAll("[data-kind]")) {
    /** @type {HTMLElement} */ (part).hidden = part.getAttribute("data-kind") !== kind;
  }
  const input = find("#code");
  if (input instanceof HTMLInputElement) {
    input.maxLength = CODE_CHARACTERS[kind];
    input.inputMode = kind === "mobile" ? "numeric" : "text";
    input.autocomplete = kind === "mobile" ? "one-time-code" : "off";
  }
  find("[data-step=code]").hidden = kind === "mobile";
  find("[data-step=send]").hidden = kind !== "mobile";
  show("link");
}

async function sendCode() {
  await ask("POST", PATHS.code, { token });
  find("[data-step=send]").hidden = true;
  find("[data-step=code]").hidden = false;
  find("#code").focus();
  countDown();
}

/** The code may be asked for again when a minute is over. */
function countDown() {
  const button = /** @type {HTMLButtonElement} */ (find("[data-resend]"));
  const words = find("[data-wait]");
  const until = performance.now() + RESEND_AFTER_S * 1000;
  const turn = () => {
    const left = Math.ceil((until - performance.now()) / 1000);
    button.hidden = left > 0;
    words.hidden = left <= 0;
    words.textContent = (words.dataset.wait ?? "").replace("{seconds}", String(left));
    if (left > 0) window.setTimeout(turn, 1000);
  };
  turn();
}

async function bind() {
  const input = /** @type {HTMLInputElement} */ (find("#code"));
  const code = input.value.normalize("NFKC").replaceAll(/\s/g, "");
  const wellFormed = kind === "mobile" ? /^\d{6}$/ : /^[0-9A-Za-z]{4}$/;
  if (!wellFormed.test(code)) {
    complain(find(`[data-kind="${kind}"][data-malformed]`).dataset.malformed ?? "");
    return;
  }
  const before = await loadPending();
  const pair = before?.token === token ? before.pair : await createPhoneKey();
  await keepPending({ token, code, pair });
  await bindWith(pair, code);
}

/** @param {CryptoKeyPair} pair @param {string} code */
async function bindWith(pair, code) {
  const phone_key = await exportPhoneKey(pair.publicKey);
  const answer = await persistently(async () => {
    const proof = await makeBindingProof(token, pair.privateKey, serverSeconds());
    return ask("POST", PATHS.bind, { token, code, phone_key, proof });
  });
  const { state, card, credential } = answer;
  await keepBinding({
    privateKey: pair.privateKey,
    state,
    card: card ?? null,
    credential: credential ?? null,
  });
  await keepPending(null);
  await navigator.storage?.persist?.();
  window.location.replace(CARD_PAGE);
}

/**
 * A binding whose answer was lost is asked for again: the same key gets the same answer.
 * @template T @param {() => Promise<T>} request @returns {Promise<T>}
 */
async function persistently(request) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof Unreachable) || attempt === TRIES) throw error;
    }
  }
}

/** @param {string} words beside what was tapped; none takes the complaint away */
function complain(words) {
  const wrong = words !== "";
  for (const place of document.querySelectorAll("[data-send-error], [data-code-error]")) {
    /** @type {HTMLElement} */ (place).hidden = !wrong;
    /** @type {HTMLElement} */ (place.querySelector("[data-complaint]")).textContent = words;
  }
  find("#code").setAttribute("aria-invalid", String(wrong));
  find("[data-field]").classList.toggle("field--error", wrong);
  if (wrong && !find("[data-step=code]").hidden) find("#code").focus();
}

/**
 * Say what went wrong: in place where another try may help, else instead of the page.
 * @param {unknown} error
 */
async function explain(error) {
  const inPlace = document.body.dataset.shown === "link";
  if (error instanceof Unreachable) {
    if (inPlace) complain(document.body.dataset.unreachable ?? "");
    else show("offline");
  } else if (!(error instanceof Refusal)) {
    show("unsupported");
    throw error;
  } else if (LINK_IS_DEAD.includes(error.status) || (error.status === MALFORMED && !inPlace)) {
    await sayDead(error);
  } else if (inPlace) {
    complain(error.message);
  } else {
    show("busy");
  }
}

/** @param {Refusal} refusal */
async function sayDead(refusal) {
  const bound = (await loadBinding()) !== undefined;
  find("[data-reason]").textContent = refusal.message;
  find("[data-have-card]").hidden = !bound;
  find("[data-call]").hidden = bound;
  show("dead");
}

/** @param {HTMLElement} button @param {() => Promise<void>} act */
async function busyWhile(button, act) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  complain("");
  try {
    await act();
  } catch (error) {
    await explain(error);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

async function main() {
  const missing = whatIsMissing();
  if (missing !== null) {
    show(missing);
    return;
  }
  await settleLanguage();
  installWorker();
  await startClock();
  for (const button of document.querySelectorAll("[data-send], [data-resend]")) {
    const own = /** @type {HTMLElement} */ (button);
    own.addEventListener("click", () => void busyWhile(own, sendCode));
  }
  find("[data-bind]").addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    void busyWhile(find("[data-bind] [type=submit]"), bind);
  });
  window.addEventListener("hashchange", () => window.location.reload());
  if (token === "") {
    show("incomplete");
    return;
  }
  const pending = await loadPending();
  if (pending?.token === token) await bindWith(pending.pair, pending.code).catch(() => open());
  else await open();
}

main().catch(explain);
