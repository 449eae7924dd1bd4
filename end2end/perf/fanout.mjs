// S1, S2: N clients in the kitchen room, a steady rate of orders. How long until the last client has each, and what it costs.
// The load generator speaks the wire protocol over `ws`, as the peer's does.
import { WebSocket } from "ws";
import { cpuSeconds, id, now, options, orderCommands, plainProducts, print, quantile, round, rssKiB, seat, signIn, sleep, startServer, submit } from "./lib.mjs";

const { clients, rate, seconds } = options({ clients: 100, rate: 20, seconds: 10 });

function listen(server, cookie, onOrder) {
  return new Promise((done, fail) => {
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}/ws?hat=staff`, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      headers: { cookie, origin: server.base },
    });
    ws.once("error", fail);
    ws.on("open", () => ws.send(JSON.stringify({ type: "hello", protocol: 1, build: "bench", cursor: null, rooms: ["kitchen"] })));
    ws.on("message", (data) => {
      const at = now();
      const head = data.latin1Slice(0, 120);
      if (head.includes('"order:created"')) onOrder(at, data);
      else if (head.includes('"resync"') || head.includes('"caught_up"')) done(ws);
    });
  });
}

async function measure(count) {
  const server = await startServer();
  const cookie = await signIn(server.base);
  const session = await seat(server.base, cookie);
  const products = await plainProducts(server.base, cookie);
  const orders = new Map();
  const entry = (order) => orders.get(order) ?? orders.set(order, { seen: 0 }).get(order);
  const sockets = [];
  while (sockets.length < count) {
    const batch = Math.min(50, count - sockets.length);
    sockets.push(
      ...(await Promise.all(
        Array.from({ length: batch }, () =>
          listen(server, cookie, (at, data) => {
            const order = /"order_id":"([^"]+)"/.exec(data.latin1Slice(0, 400))?.[1];
            const known = entry(order);
            known.seen++;
            known.last = at;
          }),
        ),
      )),
    );
  }
  let n = 0;
  let current = session;
  // A party orders a hundred times at most; then the next is seated. Real tables do not grow without end.
  const place = async () => {
    const commands = orderCommands(current, products, n++);
    for (const command of commands.slice(0, 3)) await submit(server.base, cookie, command);
    const sent = now();
    await submit(server.base, cookie, commands[3]);
    Object.assign(entry(commands[3].order), { sent, answered: now() });
  };
  for (let i = 0; i < rate; i++) await place();
  await sleep(1000);
  orders.clear();
  const cpu0 = cpuSeconds(server.pid);
  const t0 = now();
  const pending = [];
  for (let i = 0; i < rate * seconds; i++) {
    const wait = t0 + (i * 1000) / rate - now();
    if (wait > 0) await sleep(wait);
    pending.push(place());
  }
  await Promise.all(pending);
  await sleep(500);
  const all = [...orders.values()];
  const result = {
    orders: all.length,
    deliveries: all.reduce((sum, o) => sum + o.seen, 0),
    cpu: cpuSeconds(server.pid) - cpu0,
    fromResponse: count ? all.map((o) => Math.max(0, o.last - o.answered)) : [],
    fromRequest: count ? all.map((o) => o.last - o.sent) : [],
    rss: rssKiB(server.pid),
  };
  for (const ws of sockets) ws.terminate();
  await server.stop();
  return result;
}

const idle = await measure(0);
const loaded = await measure(clients);
print({
  bench: "fanout", system: "comanda", clients, ordersPerSecond: rate, orders: loaded.orders, deliveries: loaded.deliveries,
  lost: loaded.orders * clients - loaded.deliveries,
  responseToLastP50Ms: round(quantile(loaded.fromResponse, 0.5), 2), responseToLastP99Ms: round(quantile(loaded.fromResponse, 0.99), 2),
  requestToLastP50Ms: round(quantile(loaded.fromRequest, 0.5), 2), requestToLastP99Ms: round(quantile(loaded.fromRequest, 0.99), 2),
  serverCpuUsPerDelivery: round((loaded.cpu / loaded.deliveries) * 1e6),
  serverCpuUsPerDeliveryNet: round(((loaded.cpu - idle.cpu) / loaded.deliveries) * 1e6),
  serverCpuMsPerOrderWithoutClients: round((idle.cpu / Math.max(1, idle.orders)) * 1e3, 2), serverRssMiB: Math.round(loaded.rss / 1024),
});
