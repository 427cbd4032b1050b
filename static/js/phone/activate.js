/** The activation page: whose link this is, a code, and this phone is bound. */

import { bindPhone, finishBinding } from "./binding.js";
import { startClock } from "./clock.js";
import { busyWhile, complain, countDown, input, readTyped, showStep } from "./code-step.js";
import { fillFace } from "./face.js";
import { settleLanguage } from "./language.js";
import { Refusal, Unreachable, ask } from "./server.js";
import { find } from "./stamp.js";
import { installWorker, show, whatIsMissing } from "./states.js";
import { loadBinding, loadPending } from "./store.js";
import { settleWay } from "./ways.js";

const PATHS = Object.freeze({
  open: "/phone/api/activation",
  code: "/phone/api/activation/code",
  bind: "/phone/api/activation/bind",
});
const DOCUMENT = "document";
const LINK_IS_DEAD = [404, 409];
const MALFORMED = 422;

const token = window.location.hash.slice(1);
let kind = "mobile";

async function open() {
  const { code_kind, contact, card } = await ask("POST", PATHS.open, { token });
  kind = code_kind;
  fillFace(document, card);
  find("[data-contact]").textContent = contact ?? "";
  find("[data-replaces]").hidden = (await loadBinding()) === undefined;
  for (const part of document.querySelectorAll("[data-kind]")) {
    const kinds = part.getAttribute("data-kind")?.split(" ") ?? [];
    /** @type {HTMLElement} */ (part).hidden = !kinds.includes(kind);
  }
  const field = input("#code");
  field.maxLength = kind === DOCUMENT ? 4 : 6;
  field.inputMode = kind === DOCUMENT ? "text" : "numeric";
  field.autocomplete = kind === DOCUMENT ? "off" : "one-time-code";
  showStep(kind === DOCUMENT ? "code" : "send");
  show("link");
}

async function sendCode() {
  await ask("POST", PATHS.code, { token });
  showStep("code");
  find("#code").focus();
  countDown();
}

async function bind() {
  const code = readTyped("#code", kind === DOCUMENT ? "document" : "digits");
  if (code === null) {
    complain(find(`[data-kind~="${kind}"][data-malformed]`).dataset.malformed ?? "", "#code");
    return;
  }
  const notice_version = Number(find("[data-notice-version]").dataset.noticeVersion);
  await bindPhone({ path: PATHS.bind, secret: token, asked: { token, code, notice_version } });
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
  find("[data-bind-again]").hidden = bound;
  show("dead");
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
    own.addEventListener("click", () => void busyWhile(own, sendCode, explain));
  }
  find("[data-bind]").addEventListener("submit", (event) => {
    event.preventDefault();
    void busyWhile(find("[data-bind] [type=submit]"), bind, explain);
  });
  window.addEventListener("hashchange", () => window.location.reload());
  if (token === "") {
    show("incomplete");
    return;
  }
  await settleWay();
  const pending = await loadPending();
  if (pending?.secret === token) await finishBinding(pending).catch(() => open());
  else await open();
}

main().catch(explain);
