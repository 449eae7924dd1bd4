import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { evening } from "../support/evening";
import { Proxy } from "../support/proxy";
import { alive, expect, live, test } from "../support/restaurant";
import { Phone } from "../support/rooms";
import { kept, programOf } from "../support/shell";

const site = resolve(dirname(fileURLToPath(import.meta.url)), "../../target/site-dev");

test("after a deploy a page that was kept opens with its own program, however slow the line, and both turn over together", async ({
  restaurant,
}) => {
  test.slow();
  const proxy = await Proxy.before(restaurant.server.url, { upgrades: true });
  // As a released server says of its program; this one reads it from a folder, where it may change.
  proxy.says = (path, headers) => (/^\/pkg\/[0-9a-f]{32}\//.test(path) ? { ...headers, "cache-control": "public, max-age=31536000, immutable" } : headers);
  const folder = mkdtempSync(join(tmpdir(), "comanda-site-"));
  try {
    const page = await restaurant.phone("Ada’s phone", { baseURL: proxy.url, serviceWorkers: "allow" });
    const ada = new Phone(page, "Ada");
    await ada.sit(await restaurant.tablePath(page));
    const before = await programOf(page);
    await kept(page, before);

    // Another program, at the same address, on a line where pages take for ever.
    cpSync(site, folder, { recursive: true });
    for (const sibling of ["br", "gz"]) rmSync(join(folder, `pkg/guest.css.${sibling}`), { force: true });
    writeFileSync(join(folder, "pkg/guest.css"), "/* a later build */", { flag: "a" });
    await restaurant.server.stop();
    await restaurant.server.start({ COMANDA_SITE: folder });
    proxy.holds = (path) => path === "/table";
    await page.reload();
    await alive(page);
    expect(await programOf(page)).toBe(before);
    await live(page);
    expect(proxy.holding).toBeGreaterThan(0);

    proxy.letGo();
    await page.reload();
    await live(page);
    const after = await programOf(page);
    expect(after).not.toBe(before);
    await kept(page, after);
    await restaurant.server.stop();
    await page.reload();
    await alive(page);
    expect(await programOf(page)).toBe(after);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await proxy.close();
  }
});

test("a page whose program has gone before it was asked for loads itself anew, once", async ({ restaurant }) => {
  const page = await restaurant.phone();
  let gone = 0;
  await page.route("**/pkg/*/staff.js", (route) => (gone++ < 2 ? route.fulfill({ status: 404 }) : route.continue()));
  await page.goto("/sign-in");
  await alive(page);
  // What was preloaded, what was asked about it, and then the page again.
  expect(gone).toBeGreaterThan(2);

  const other = await restaurant.phone();
  await other.route("**/pkg/*/staff.js", (route) => route.fulfill({ status: 404 }));
  let loads = 0;
  other.on("request", (request) => request.isNavigationRequest() && loads++);
  await other.goto("/sign-in");
  await expect.poll(() => loads).toBe(2);
  // A second after its program did not come the page says so, and stays.
  await expect(other.getByRole("alert")).toContainText("This page does not move by itself.");
  await expect(other.getByRole("heading", { level: 1 })).toBeVisible();
  expect(loads).toBe(2);
  // The page says so; nothing else.
  const complaints = restaurant.complaints.splice(0);
  expect(complaints.filter((word) => !word.includes("did not start: TypeError: Failed to fetch dynamically imported module"))).toEqual([]);
});

test("a page nobody touches loads a newer build by itself; one that is in use, or has something to send, waits", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, line } = await evening(restaurant);
  const { page } = ada;
  await page.clock.install();
  await page.reload();
  await live(page);
  const strip = page.locator(".update-strip");
  await page.evaluate(() => (document.documentElement.dataset.mark = "as it was"));
  const untouched = () => page.evaluate(() => document.documentElement.dataset.mark === "as it was");

  // In use a moment ago, and something is on its way.
  await ada.add("Burrata e pomodorini");
  await expect(bruno.page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
  line.build = "newer";
  await line.drop();
  await page.clock.runFor(3_000);
  await expect(strip).toContainText("An update is ready.");
  await page.clock.runFor(60_000);
  expect(await untouched()).toBe(true);
  await expect(strip).toBeVisible();

  // Long since, but something waits.
  await line.cut();
  await ada.add("Calamari fritti");
  await expect(page.locator(".status-waiting").first()).toHaveText("1 waiting");
  await page.clock.runFor(180_000);
  expect(await untouched()).toBe(true);

  line.build = undefined;
  line.mend();
  await Promise.all([page.waitForEvent("load"), page.clock.runFor(180_000)]);
  await live(page);
  expect(await untouched()).toBe(false);
  await expect(strip).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^View cart · 2/ })).toBeVisible();
  await expect(bruno.page.getByRole("link", { name: /^View cart · 2/ })).toBeVisible();
});

test("a reload that changed nothing is the last one that is offered", async ({ restaurant }) => {
  const { ada, line } = await evening(restaurant);
  const { page } = ada;
  const strip = page.locator(".update-strip");
  // In use: a page that nobody touches loads the newer build by itself.
  const use = () => page.getByRole("searchbox").focus();
  await use();
  line.build = "newer";
  await line.drop();
  await expect(strip).toContainText("An update is ready.");
  const told = page.waitForEvent("console", (message) => message.text().includes("loading it again has not changed that"));
  await strip.getByRole("button", { name: "Reload" }).click();
  await told;
  await live(page);
  await expect(strip).toHaveCount(0);

  // Yet another build is news again.
  await use();
  line.build = "newest";
  await line.drop();
  await expect(strip).toContainText("An update is ready.");
});
