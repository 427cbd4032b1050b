/** Keeps the screen on while a code is shown, where the browser can. */

let wanted = false;
/** @type {WakeLockSentinel | null} */
let lock = null;

/** @param {boolean} awake */
export function keepAwake(awake) {
  wanted = awake;
  if (awake) void acquire();
  else void lock?.release();
}

async function acquire() {
  if (!wanted || document.hidden || !("wakeLock" in navigator)) return;
  if (lock !== null && !lock.released) return;
  try {
    lock = await navigator.wakeLock.request("screen");
  } catch {
    // A saving battery says no: the screen goes dark as it always does, nothing else changes.
    lock = null;
  }
}

document.addEventListener("visibilitychange", () => void acquire());
