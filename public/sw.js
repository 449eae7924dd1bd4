// Comanda without a connection: what a device has seen last still opens. Whatever the network gives wins; what it does not give
// comes from here. Changes are none of its business: those wait in the outbox.

/** The program's files. */
const FILES = "comanda-files";
/** The rooms as they were drawn last, with what they showed: the menu, the table's session, the floor, the board. */
const ROOMS = "comanda-rooms";
const ROOM = /^\/(table|waiter|kitchen)(\/|$)/;
/** Whoever signs in or sits down anew begins with nothing of those before, by whichever door. */
const DOOR = /^\/(sign-in|t\/|continue\/|demo\/|api\/(sign_in|sign_out|enrol)$)/;
const PROGRAM = "/pkg/comanda.js";
/** What a page needs besides itself; kept as soon as there is a worker, since the first page was loaded without one. */
const SHELL = [PROGRAM, "/pkg/comanda_bg.wasm", "/pkg/comanda.css"];
/** The pages of a table are turned over without asking the server: each can be the one that is loaded anew. */
const TABLE = ["/table", "/table/orders"];
/** A network that says nothing for so long is as good as none, if there is something to show; milliseconds. */
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim().then(() => prime())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (DOOR.test(pathname)) return event.respondWith(enter(request));
  if (request.method !== "GET" || pathname.startsWith("/api/") || pathname === "/ws") return;
  if (request.mode === "navigate") {
    if (ROOM.test(pathname)) event.respondWith(answer(event, ROOMS, pathname).catch(() => elsewhere(pathname)));
    // Where the installed app begins.
    else if (pathname === "/") event.respondWith(fetch(request).catch(() => elsewhere(pathname)));
  } else if (pathname.startsWith("/pkg/") || pathname.includes(".")) {
    event.respondWith(answer(event, FILES, pathname));
  }
});

/** Through the door: once it has opened, nothing of those before is left. While it does not, nothing is forgotten. */
async function enter(request) {
  const response = await fetch(request);
  await caches.delete(ROOMS).catch(() => false);
  return response;
}

/** The network's answer, kept for later; the kept one where the network has none, or one that is somebody else's. */
async function answer(event, shelf, key) {
  // Looked up when it is needed: a new build may have put away what is of the one before.
  const kept = () => caches.match(key, { cacheName: shelf }).catch(() => undefined);
  const fetched = fetch(event.request).then(async (response) => {
    if (!isOurs(response)) return response.type === "basic" && response.status === 200 ? ((await kept()) ?? response) : response;
    if (await turnOver(key, response)) event.waitUntil(prime());
    // Nobody waits for the keeping, and a device that keeps nothing goes on without.
    const done = keep(shelf, key, response.clone());
    event.waitUntil(shelf === ROOMS ? done.then(() => prime(key)) : done);
    return response;
  });
  event.waitUntil(fetched.catch(() => undefined));
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  try {
    const first = await Promise.race([fetched, patience.then(kept)]);
    return first ?? (await fetched);
  } catch (unreachable) {
    const last = await kept();
    if (last) return last;
    throw unreachable;
  }
}

/** A page of a café’s log-in portal is a fine answer too, but not ours: every one of ours carries its request's number. */
function isOurs(response) {
  return response.status === 200 && response.type === "basic" && !response.redirected && response.headers.has("x-request-id");
}

/** A new build fits neither pages nor files of the one before. Says whether this is one. */
async function turnOver(key, file) {
  if (!SHELL.includes(key)) return false;
  try {
    const before = await caches.match(key, { cacheName: FILES });
    if (!before || before.headers.get("etag") === file.headers.get("etag")) return false;
    await caches.delete(ROOMS);
    if (key === PROGRAM) await caches.delete(FILES);
    return true;
  } catch {
    // What can't be opened holds nothing old either.
    return false;
  }
}

async function keep(shelf, key, response) {
  try {
    await (await caches.open(shelf)).put(key, response);
  } catch {
    // A full disk.
  }
}

/** Keeps what is not kept yet of all that the pages that are open, and this one, need to open again. */
async function prime(opened = "") {
  const open = (await self.clients.matchAll({ type: "window" })).map((page) => new URL(page.url).pathname);
  const pages = [...open, opened].filter((path) => ROOM.test(path));
  if (pages.some((path) => path.startsWith("/table"))) pages.push(...TABLE);
  const fetchInto = (shelf) => async (path) => {
    if (await caches.match(path, { cacheName: shelf }).catch(() => undefined)) return;
    const response = await fetch(path).catch(() => undefined);
    if (response && isOurs(response)) await keep(shelf, path, response);
  };
  await Promise.all([...SHELL.map(fetchInto(FILES)), ...[...new Set(pages)].map(fetchInto(ROOMS))]);
}

/** The nearest room that is kept, for one that is not. */
async function elsewhere(path) {
  const rooms = (await (await caches.open(ROOMS)).keys()).map((request) => new URL(request.url).pathname);
  const near = rooms.find((room) => path.startsWith(room)) ?? rooms.find((room) => room.split("/")[1] === path.split("/")[1]) ?? rooms[0];
  return near && near !== path ? Response.redirect(near, 302) : Response.error();
}
