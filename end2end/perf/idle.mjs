// S3: resident memory of one idle, authenticated connection in three rooms.
import { WebSocket } from "ws";
import { options, print, round, rssKiB, signIn, sleep, startServer } from "./lib.mjs";

const { clients, settle } = options({ clients: 4000, settle: 10 });
const server = await startServer();
const cookie = await signIn(server.base);
const connect = () =>
  new Promise((done, fail) => {
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}/ws?hat=staff`, {
      perMessageDeflate: false,
      headers: { cookie, origin: server.base },
    });
    ws.once("error", fail);
    ws.on("open", () => ws.send(JSON.stringify({ type: "hello", protocol: 1, build: "bench", cursor: null, rooms: ["store", "kitchen", "waiters"] })));
    ws.once("message", () => done(ws));
  });
const sockets = [];
for (let i = 0; i < 20; i++) sockets.push(await connect());
await sleep(2000);
const before = rssKiB(server.pid);
while (sockets.length < clients + 20) {
  const batch = Math.min(50, clients + 20 - sockets.length);
  sockets.push(...(await Promise.all(Array.from({ length: batch }, connect))));
}
await sleep(settle * 1000);
const after = rssKiB(server.pid);
print({
  bench: "idle", system: "comanda", clients, kibPerConnection: round((after - before) / clients, 2),
  rssBeforeMiB: Math.round(before / 1024), rssAfterMiB: Math.round(after / 1024),
});
for (const ws of sockets) ws.terminate();
await server.stop();
