/** The server's time, as far as this phone knows it: its own clock may be wrong by hours. */

import { keepClockOffset, loadClockOffset } from "./store.js";

const WORTH_KEEPING_MS = 400;
let offset = 0;

/** Take up what was learned before; call it before anything asks for the time. */
export async function startClock() {
  offset = await loadClockOffset();
}

/** @returns {number} milliseconds since the epoch by the server's clock */
export function serverNow() {
  return Date.now() + offset;
}

/** @returns {number} whole seconds since the epoch by the server's clock */
export function serverSeconds() {
  return Math.floor(serverNow() / 1000);
}

/**
 * Learn from an answer: the server's time lies about half way between asking and hearing.
 * @param {number} now the server's, in milliseconds
 * @param {number} asked this phone's
 * @param {number} heard this phone's
 */
export function learnTime(now, asked, heard) {
  const found = now - (asked + heard) / 2;
  if (Math.abs(found - offset) <= WORTH_KEEPING_MS) return;
  offset = found;
  void keepClockOffset(offset);
}
