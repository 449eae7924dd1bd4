// S5 and S6: one guest's tap until every other screen of the table has painted it; a change in the kitchen until a guest's page shows
// it, and what the pages asked the server meanwhile.
import { chromium } from "@playwright/test";
import { at as quantile, median, numbers, pause, report } from "./machine.mjs";
import { Restaurant, freshId } from "./restaurant.mjs";

const { changes, carts } = numbers({ changes: 20, carts: 4 });
const PHONE = { viewport: { width: 412, height: 915 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const STEPS = ["acknowledge_ticket", "start_ticket", "ready_ticket"];
const STATES = ["seen", "preparing", "ready"];

/** In the page: when the selector first matched so many elements, by change and by paint. Whoever waits for it is told, and need not ask. */
function watch(selector) {
  globalThis.__watch?.disconnect();
  const seen = { __changed: new Map(), __painted: new Map() };
  const waiting = [];
  const note = (which, count) => {
    seen[which].set(count, performance.timeOrigin + performance.now());
    for (const one of waiting) if (one.which === which && one.count === count) one.tell(seen[which].get(count));
  };
  globalThis.__when = (which, count) => new Promise((tell) => (seen[which].has(count) ? tell(seen[which].get(count)) : waiting.push({ which, count, tell })));
  const look = () => {
    const count = document.querySelectorAll(selector).length;
    if (seen.__changed.has(count)) return;
    note("__changed", count);
    requestAnimationFrame(() => setTimeout(() => note("__painted", count)));
  };
  globalThis.__watch = new MutationObserver(look);
  globalThis.__watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] });
  look();
}

/** When it was; breaks off if it is not within 15 s. */
async function at(page, which, count) {
  const late = pause(15_000, null, { ref: false });
  const when = await Promise.race([page.evaluate(([which, count]) => globalThis.__when(which, count), [which, count]), late]);
  if (when === null) throw new Error(`${count} were not ${which.slice(2)} within 15 s`);
  return when;
}

const live = (page) => page.locator('.status[data-state="live"]').first().waitFor();

async function main() {
  const restaurant = await Restaurant.open();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  const open = async (options) => (await browser.newContext({ baseURL: restaurant.base, serviceWorkers: "block", ...options })).newPage();
  try {
    const door = await open({});
    await door.goto("/");
    const path = await door.locator('a[href^="/t/"]').first().getAttribute("href");
    const [tapping, other] = [await open(PHONE), await open(PHONE)];
    for (const page of [tapping, other]) {
      await page.goto(path, { waitUntil: "commit" });
      // The first guest says how many they are; the page seats who joins.
      const two = page.getByRole("group", { name: "How many are you?" }).getByRole("button", { name: "2", exact: true });
      await two.or(page.locator(".guest-where-table")).first().waitFor();
      if (await two.isVisible()) await two.click();
      await page.waitForURL("**/table");
      await live(page);
    }
    const label = (await tapping.locator(".guest-where-table").innerText()).replace("Table ", "").trim();
    const tablet = await open({ viewport: { width: 1180, height: 820 } });
    await tablet.goto("/");
    await tablet.locator('form[action="/demo/enter/waiter"]').first().evaluate((form) => form.removeAttribute("target"));
    await tablet.locator('form[action="/demo/enter/waiter"] button').first().click();
    await tablet.waitForURL("**/waiter");
    await live(tablet);
    await tablet.locator(".ftable", { has: tablet.locator(".ftable-no", { hasText: new RegExp(`^Table ${label}$`) }) }).click();
    await tablet.locator(".tsheet[data-open] .tline, .tsheet[data-open]").first().waitFor();

    // A tap on one phone, painted on the other phone's open cart and on the tablet.
    const asked = [];
    for (const page of [other, tablet]) page.on("request", (request) => asked.push(request.url()));
    const buttons = await tapping.locator('button[aria-label^="Add "]').evaluateAll((all) => all.map((button) => button.getAttribute("aria-label")));
    const [first, ...dishes] = buttons.slice(0, 16);
    const { value: floor } = await restaurant.ask("house");
    const party = floor.sessions.find((one) => one.place.table_label === label).id;
    await tapping.getByRole("button", { name: first, exact: true }).click();
    await other.getByRole("link", { name: /^View cart · 1/ }).click();
    await other.locator("dialog[open] .cart-line").first().waitFor();
    const [lines, rows] = ["dialog[open] .cart-line", ".tsheet[data-open] .tline"];
    const already = await tablet.locator(rows).count();
    const taps = [];
    let requests = 0;
    for (let cart = 0; cart < carts; cart++) {
      // Down to the first line again: staff takes off what the cart before this one had.
      const { value } = await restaurant.ask(`session?hat=staff&id=${party}`);
      for (const { id: line } of value.cart.slice(1)) await restaurant.submit({ command: "remove_line", session: party, line });
      for (const [page, which, count] of [[other, lines, 1], [tablet, rows, already]]) {
        await page.waitForFunction(([which, count]) => document.querySelectorAll(which).length === count, [which, count]);
        await page.evaluate(watch, which);
      }
      await tapping.getByRole("link", { name: /^View cart · 1 / }).waitFor();
      asked.length = 0;
      for (const [n, dish] of dishes.entries()) {
        const seen = Promise.all([at(other, "__painted", n + 2), at(tablet, "__painted", already + n + 1)]);
        const tapped = await tapping.getByRole("button", { name: dish, exact: true }).evaluate((button) => {
          const now = performance.timeOrigin + performance.now();
          button.click();
          return now;
        });
        taps.push(Math.max(...(await seen)) - tapped);
      }
      requests += asked.filter((url) => url.includes("/api/")).length;
    }
    const requestsPerTap = requests / taps.length;

    // One page from here on, as the peer's bench has.
    for (const page of [other, tablet, door]) await page.context().close();

    // A change in the kitchen, on a guest's Orders page: asked for → in the DOM (the commit lies in between).
    await tapping.getByRole("link", { name: /^View cart/ }).click();
    // What has just opened under the finger is deaf for a moment.
    await tapping.waitForSelector("html:not([data-deaf])", { state: "attached" });
    await tapping.getByRole("dialog").getByRole("button", { name: /^Send/ }).last().click();
    await tapping.waitForURL("**/table/orders");
    await tapping.locator(".order-line").first().waitFor();
    const { value: house } = await restaurant.ask("house");
    const session = house.sessions.find((one) => one.place.table_label === label).id;
    const inDom = [];
    const sinceDecided = [];
    let asks = 0;
    // When the rulebook decided a change (its commit follows), as the log says.
    const decided = new Map();
    const ear = await restaurant.listen(["kitchen"], (frame) => {
      const { seq, at } = JSON.parse(frame);
      decided.set(seq, at);
    });
    tapping.on("request", (request) => request.url().includes("/api/") && asks++);
    for (let round = 0; inDom.length < changes; round++) {
      const order = freshId();
      const lines = [{ id: freshId(), product: restaurant.dishes[round].id, options: [], quantity: 1, note: null }];
      await restaurant.submit({ command: "place_order", session, order, lines, expected: null });
      const { value } = await restaurant.ask(`session?hat=staff&id=${session}`);
      const ticket = value.orders.find((one) => one.id === order).tickets[0].id;
      await tapping.waitForFunction((id) => document.querySelectorAll(".order-line").length >= id, dishes.length + 2 + round);
      for (const [step, command] of STEPS.entries()) {
        const selector = `.order-line[data-state="${STATES[step]}"]`;
        const count = await tapping.locator(selector).count();
        await tapping.evaluate(watch, selector);
        const before = performance.timeOrigin + performance.now();
        const { seq, events } = await restaurant.submit({ command, session, ticket, items: null });
        const changed = await at(tapping, "__changed", count + 1);
        inDom.push(changed - before);
        // All events of a command were decided at once; some of them are for other rooms.
        const own = () => Array.from({ length: events }, (_, n) => decided.get(seq - n)).find(Boolean);
        for (let tries = 0; !own() && tries < 1000; tries++) await pause(1);
        sinceDecided.push(changed - own());
      }
    }
    ear.terminate();
    const requestsPerChange = asks / inDom.length;
    report({
      bench: "paint",
      taps: taps.length,
      tapToPaintMedianMs: median(taps),
      tapToPaintP95Ms: quantile(0.95, taps),
      requestsPerTap,
      changes: inDom.length,
      askedToDomMedianMs: median(inDom),
      askedToDomP95Ms: quantile(0.95, inDom),
      decidedToDomMedianMs: median(sinceDecided),
      decidedToDomP95Ms: quantile(0.95, sinceDecided),
      requestsPerChange,
    });
  } finally {
    await browser.close();
    await restaurant.close();
  }
}
await main();
