// S8 and S9: a phone's first visit, cold: from the code of a table whose party sits there to its menu. What comes down the line by kind,
// when the menu is seen (the largest paint), how far anything moved, when taps are heard, and when the page is live.
//   node visit.mjs slow=1     the browser's Slow 4G (1.44 Mbit/s, 562 ms a request) and a CPU four times slower
// All times count from the moment the code's address is opened; `own…` from the moment the menu's own page is asked for, as a bench counts that
// visits one address. `url=1 VISIT_URL=… VISIT_READY=SELECTOR` visits another site instead.
import { chromium } from "@playwright/test";
import { median, numbers, pause, report } from "./machine.mjs";
import { Restaurant, freshId } from "./restaurant.mjs";

const { slow, visits } = numbers({ slow: 0, visits: 3 });
const PHONE = { viewport: { width: 412, height: 915 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const SLOW_4G = { offline: false, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9, latency: 150 * 3.75 };

/** In every page: its largest paint, how far it moved, and when a selector first matched, by the clock on the wall. */
function watch(marks) {
  const seen = (globalThis.__visit = { seen: 0, moved: 0, why: [], from: performance.timeOrigin });
  const now = () => performance.timeOrigin + performance.now();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.seen = performance.timeOrigin + entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      seen.moved += entry.value;
      seen.why.push(...entry.sources.map(({ node }) => `${node?.nodeName} ${node?.className ?? ""}`));
    }
  }).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    for (const [name, selector] of Object.entries(marks)) if (!seen[name] && document.querySelector(selector)) seen[name] = now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

async function visit(browser, { url, marks, settled }) {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: "block" });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  const [kinds, bytes] = [new Map(), {}];
  line.on("Network.responseReceived", ({ requestId, response }) => {
    const name = new URL(response.url).pathname.split("/").at(-1);
    kinds.set(requestId, name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "page");
  });
  line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "other";
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  await line.send("Network.enable");
  if (slow) {
    await line.send("Network.emulateNetworkConditions", SLOW_4G);
    await line.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  }
  await page.addInitScript(watch, marks);
  const start = performance.timeOrigin + performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator(settled).first().waitFor({ state: "attached", timeout: 120_000 });
  await pause(slow ? 3000 : 800); // what the page still fetches by itself
  const found = await page.evaluate(() => ({ ...globalThis.__visit }));
  await context.close();
  const since = (at) => (at ? at - start : null);
  return {
    seenMs: since(found.seen),
    ...Object.fromEntries(Object.keys(marks).map((name) => [`${name}Ms`, since(found[name])])),
    ownSeenMs: found.seen - found.from,
    ...Object.fromEntries(Object.keys(marks).map((name) => [`own${name[0].toUpperCase()}${name.slice(1)}Ms`, found[name] - found.from])),
    moved: found.moved,
    why: found.why,
    bytes,
    totalBytes: Object.values(bytes).reduce((sum, part) => sum + part, 0),
  };
}

async function main() {
  const foreign = process.env.VISIT_URL;
  const restaurant = foreign ? null : await Restaurant.open();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  const all = [];
  try {
    let way = { url: foreign, marks: { alive: process.env.VISIT_READY }, settled: process.env.VISIT_READY };
    if (restaurant) {
      const [table] = restaurant.freeTables;
      await restaurant.submit({ command: "seat_party", table, session: freshId(), covers: 2 });
      const { url } = await restaurant.ask(`table_qr?table=${table}`);
      const live = '.status[data-state="live"]';
      way = { url: restaurant.base + new URL(url).pathname, marks: { alive: "html[data-hydrated]", live }, settled: live };
    }
    for (let n = 0; n < visits; n++) all.push(await visit(browser, way));
  } finally {
    await browser.close();
    await restaurant?.close();
  }
  if (process.env.VISIT_WHY) console.error(all.map(({ why }) => why));
  const figures = Object.keys(all[0]).filter((name) => typeof all[0][name] === "number");
  const medians = Object.fromEntries(figures.map((name) => [name, name === "moved" ? Math.round(median(all.map((one) => one[name])) * 1e4) / 1e4 : median(all.map((one) => one[name]))]));
  report({ bench: slow ? "visit, slow" : "visit", ...medians, cls: String(medians.moved), visits, bytes: all[0].bytes });
}

await main();
