// S4: callers who place three-dish orders over HTTP, each the next as soon as the last is durable.
import { at, clock, numbers, pause, report, usage } from "./machine.mjs";
import { Restaurant, Table } from "./restaurant.mjs";

const { callers, seconds, warmup } = numbers({ callers: 32, seconds: 10, warmup: 2 });
const restaurant = await Restaurant.open();
const tables = restaurant.freeTables.map((table) => new Table(restaurant, table));

const waits = [];
const failures = [];
let phase = "warm";
let n = 0;
async function caller(index) {
  while (phase !== "over") {
    const nth = n++;
    await tables[index % tables.length]
      .order(async (session) => {
        const asked = clock();
        await restaurant.submit(restaurant.threeDishes(session, nth));
        if (phase === "counted") waits.push(clock() - asked);
      })
      .catch((error) => phase !== "over" && failures.push(String(error)));
    if (failures.length > 100) throw new Error(failures[0]);
  }
}
const all = Array.from({ length: callers }, (_, index) => caller(index));
await pause(warmup * 1000);
const before = usage(restaurant.pid);
const began = clock();
phase = "counted";
await pause(seconds * 1000);
const took = (clock() - began) / 1000;
phase = "over";
const after = usage(restaurant.pid);
await Promise.all(all);
report({
  bench: "orders",
  system: "comanda",
  callers,
  seconds: took,
  orders: waits.length,
  failures: failures.length,
  ordersPerSecond: Math.round(waits.length / took),
  p50Ms: at(0.5, waits),
  p99Ms: at(0.99, waits),
  cpuMicrosPerOrder: (after.cpuMicros - before.cpuMicros) / waits.length,
  residentMiB: after.residentKiB / 1024,
});
if (failures.length) console.error(failures[0]);
await restaurant.close();
