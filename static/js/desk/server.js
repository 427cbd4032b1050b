// Asks the server, and names what went wrong when there is no answer to show.
// @ts-check

const PATIENCE_MS = 10_000;
/** @type {Readonly<Record<number, string>>} troubles by HTTP status; every other one is outdated */
const TROUBLES = Object.freeze({
  401: "signed_out", 403: "signed_out", 429: "too_many",
  500: "unavailable", 502: "unavailable", 503: "unavailable", 504: "unavailable",
});

/** No answer came; `trouble` names the words the page has for it. */
export class Trouble extends Error {
  /** @param {string} trouble */
  constructor(trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/**
 * Post a form and answer the fragment of the page that came back, and its look.
 * @param {string} url
 * @param {Record<string, string>} fields
 * @param {string} csrf
 * @returns {Promise<{ look: string, parts: DocumentFragment }>}
 */
export async function ask(url, fields, csrf) {
  const response = await post(url, fields, csrf);
  const look = response.headers.get("X-Look");
  if (!response.ok || !look) throw new Trouble(TROUBLES[response.status] ?? "outdated");
  const template = document.createElement("template");
  template.innerHTML = await read(response);
  return { look, parts: template.content };
}

/** @param {string} url @param {Record<string, string>} fields @param {string} csrf */
async function post(url, fields, csrf) {
  const headers = { "X-CSRFToken": csrf, Accept: "text/html" };
  const body = new URLSearchParams(fields);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await fetch(url, { method: "POST", headers, body, signal, redirect: "error" });
  } catch {
    throw new Trouble("unreachable");
  }
}

/** @param {Response} response */
async function read(response) {
  try {
    return await response.text();
  } catch {
    throw new Trouble("unreachable");
  }
}
