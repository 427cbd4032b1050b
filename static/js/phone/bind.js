/** The page to bind again: a registered number or mail, the code sent there, and it is bound. */

import { bindPhone, finishBinding } from "./binding.js";
import { startClock } from "./clock.js";
import { busyWhile, complain, countDown, input, readTyped, showStep } from "./code-step.js";
import { settleLanguage } from "./language.js";
import { Refusal, Unreachable, ask } from "./server.js";
import { find } from "./stamp.js";
import { installWorker, show, whatIsMissing } from "./states.js";
import { loadBinding, loadPending } from "./store.js";
import { settleWay } from "./ways.js";

const PATHS = Object.freeze({ code: "/phone/api/sign-in/code", bind: "/phone/api/sign-in/bind" });
const SHARED = "which_holder";
const FIELDS = Object.freeze({ code: "#code", document: "#document", contact: "#contact" });

let ticket = "";

async function sendCode() {
  const contact = input("#contact").value.normalize("NFKC").trim();
  if (contact === "") {
    complain(find("[data-empty]").dataset.empty ?? "", FIELDS.contact);
    return;
  }
  ({ ticket } = await ask("POST", PATHS.code, { contact }));
  find("[data-contact]").textContent = contact;
  input("#code").value = "";
  showStep("code");
  find("#code").focus();
  countDown();
}

async function bind() {
  const code = readTyped("#code", "digits");
  if (code === null) {
    complain(find("[data-malformed]").dataset.malformed ?? "", "#code");
    return;
  }
  const asked = { ticket, code };
  if (!find("[data-shared]").hidden) {
    const document = readTyped("#document", "document");
    if (document === null) {
      complain(find("[data-malformed-document]").dataset.malformedDocument ?? "", "#document");
      return;
    }
    Object.assign(asked, { document });
  }
  await bindPhone({ path: PATHS.bind, secret: ticket, asked });
}

/** Say what went wrong beside the field it is about. @param {unknown} error */
function explain(error) {
  if (error instanceof Unreachable) {
    complain(document.body.dataset.unreachable ?? "");
  } else if (!(error instanceof Refusal)) {
    show("unsupported");
    throw error;
  } else if (error.code === SHARED) {
    find("[data-shared]").hidden = false;
    complain(error.message, FIELDS.document);
  } else {
    const [{ field } = { field: "" }] = error.errors;
    complain(error.message, Reflect.get(FIELDS, field));
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
  await settleWay();
  find("[data-ask]").addEventListener("submit", (event) => {
    event.preventDefault();
    void busyWhile(find("[data-ask] [type=submit]"), sendCode, explain);
  });
  find("[data-resend]").addEventListener("click", () => {
    void busyWhile(find("[data-resend]"), sendCode, explain);
  });
  find("[data-bind]").addEventListener("submit", (event) => {
    event.preventDefault();
    void busyWhile(find("[data-bind] [type=submit]"), bind, explain);
  });
  find("[data-other]").addEventListener("click", () => {
    complain("");
    find("[data-shared]").hidden = true;
    showStep("ask");
    find("#contact").focus();
  });
  find("[data-replaces]").hidden = (await loadBinding()) === undefined;
  const pending = await loadPending();
  if (pending?.path === PATHS.bind) await finishBinding(pending).catch(() => show("ask"));
  else show("ask");
}

main().catch(explain);
