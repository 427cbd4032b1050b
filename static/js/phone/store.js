/** What the phone keeps in IndexedDB: its binding, one that is under way, the server's clock. */

/**
 * @typedef {import("../credential/issuer-key.js").KeyDescription} KeyDescription
 * @typedef {{code: string, name: Record<string, string>, short: Record<string, string>}} Honour
 *
 * @typedef {object} CardView
 * @property {string} name
 * @property {string} number
 * @property {Honour[]} honours
 * @property {string} expires_on YYYY-MM-DD
 * @property {number | null} photo_version
 * @property {string} [photo] a data URL
 *
 * @typedef {object} Binding
 * @property {CryptoKey} privateKey cannot be exported
 * @property {string} state as the server last said
 * @property {CardView | null} card
 * @property {{jwt: string, key: KeyDescription, serial: number} | null} credential
 *
 * @typedef {import("./binding.js").Way & {pair: CryptoKeyPair}} Pending
 */

const DATABASE = "green-card";
const STORE = "phone";
const ANSWER = "answer:";
// Outlives the database in some browsers: it tells a phone that lost its key from a new one.
const BOUND_ONCE = "phone-bound-once";

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @returns {Promise<Binding | undefined>} */
export function loadBinding() {
  return load("binding");
}

/** @param {Binding} binding */
export async function keepBinding(binding) {
  await keep("binding", binding);
  localStorage.setItem(BOUND_ONCE, "yes");
}

/** The holder gave the card up on this phone: it is as one that was never bound. */
export async function forgetBinding() {
  await keep("binding", undefined);
  await forgetAnswers();
  localStorage.removeItem(BOUND_ONCE);
}

/** @returns {boolean} */
export function wasBoundOnce() {
  return localStorage.getItem(BOUND_ONCE) !== null;
}

/** @returns {Promise<Pending | undefined>} */
export function loadPending() {
  return load("pending");
}

/** @param {Pending | null} pending */
export function keepPending(pending) {
  return keep("pending", pending ?? undefined);
}

/** @returns {Promise<number>} milliseconds that the server is ahead of this phone's clock */
export async function loadClockOffset() {
  return (await load("clock")) ?? 0;
}

/** @param {number} offset */
export function keepClockOffset(offset) {
  return keep("clock", offset);
}

/**
 * What the server last said of something, to be shown while it cannot be asked.
 * @param {string} what @returns {Promise<{answer: any, at: number} | undefined>} at: its time, in ms
 */
export function loadAnswer(what) {
  return load(ANSWER + what);
}

/** @param {string} what @param {{answer: any, at: number}} kept */
export function keepAnswer(what, kept) {
  return keep(ANSWER + what, kept);
}

/** A phone that lost its card keeps nothing that it was told. */
export async function forgetAnswers() {
  const store = (await open()).transaction(STORE, "readwrite").objectStore(STORE);
  await done(store.delete(IDBKeyRange.bound(ANSWER, `${ANSWER}\uffff`)));
}

/** @param {string} name @returns {Promise<any>} */
async function load(name) {
  const store = (await open()).transaction(STORE).objectStore(STORE);
  return done(store.get(name));
}

/** @param {string} name @param {unknown} value nothing at all removes what was kept */
async function keep(name, value) {
  const store = (await open()).transaction(STORE, "readwrite").objectStore(STORE);
  await done(value === undefined ? store.delete(name) : store.put(value, name));
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  if (opened === null) {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    opened = done(request);
  }
  return opened;
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
