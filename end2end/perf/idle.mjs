// S3: what an idle, signed-in connection in three rooms holds in memory.
import { numbers, pause, report, usage } from "./machine.mjs";
import { Restaurant } from "./restaurant.mjs";

const { clients, warm, settle } = numbers({ clients: 4000, warm: 20, settle: 10 });
const restaurant = await Restaurant.open();
const rooms = ["store", "kitchen", "waiters"];
const open = async (count) => {
  for (let left = count; left > 0; left -= 50) await Promise.all(Array.from({ length: Math.min(50, left) }, () => restaurant.listen(rooms)));
};
await open(warm);
await pause(2000);
const before = usage(restaurant.pid).residentKiB;
await open(clients);
await pause(settle * 1000);
const after = usage(restaurant.pid).residentKiB;
report({ bench: "idle", system: "comanda", clients, kibPerConnection: (after - before) / clients, beforeMiB: before / 1024, afterMiB: after / 1024 });
await restaurant.close();
process.exit(0);
