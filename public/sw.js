// Comanda without a connection: what a device has seen last still opens. Whatever the network gives wins; what it does not give
// comes from here. Changes are none of its business: those wait in the outbox.

/** The program's files. */
const FILES = "comanda-files";
/** The rooms as they were drawn last, with what they showed: the menu, the table's session, the floor, the board. */
const ROOMS = "comanda-rooms";
const ROOM = /^\/(table|waiter|kitchen)(\/|$)/;
/** Whoever signs in or sits down anew begins with nothing of those before. */
const DOOR = /^\/(sign-in|t\/|continue\/|demo\/)/;
/** A network that says nothing for so long is as good as none, if there is something to show; milliseconds. */
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET" || pathname.startsWith("/api/") || pathname === "/ws") return;
  if (request.mode === "navigate") {
    if (ROOM.test(pathname)) event.respondWith(answer(event, ROOMS, pathname));
    else if (DOOR.test(pathname)) event.waitUntil(caches.delete(ROOMS));
  } else if (pathname.startsWith("/pkg/") || pathname.includes(".")) {
    event.respondWith(answer(event, FILES, pathname));
  }
});

/** The network's answer, kept for later; the kept one where the network has none. */
async function answer(event, shelf, key) {
  const kept = caches.open(shelf).then((cache) => cache.match(key));
  const fetched = fetch(event.request).then(async (response) => {
    if (isOurs(response)) await keep(shelf, key, response.clone());
    return response;
  });
  event.waitUntil(fetched.catch(() => undefined));
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  try {
    const first = await Promise.race([fetched, patience.then(() => kept)]);
    return first ?? (await fetched);
  } catch {
    return (await kept) ?? Response.error();
  }
}

/** A page of a café's log-in portal is a fine answer too, but not ours: every one of ours carries its request's number. */
function isOurs(response) {
  return response.status === 200 && response.type === "basic" && !response.redirected && response.headers.has("x-request-id");
}

async function keep(shelf, key, response) {
  const cache = await caches.open(shelf);
  if (key === "/pkg/comanda.js") {
    // A new build does not fit pages drawn by the one before.
    const before = await cache.match(key);
    if (before && before.headers.get("etag") !== response.headers.get("etag")) await caches.delete(ROOMS);
  }
  await cache.put(key, response);
}
