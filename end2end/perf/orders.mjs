// S4: closed loop. 32 callers place three-dish orders over HTTP as fast as they get answers; each order is four durable commands
// (three lines and a send), where the peer's is one request.
import { cpuSeconds, now, options, orderCommands, plainProducts, print, quantile, round, rssKiB, seat, signIn, sleep, startServer, submit } from "./lib.mjs";

const { clients, seconds, warmup, tables } = options({ clients: 32, seconds: 10, warmup: 2, tables: 6 });
const server = await startServer();
const cookie = await signIn(server.base);
const products = await plainProducts(server.base, cookie);
const sessions = [];
for (let i = 0; i < tables; i++) sessions.push(await seat(server.base, cookie));

let measuring = false;
let stopped = false;
let failures = 0;
let commands = 0;
const latencies = [];
let n = 0;
async function caller(index) {
  while (!stopped) {
    const began = now();
    try {
      for (const command of orderCommands(sessions[index % sessions.length], products, n++)) {
        await submit(server.base, cookie, command);
        if (measuring) commands++;
      }
      if (measuring) latencies.push(now() - began);
    } catch (error) {
      if (measuring && failures++ === 0) console.error(String(error));
    }
  }
}
const callers = Array.from({ length: clients }, (_, index) => caller(index));
await sleep(warmup * 1000);
const cpu0 = cpuSeconds(server.pid);
const t0 = now();
measuring = true;
await sleep(seconds * 1000);
measuring = false;
const elapsed = (now() - t0) / 1000;
const cpu = cpuSeconds(server.pid) - cpu0;
stopped = true;
await Promise.all(callers);
print({
  bench: "orders", system: "comanda", clients, seconds: round(elapsed, 2), orders: latencies.length, failures,
  ordersPerSecond: Math.round(latencies.length / elapsed), commandsPerSecond: Math.round(commands / elapsed),
  p50Ms: round(quantile(latencies, 0.5), 2), p99Ms: round(quantile(latencies, 0.99), 2),
  serverCpuUsPerOrder: Math.round((cpu / Math.max(1, latencies.length)) * 1e6), serverRssMiB: Math.round(rssKiB(server.pid) / 1024),
});
await server.stop();
