// S1, S2: so many clients in the kitchen's room and a steady rate of orders. How long until the last client has each order,
// and what a delivery costs the server. `floor=1` measures the least there is instead: server/examples/floor.rs.
// `deflate=1`: the clients read deflated messages, as pages do.
import { inflateRawSync } from "node:zlib";
import { at, clock, numbers, pause, report, usage } from "./machine.mjs";
import { Restaurant, Table } from "./restaurant.mjs";
import { Floor } from "./floor.mjs";

const { clients, rate, seconds, floor, deflate } = numbers({ clients: 100, rate: 20, seconds: 10, floor: 0, deflate: 0 });

/** How a message begins. All clients get the same bytes: a deflated one is read once, however many receive it. */
const heads = new Map();
function head(frame, deflated) {
  if (!deflated) return frame.latin1Slice(0, 600);
  const bytes = frame.latin1Slice();
  const known = heads.get(bytes) ?? inflateRawSync(frame).latin1Slice(0, 600);
  if (heads.size > 100) heads.clear();
  heads.set(bytes, known);
  return known;
}

/** Orders through a restaurant: `place` answers with the order's id, when it was asked for and when it was durable. */
async function comanda() {
  const restaurant = await Restaurant.open();
  const tables = restaurant.freeTables.map((table) => new Table(restaurant, table));
  let n = 0;
  return {
    pid: restaurant.pid,
    listen: (heard) =>
      restaurant.listen(
        ["kitchen"],
        (frame, deflated) => {
          const when = clock();
          const begins = head(frame, deflated);
          if (begins.includes('"kind":"order:created"')) heard(/"order_id":"([^"]+)"/.exec(begins)[1], when, frame.length);
        },
        deflate === 1,
      ),
    place: () => {
      const nth = n++;
      return tables[nth % tables.length].order(async (session) => {
        const command = restaurant.threeDishes(session, nth);
        const asked = clock();
        await restaurant.submit(command);
        return { order: command.order, asked, durable: clock() };
      });
    },
    close: () => restaurant.close(),
  };
}

async function measure(system, count) {
  const seen = new Map();
  const of = (order) => seen.get(order) ?? seen.set(order, { count: 0, last: 0, bytes: 0 }).get(order);
  const sockets = [];
  const heard = (order, when, bytes) => {
    const entry = of(order);
    entry.count++;
    entry.last = when;
    entry.bytes = bytes;
  };
  for (let opened = 0; opened < count; opened += 25) {
    const batch = Array.from({ length: Math.min(25, count - opened) }, () => system.listen(heard));
    sockets.push(...(await Promise.all(batch)));
  }
  for (let warm = 0; warm < rate; warm++) await system.place();
  await pause(1000);
  seen.clear();
  const before = usage(system.pid);
  const began = clock();
  const placed = [];
  for (let n = 0; n < rate * seconds; n++) {
    await pause(Math.max(0, began + (n * 1000) / rate - clock()));
    placed.push(system.place());
  }
  const orders = await Promise.all(placed);
  await pause(500);
  const after = usage(system.pid);
  for (const socket of sockets) socket.terminate();
  await system.close();
  const deliveries = orders.reduce((sum, { order }) => sum + of(order).count, 0);
  return {
    orders: orders.length,
    deliveries,
    bytes: of(orders[0].order).bytes,
    micros: after.cpuMicros - before.cpuMicros,
    residentMiB: after.residentKiB / 1024,
    afterAnswer: orders.map(({ order, durable }) => Math.max(0, of(order).last - durable)),
    afterAsking: orders.map(({ order, asked }) => of(order).last - asked),
  };
}

const open = floor ? () => Floor.open() : comanda;
const alone = await measure(await open(), 0);
const heard = await measure(await open(), clients);
report({
  bench: "fanout",
  system: floor ? "floor" : "comanda",
  clients,
  deflate,
  orders: heard.orders,
  lost: heard.orders * clients - heard.deliveries,
  bytes: heard.bytes,
  answerToLastP50Ms: at(0.5, heard.afterAnswer),
  answerToLastP99Ms: at(0.99, heard.afterAnswer),
  askToLastP50Ms: at(0.5, heard.afterAsking),
  askToLastP99Ms: at(0.99, heard.afterAsking),
  cpuMicrosPerDelivery: heard.micros / heard.deliveries,
  cpuMicrosPerDeliveryNet: (heard.micros - alone.micros) / heard.deliveries,
  cpuMicrosPerOrderAlone: alone.micros / alone.orders,
  residentMiB: heard.residentMiB,
});
