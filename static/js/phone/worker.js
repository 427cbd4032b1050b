/* The service worker of /phone: the shell opens without a network, everything else is asked for.
   KEPT, the list of what to keep and its version, is written above by the server. */

const CACHE = `phone-shell-${KEPT.version}`;
const LANGUAGE_CACHE = "phone-language";
const LANGUAGE_ENTRY = "/phone/language";
const PAGES = new Map(Object.entries(KEPT.pages));
const FILES = new Set(KEPT.urls);

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll());
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const page = PAGES.get(url.pathname.replace(/\/$/, ""));
  if (request.mode === "navigate" && page !== undefined) event.respondWith(openPage(page, request));
  else if (FILES.has(url.pathname)) event.respondWith(openFile(request));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.urls.map((url) => new Request(url, { cache: "no-cache" })));
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("phone-shell-") && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** The page in the language that the phone's pages chose last; before they did, the server's. */
async function openPage(page, request) {
  const choice = await caches.open(LANGUAGE_CACHE).then((cache) => cache.match(LANGUAGE_ENTRY));
  const language = (await choice?.text()) ?? "zh";
  const shell = await match(`/phone/shell/${page}/${language}`);
  return shell ?? fetch(request);
}

async function openFile(request) {
  return (await match(request)) ?? fetch(request);
}

async function match(what) {
  const cache = await caches.open(CACHE);
  return cache.match(what, { ignoreVary: true });
}
