// Made by the build. Keeps the visitor's packet, help in a crisis, and a page that says that there
// is no connection. Nothing else, and above all nothing that was merely visited.

const BASE = {{ page.base|tojson }};
const FILES = {{ page.files|tojson }};
const OFFLINE = {{ page.offline|tojson }}; // by the folder of its language, the root's last
const PARTS = {{ page.parts|tojson }}; // what comes first in an address of this very site
const OURS = `alongside:${BASE}:`;
const CACHE = `${OURS}{{ page.digest }}`;
const CALENDARS = `${OURS}calendars`; // which the pages keep for themselves
const PATIENCE = 5000; // milliseconds that a bad connection may take before what was kept is shown

const kept = (path) => caches.match(BASE + path, { cacheName: CACHE });

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((path) => new Request(BASE + path, { cache: "reload" })));
}

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([forgetOlder(), self.clients.claim()]));
});

async function forgetOlder() {
  const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && ![CACHE, CALENDARS].includes(name));
  await Promise.all(older.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(BASE)) return;
  const path = pathname.slice(BASE.length);
  if (FILES.includes(path)) event.respondWith(newest(request, path));
  else if (request.mode === "navigate" && PARTS.includes(path.split("/")[0] || "index.html")) {
    event.respondWith(fetch(request).catch(() => kept(OFFLINE.find(([folder]) => path.startsWith(folder))[1])));
  }
});

// What the network has, unless it has nothing or takes too long.
async function newest(request, path) {
  const old = await kept(path);
  if (!old) return fetch(request);
  const fresh = fetch(request).then((answer) => (answer.status < 500 ? answer : old), () => old);
  return Promise.race([fresh, new Promise((resolve) => setTimeout(resolve, PATIENCE, old))]);
}
