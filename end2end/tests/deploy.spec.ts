import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Page } from "@playwright/test";
import { evening } from "../support/evening";
import { Proxy } from "../support/proxy";
import { alive, expect, live, test } from "../support/restaurant";
import { Phone } from "../support/rooms";

const site = resolve(dirname(fileURLToPath(import.meta.url)), "../../target/site");

/** The build whose program a page has loaded. */
async function programOf(page: Page): Promise<string> {
  const href = await page.locator('link[rel="modulepreload"]').getAttribute("href");
  const styles = await page.locator('link[rel="stylesheet"]').getAttribute("href");
  const build = /^\/pkg\/([0-9a-f]{32})\/comanda\.js$/.exec(href ?? "")?.[1];
  expect(styles).toBe(`/pkg/${build}/comanda.css`);
  return build!;
}

/** Waits until what opens without a network is all of one build. */
async function kept(page: Page, build: string): Promise<void> {
  const all = async () =>
    page.evaluate(async () => {
      const shelves = await Promise.all(["comanda-rooms", "comanda-files"].map(async (name) => (await caches.open(name)).keys()));
      const paths = shelves.flat().map((request) => new URL(request.url).pathname);
      return paths.filter((path) => path.startsWith("/pkg/") || path.startsWith("/table")).sort();
    });
  const program = ["comanda.css", "comanda.js", "comanda_bg.wasm"].map((file) => `/pkg/${build}/${file}`);
  await expect.poll(all).toEqual([...program, "/table", "/table/orders"]);
}

test("after a deploy a page that was kept opens with its own program, however slow the line, and both turn over together", async ({
  restaurant,
}) => {
  test.slow();
  const proxy = await Proxy.before(restaurant.server.url, { upgrades: true });
  const folder = mkdtempSync(join(tmpdir(), "comanda-site-"));
  try {
    const page = await restaurant.phone("Ada’s phone", { baseURL: proxy.url, serviceWorkers: "allow" });
    const ada = new Phone(page, "Ada");
    await ada.sit(await restaurant.tablePath(page));
    const before = await programOf(page);
    await kept(page, before);

    // Another program, at the same address, on a line where pages take for ever.
    cpSync(site, folder, { recursive: true });
    for (const sibling of ["br", "gz"]) rmSync(join(folder, `pkg/comanda.css.${sibling}`), { force: true });
    writeFileSync(join(folder, "pkg/comanda.css"), "/* a later build */", { flag: "a" });
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
  await expect(strip).toContainText("A newer Comanda is here.");
  await page.clock.runFor(60_000);
  expect(await untouched()).toBe(true);
  await expect(strip).toBeVisible();

  line.build = undefined;
  await Promise.all([page.waitForEvent("load"), page.clock.runFor(70_000)]);
  await live(page);
  expect(await untouched()).toBe(false);
  await expect(strip).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
});
