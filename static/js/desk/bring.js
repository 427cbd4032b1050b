// Brings a scan from a page beside the desk to the desk itself; it stays in this tab and is read once.
// @ts-check

const KEY = "scan";

/** @param {string} text @param {string} desk the address of the desk */
export function bringScan(text, desk) {
  sessionStorage.setItem(KEY, text);
  window.location.assign(desk);
}

/** @returns {string | null} */
export function takeScan() {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return text;
}
