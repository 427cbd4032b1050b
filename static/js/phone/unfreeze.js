/** Unfreezes the card: a code to a registered contact, typed on the phone that is bound. */

import { carryOut } from "./holder-page.js";
import { find, stamp, words } from "./stamp.js";

const PATH = "/phone/api/unfreeze";
const CODE = /^\d{6}$/;

/**
 * @typedef {{channel: string, masked: string}} Contact
 * @param {import("./holder-page.js").HolderPage} page
 * @param {Contact[]} contacts
 */
export function openUnfreezing(page, contacts) {
  const sheet = /** @type {HTMLDialogElement} */ (find("dialog[data-unfreezing]"));
  const form = /** @type {HTMLFormElement} */ (find("form", sheet));
  const send = find("[data-send]", sheet);
  let ticket = "";
  offer(contacts, sheet);
  step(sheet, "send");

  send.onclick = () =>
    void carryOut(send, async () => {
      const contact = chosen(contacts, sheet);
      ticket = (await page.send(`${PATH}/code`, { channel: contact.channel })).ticket;
      step(sheet, "code");
      label(form, contact);
      input(form).value = "";
      input(form).focus();
    });
  find("[data-again]", sheet).onclick = () => step(sheet, "send");
  form.onsubmit = (event) => {
    event.preventDefault();
    const button = find("[type=submit]", form);
    void carryOut(button, async () => {
      const code = input(form).value.normalize("NFKC").replaceAll(/\s/g, "");
      if (!CODE.test(code)) {
        complain(form, find("[data-malformed]", sheet).dataset.malformed ?? "");
        return;
      }
      await page.send(PATH, { ticket, code });
      sheet.close();
    });
  };
  for (const back of sheet.querySelectorAll("[data-back]")) {
    /** @type {HTMLElement} */ (back).onclick = () => sheet.close();
  }
  sheet.showModal();
}

/** @param {Contact[]} contacts @param {HTMLElement} sheet */
function offer(contacts, sheet) {
  const choices = contacts.map(({ channel, masked }, place) => {
    const choice = stamp("contact", { masked });
    const radio = /** @type {HTMLInputElement} */ (find("input", choice));
    radio.value = channel;
    radio.checked = place === 0;
    return choice;
  });
  find("[data-contacts]", sheet).replaceChildren(...choices);
}

/** @param {Contact[]} contacts @param {HTMLElement} sheet @returns {Contact} */
function chosen(contacts, sheet) {
  const radio = /** @type {HTMLInputElement} */ (find("input:checked", sheet));
  return contacts.find(({ channel }) => channel === radio.value) ?? contacts[0];
}

/** @param {HTMLElement} sheet @param {string} name */
function step(sheet, name) {
  for (const part of sheet.querySelectorAll("[data-step]")) {
    /** @type {HTMLElement} */ (part).hidden = part.getAttribute("data-step") !== name;
    find("[data-trouble]", part).hidden = true;
  }
}

/** @param {HTMLFormElement} form @returns {HTMLInputElement} */
function input(form) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem("code"));
}

/** @param {HTMLFormElement} form @param {Contact} contact */
function label(form, { masked }) {
  const place = find("label", form);
  place.dataset.words ??= place.textContent ?? "";
  place.textContent = words(place.dataset.words, { contact: masked });
}

/** @param {HTMLElement} form @param {string} text */
function complain(form, text) {
  const place = find("[data-trouble]", form);
  find("[data-complaint]", place).textContent = text;
  place.hidden = false;
}
