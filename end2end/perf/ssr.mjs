// What the menu's page costs the server: CPU for each page of a guest who sits there, asked for one after the other on one connection.
//   node ssr.mjs packed=1     as browsers take it, in brotli
// SSR_KEEP=<file> keeps the page: another system can be measured by the very same markup.
import fs from "node:fs";
import { median, numbers, report, usage } from "./machine.mjs";
import { Restaurant, freshId } from "./restaurant.mjs";

const { pages, rounds, packed } = numbers({ pages: 400, rounds: 5, packed: 0 });

/** Sits down at a table as a browser does; the guest's cookie. */
async function sit(restaurant) {
  const [table] = restaurant.freeTables;
  await restaurant.submit({ command: "seat_party", table, session: freshId(), covers: 2 });
  const { url } = await restaurant.ask(`table_qr?table=${table}`);
  const answer = await fetch(restaurant.base + new URL(url).pathname, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: restaurant.base },
  });
  return answer.headers.getSetCookie()[0].split(";")[0];
}

const restaurant = await Restaurant.open();
try {
  const headers = { cookie: await sit(restaurant), accept: "text/html", "accept-encoding": packed ? "br" : "identity" };
  let [bytes, last] = [0, ""];
  const ask = async () => {
    const answer = await fetch(`${restaurant.base}/table`, { headers });
    if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
    bytes = Number(answer.headers.get("content-length") ?? 0);
    last = await answer.text();
    bytes = Buffer.byteLength(last) || bytes;
  };
  for (let n = 0; n < pages; n++) await ask();
  const costs = [];
  for (let round = 0; round < rounds; round++) {
    const before = usage(restaurant.pid).cpuMicros;
    for (let n = 0; n < pages; n++) await ask();
    costs.push((usage(restaurant.pid).cpuMicros - before) / 1000 / pages);
  }
  if (process.env.SSR_KEEP) fs.writeFileSync(process.env.SSR_KEEP, last);
  report({ bench: packed ? "ssr, packed" : "ssr", cpuMsPerPage: median(costs), bytes, pages, rounds });
} finally {
  await restaurant.close();
}
