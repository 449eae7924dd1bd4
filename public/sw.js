// Comanda without a connection: what a device has seen last still opens. Whatever the network gives wins; what it does not give
// comes from here. Changes are none of its business: those wait in the outbox.

/** The program's files. */
const FILES = "comanda-files";
/** The rooms as they were drawn last, with what they showed: the menu, the table's session, the floor, the board. */
const ROOMS = "comanda-rooms";
const ROOM = /^\/(table|waiter|kitchen)(\/|$)/;
/** Whoever signs in, sits down anew or reads another language begins with nothing of those before, by whichever door. */
const DOOR = /^\/(sign-in|t\/|continue\/|demo\/|language$|api\/(sign_in|sign_out|enrol)$)/;
/** Looking at a table's code is no step through its door: its form is. */
const isDoor = (request, pathname) => DOOR.test(pathname) && !(pathname.startsWith("/t/") && request.method === "GET");
/** A build's program has an address of its own, and every page says which it belongs to. */
const PROGRAM = /^\/pkg\/([0-9a-f]{32})\//;
const buildOf = (page) => page.headers.get("x-comanda-program");
/** Every page says its language, too: its sentences come beside the program. */
const languageOf = (page) => page.headers.get("content-language");
/** Guests have a program of their own. */
const programOf = (path) => (path.startsWith("/table") ? "guest" : "staff");
/** What a page needs besides itself; kept as soon as there is a worker, since the first page was loaded without one. */
const shellOf = (path, build, language) =>
  [`${programOf(path)}.js`, `${programOf(path)}_bg.wasm`, `${programOf(path)}.css`, `comanda.${language}.txt`].map((file) => `/pkg/${build}/${file}`);
/** The pages of a table are turned over without asking the server: each can be the one that is loaded anew. */
const TABLE = ["/table", "/table/orders"];
/** Each is one party's: nobody is led to one who did not ask for it. */
const PAD = "/waiter/pad/";
/** A network that says nothing for so long is as good as none, if there is something to show; milliseconds. */
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
// No more than this: a worker that is still being activated holds up whatever its pages ask.
self.addEventListener("activate", (event) => event.waitUntil(forget(isNamed).then(() => self.clients.claim())));
// A page is alive, and may have been on its way when the others were claimed. It says where it is: to the browser it is still where it was
// opened.
self.addEventListener("message", (event) => event.waitUntil(self.clients.claim().then(() => prime(String(event.data)))));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (isDoor(request, pathname)) return event.respondWith(enter(request));
  if (request.method !== "GET" || pathname.startsWith("/api/") || pathname === "/ws") return;
  if (request.mode === "navigate") {
    if (ROOM.test(pathname)) event.respondWith((search ? asked(event, pathname) : answer(event, ROOMS, pathname)).catch(() => elsewhere(pathname)));
    // Where the installed app begins.
    else if (pathname === "/") event.respondWith(fetch(request).catch(() => elsewhere(pathname)));
  } else if (PROGRAM.test(pathname)) {
    event.respondWith(program(event, pathname));
  } else if (pathname.includes(".")) {
    event.respondWith(answer(event, FILES, pathname));
  }
});

/** Counts who went through a door: what was asked for before belongs to nobody any more. */
let doors = 0;

/** Through the door: once it has opened, nothing of those before is left. While it does not, nothing is forgotten. */
async function enter(request) {
  const response = await fetch(request);
  doors += 1;
  await caches.delete(ROOMS).catch(() => false);
  return response;
}

/** The network's answer, kept for later; the kept one where the network has none, or one that is somebody else's. */
async function answer(event, shelf, key) {
  const since = doors;
  const fetched = fetch(event.request).then(async (response) => {
    if (!isOurs(response)) return isNoAnswer(response, key) ? ((await kept(shelf, key)) ?? response) : response;
    // Nobody waits for the keeping, and a device that keeps nothing goes on without.
    event.waitUntil(shelf === ROOMS ? keepPage(key, response.clone(), since).then(() => prime(key)) : keep(shelf, key, response.clone()));
    return response;
  });
  event.waitUntil(fetched.catch(() => undefined));
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  try {
    const first = await Promise.race([fetched, patience.then(() => kept(shelf, key))]);
    return first ?? (await fetched);
  } catch (unreachable) {
    const last = await kept(shelf, key);
    if (last) return last;
    throw unreachable;
  }
}

/** A room with a question in its address: only drawn for that very question does it fit its program. Else it is the room as it is kept. */
async function asked(event, path) {
  const fetched = fetch(event.request);
  event.waitUntil(fetched.then((response) => isOurs(response) && prime(path)).catch(() => undefined));
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  const first = await Promise.race([fetched.catch(() => undefined), patience]);
  if (first && (isOurs(first) || !isNoAnswer(first, path))) return first;
  if (await kept(ROOMS, path)) return Response.redirect(path, 302);
  return first ?? fetched;
}

/** A program's file: what is kept under a build's address is that build's for good, unless its server says otherwise. */
async function program(event, path) {
  const last = await kept(FILES, path);
  return last?.headers.get("cache-control")?.includes("immutable") ? last : answer(event, FILES, path);
}

const kept = (shelf, key) => caches.match(key, { cacheName: shelf }).catch(() => undefined);

/** A page of a café’s log-in portal is a fine answer too, but not ours: every one of ours carries its request's number. */
function isOurs(response) {
  return response.status === 200 && response.type === "basic" && !response.redirected && response.headers.has("x-request-id");
}

/** Somebody else's answer; a server that can't; or ours that a build's program is gone, since there is another build. */
function isNoAnswer(response, key) {
  return response.type === "basic" && (response.status === 200 || response.status >= 500 || PROGRAM.test(key));
}

/** Keeps a page once its program is kept, since neither opens without the other; then what is of other builds goes. */
async function keepPage(path, page, since) {
  const build = buildOf(page);
  const whole = await Promise.all(shellOf(path, build, languageOf(page)).map(async (file) => (await kept(FILES, file)) || fetchInto(FILES, file)));
  if (!whole.every(Boolean) || since !== doors || !(await keep(ROOMS, path, page))) return;
  // Somebody went through a door in this very moment.
  if (since !== doors) await caches.delete(ROOMS);
  await forget((path, page) => (page ? buildOf(page) === build : path.startsWith(`/pkg/${build}/`)));
}

/** Does it say which build it is of? What a worker before this one has kept does not. */
const isNamed = (path, page) => (page ? Boolean(buildOf(page)) : PROGRAM.test(path));

/** Puts away pages and programs, but for those that stay. */
async function forget(stays) {
  try {
    const pages = await caches.open(ROOMS);
    for (const request of await pages.keys()) {
      const page = await pages.match(request);
      if (page && !stays(new URL(request.url).pathname, page)) await pages.delete(request);
    }
    const files = await caches.open(FILES);
    for (const request of await files.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/pkg/") && !stays(pathname)) await files.delete(request);
    }
  } catch {
    // What can't be opened holds nothing old either.
  }
}

/** Asks for something to keep it. Says whether it is kept now. */
async function fetchInto(shelf, path) {
  const response = await fetch(path).catch(() => undefined);
  return Boolean(response) && isOurs(response) && keep(shelf, path, response);
}

/** Says whether it could be kept: a full disk keeps nothing. */
async function keep(shelf, key, response) {
  try {
    await (await caches.open(shelf)).put(key, response);
    return true;
  } catch {
    return false;
  }
}

/** Keeps what is not kept yet of the pages that are open, and of this one and those beside it. */
async function prime(opened = "") {
  const open = (await self.clients.matchAll({ type: "window" })).map((page) => new URL(page.url).pathname);
  const rooms = [...open, opened].filter((path) => ROOM.test(path));
  if (rooms.some((path) => path.startsWith("/table"))) rooms.push(...TABLE);
  if (rooms.some((path) => path.startsWith(PAD))) rooms.push("/waiter");
  const since = doors;
  await Promise.all(
    [...new Set(rooms)].map(async (path) => {
      if (await kept(ROOMS, path)) return;
      const page = await fetch(path).catch(() => undefined);
      if (page && isOurs(page)) await keepPage(path, page, since);
    }),
  );
}

/** The nearest room that is kept, for one that is not; a room before the pages in it. */
async function elsewhere(path) {
  const rooms = (await (await caches.open(ROOMS)).keys()).map((request) => new URL(request.url).pathname);
  const open = rooms.filter((room) => !room.startsWith(PAD)).sort((one, other) => one.length - other.length);
  const near = open.find((room) => path.startsWith(room)) ?? open.find((room) => room.split("/")[1] === path.split("/")[1]) ?? open[0];
  return near && near !== path ? Response.redirect(near, 302) : Response.error();
}
