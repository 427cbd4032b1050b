/** Binds this phone: makes its key, proves that it holds it, keeps what it is given for it. */

import { createPhoneKey, exportPhoneKey, makeBindingProof } from "../credential/phone.js";
import { serverSeconds } from "./clock.js";
import { Refusal, Unreachable, ask } from "./server.js";
import { keepBinding, keepPending, loadPending } from "./store.js";

const CARD_PAGE = "/phone";
const TRIES = 3;
const TOO_MANY = 429;
const SERVER_FAULT = 500;

/**
 * @typedef {object} Way a phone can be bound
 * @property {string} path that is asked
 * @property {string} secret the link's token or the code's ticket, which the proof signs
 * @property {object} asked what is sent beside key and proof
 */

/** Bind and go to the card. @param {Way} way */
export async function bindPhone(way) {
  const before = await loadPending();
  const pair = before?.secret === way.secret ? before.pair : await createPhoneKey();
  const pending = { ...way, pair };
  await keepPending(pending);
  await finishBinding(pending);
}

/**
 * Ask for a binding, or once more for one whose answer was lost: the same key gets the same
 * answer. A refused one is forgotten, so that opening the page again costs no try.
 * @param {import("./store.js").Pending} pending
 */
export async function finishBinding({ path, secret, asked, pair }) {
  const phone_key = await exportPhoneKey(pair.publicKey);
  const answer = await persistently(async () => {
    const proof = await makeBindingProof(secret, pair.privateKey, serverSeconds());
    return ask("POST", path, { ...asked, phone_key, proof });
  }).catch(async (error) => {
    if (isFinal(error)) await keepPending(null);
    throw error;
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

/** @param {unknown} error @returns {boolean} whether asking again would be answered the same */
function isFinal(error) {
  return error instanceof Refusal && error.status < SERVER_FAULT && error.status !== TOO_MANY;
}

/** @template T @param {() => Promise<T>} request @returns {Promise<T>} */
async function persistently(request) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof Unreachable) || attempt === TRIES) throw error;
    }
  }
}
