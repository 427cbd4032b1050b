/** Keeps cookie, page and service worker in one language, also without a network. */

const COOKIE = "language";
const YEAR_S = 365 * 24 * 3600;
// The service worker sees no cookies: it reads the language here.
const CACHE = "phone-language";
const ENTRY = "/phone/language";

/** @returns {string} "zh" or "en", as this page is written */
export function pageLanguage() {
  return document.documentElement.lang === "en" ? "en" : "zh";
}

/** Let the worker know the language; a page that it kept in the other one is loaded again. */
export async function settleLanguage() {
  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      void choose(/** @type {HTMLElement} */ (link).dataset.language ?? "zh");
    });
  }
  const wanted = document.cookie.split("; ").includes(`${COOKIE}=en`) ? "en" : "zh";
  const changed = await tellWorker(wanted);
  if (changed && wanted !== pageLanguage()) window.location.reload();
}

/** @param {string} language */
async function choose(language) {
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`;
  await tellWorker(language);
  window.location.reload();
}

/** @param {string} language @returns {Promise<boolean>} whether it was another one before */
async function tellWorker(language) {
  if (!("caches" in window)) return false;
  const cache = await caches.open(CACHE);
  const before = await (await cache.match(ENTRY))?.text();
  if (before === language) return false;
  await cache.put(ENTRY, new Response(language));
  return true;
}
