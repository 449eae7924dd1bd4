import { createServer } from "node:http";
import { type Page } from "@playwright/test";
import { evening } from "../support/evening";
import { Line } from "../support/line";
import { alive, expect, live, type Restaurant, test, keptTaps } from "../support/restaurant";
import { moment, Phone, SUPPLI, Tablet, Wall } from "../support/rooms";
import { kept, programOf } from "../support/shell";
import { freshId, sessionAt, submit } from "../support/staff";

const offline = (page: Page) => expect(page.locator(".status").first()).toHaveAttribute("data-state", "offline");
const waiting = (page: Page) => page.locator(".status-waiting").first();

/** What stands on the kitchen's ticket. */
const dishes = (wall: Wall, table: string) => wall.ticket(table).locator(".kline-name");

test("an order tapped without a connection is kept, survives a reload and a closed tab, and is cooked once", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, tablet, wall, table, line } = await evening(restaurant);
  await line.cut();
  await offline(ada.page);

  // Her taps show at once, and say that they wait.
  await ada.add(SUPPLI);
  const cart = await ada.cart();
  await expect(cart.locator(".unsent")).toHaveText(["Waits for the connection"]);
  await cart.getByRole("button", { name: /^Send to the kitchen/ }).click();
  await ada.page.waitForURL("**/table/orders");
  await expect(ada.lines("unsent")).toHaveCount(1);
  await expect(waiting(ada.page)).toHaveText("2 waiting");

  // The others go on.
  await bruno.add("Burrata e pomodorini");
  await (await bruno.cart()).getByRole("button", { name: /^Send to the kitchen/ }).click();
  await bruno.page.waitForURL("**/table/orders");
  await expect(dishes(wall, table)).toHaveText(["Burrata e pomodorini"]);
  await wall.press(table, "Seen");
  await expect(bruno.lines("seen")).toHaveCount(1);

  // A reload still has it; so has another tab after this one was closed.
  await ada.page.reload();
  await expect(ada.lines("unsent")).toHaveCount(1);
  const context = ada.page.context();
  await ada.page.close();
  const again = new Phone(await context.newPage(), "Ada");
  await again.page.goto("/table/orders");
  await expect(again.lines("unsent")).toHaveCount(1);
  await expect(dishes(wall, table)).toHaveCount(1);

  // The line is back: it goes out once, and everybody has it.
  line.mend();
  await live(again.page);
  await expect(again.lines("sent")).toHaveCount(1);
  await expect(again.lines("seen")).toHaveCount(1);
  await expect(waiting(again.page)).toHaveCount(0);
  await expect(tablet.sheet.locator(".tline-name", { hasText: SUPPLI })).toHaveCount(1);
  await expect(dishes(wall, table).filter({ hasText: SUPPLI })).toHaveCount(1);
  await bruno.page.reload();
  await expect(bruno.lines()).toHaveCount(2);
});

test("a café’s log-in page that answers everything takes no tap, and loses none", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, wall, table, line } = await evening(restaurant);
  await line.capture();
  await offline(ada.page);
  await ada.add(SUPPLI);
  const cart = await ada.cart();
  await expect(cart.locator(".unsent")).toHaveText(["Waits for the connection"]);
  await cart.getByRole("button", { name: /^Send to the kitchen/ }).click();
  await ada.page.waitForURL("**/table/orders");
  // It has been asked for a while, and is believed in nothing.
  await expect.poll(() => line.captured).toBeGreaterThan(3);
  await expect(ada.lines("unsent")).toHaveCount(1);
  await expect(bruno.page.getByRole("link", { name: /^View cart/ })).toBeHidden();

  line.mend();
  await live(ada.page);
  await expect(ada.lines("sent")).toHaveCount(1);
  await expect(dishes(wall, table)).toHaveText([SUPPLI]);
});

/** A tablet out on the terrace, whose line can be cut, and a table on its floor that nobody sits at. */
async function terrace(restaurant: Restaurant): Promise<{ terrace: Tablet; line: Line; table: string }> {
  const page = await restaurant.tablet("the tablet out on the terrace");
  const line = await Line.of(page.context());
  const terrace = new Tablet(await restaurant.enter(page, "waiter"));
  return { terrace, line, table: await freeTable(terrace, line) };
}

/** Cuts a waiter’s line and opens the sheet of a table that nobody sits at; says which. */
async function freeTable(waiter: Tablet, line: Line): Promise<string> {
  const free = waiter.page.locator('.ftable[data-state="free"]').first();
  const table = (await free.locator(".ftable-no").innerText()).replace("Table", "").trim();
  await line.cut();
  await offline(waiter.page);
  await waiter.open(table);
  return table;
}

test("a party that is seated without a connection sits there at once, can be ordered for, and is cooked for once", async ({ restaurant }) => {
  test.slow();
  const { tablet, wall } = await evening(restaurant);
  const { terrace: waiter, line, table } = await terrace(restaurant);
  const { page } = waiter;
  await waiter.sheet.getByRole("button", { name: "Open and order" }).click();
  await page.waitForURL("**/waiter/pad/**");
  await waiter.tile(SUPPLI).click();
  await expect(page.locator(".porder .pline .unsent")).toHaveText(["Waits for the connection"]);
  // Loaded anew: nobody but this device knows of the party, and the pad says nothing else until that is looked up.
  await page.addInitScript(() => {
    const said: string[] = ((window as any).said = []);
    new MutationObserver(() => document.querySelectorAll(".empty-title").forEach((title) => said.push(title.textContent!))).observe(document, {
      childList: true,
      subtree: true,
    });
  });
  await page.reload();
  await expect(page.locator(".porder .pline .unsent")).toHaveText(["Waits for the connection"]);
  const said = await page.evaluate(() => (window as any).said as string[]);
  expect(said.filter((title) => title !== "Nothing chosen yet")).toEqual([]);
  await page.getByRole("button", { name: /^Send 1/ }).click();
  await expect(waiter.sheet.locator(".tsheet-head .unsent")).toHaveText("Waits for the connection");
  await expect(waiter.sheet.locator(".tline", { hasText: SUPPLI })).toHaveAttribute("data-state", "unsent");
  await expect(waiter.spot(table)).toContainText("Not sent yet");
  await expect(page.locator(".wbar .status-waiting")).toHaveText("3 waiting");
  await page.screenshot({ path: test.info().outputPath("seated-offline.png") });
  await expect(tablet.spot(table)).toHaveAttribute("data-state", "free");

  // It is kept like any other tap.
  await page.goto("/waiter");
  await expect(waiter.spot(table)).toContainText("Not sent yet");

  line.mend();
  await live(page);
  await expect(dishes(wall, table)).toHaveText([SUPPLI]);
  await expect(tablet.spot(table)).toHaveAttribute("data-state", "waiting");
  await expect(waiter.spot(table)).toHaveAttribute("data-state", "waiting");
  await expect(waiter.spot(table)).not.toContainText("Not sent yet");
  await expect(page.locator(".wbar .status-waiting")).toHaveCount(0);
});

/** Without a connection a waiter seats a party at a free table, chooses a dish and does something more; somebody else is faster. */
async function taken(waiter: Tablet, line: Line, tablet: Tablet, more: () => Promise<void>): Promise<string> {
  const { page } = waiter;
  await live(page);
  const table = await freeTable(waiter, line);
  await waiter.sheet.getByRole("button", { name: "Open and order" }).click();
  await page.waitForURL("**/waiter/pad/**");
  await waiter.tile(SUPPLI).click();
  await expect(page.locator(".porder .pline .unsent")).toHaveCount(1);
  await more();
  await tablet.open(table);
  await tablet.sheet.getByRole("button", { name: "Open table" }).click();
  await expect(tablet.spot(table)).toHaveAttribute("data-state", "seated");
  line.mend();
  return table;
}

test("who seats a party where somebody else was faster is led back to the table, and told what was not ordered", async ({ restaurant }) => {
  test.slow();
  const { tablet } = await evening(restaurant);
  const { terrace: waiter, line, table } = await terrace(restaurant);
  const { page } = waiter;
  await waiter.sheet.getByRole("button", { name: "Open and order" }).click();
  await page.waitForURL("**/waiter/pad/**");
  await waiter.tile(SUPPLI).click();
  await waiter.tile(SUPPLI).click();
  await waiter.tile("Vitello tonnato").click();
  await expect(page.locator(".porder .pline .unsent")).toHaveCount(2);
  const pad = page.url();

  await tablet.open(table);
  await tablet.sheet.getByRole("button", { name: "Open table" }).click();
  await expect(tablet.spot(table)).toHaveAttribute("data-state", "seated");

  // Once from the pad.
  line.mend();
  await page.waitForURL("**/waiter?table=**");
  await expect(waiter.toast("This table is already taken.")).toHaveCount(1);
  await expect(waiter.toast(`Not ordered: 2 × ${SUPPLI}, 1 × Vitello tonnato.`)).toHaveCount(1);
  await expect(page.locator(".toasts .toast")).toHaveCount(2);
  await expect(waiter.sheet.locator(".tsheet-head .badge").first()).toContainText("Seated");
  await expect(waiter.sheet.locator(".tsheet-head .unsent")).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath("led-back.png") });

  // The pad leads nowhere else either, and once nobody remembers, it says what is so.
  await page.goto(pad);
  await expect(page.getByRole("heading", { name: "This party doesn’t sit here." })).toBeVisible();
  await page.goto("/waiter");

  // Once from a pad that was loaded anew in between.
  await taken(waiter, line, tablet, async () => {
    await page.reload();
    await expect(page.locator(".porder .pline .unsent")).toHaveCount(1);
  });
  await page.waitForURL("**/waiter?table=**");
  await expect(waiter.toast("This table is already taken.")).toHaveCount(1);
  await expect(waiter.toast(`Not ordered: 1 × ${SUPPLI}.`)).toHaveCount(1);

  // Once after the order was sent, as far as the waiter could tell: nothing leads to a pad that is none.
  await expect(page.locator(".toasts .toast")).toHaveCount(0, { timeout: 20_000 });
  const other = await taken(waiter, line, tablet, async () => {
    await page.getByRole("button", { name: /^Send 1/ }).click();
    await expect(waiter.sheet.locator(".tsheet-head .unsent")).toBeVisible();
  });
  await expect(waiter.toast(`Not ordered: 1 × ${SUPPLI}.`)).toHaveCount(1);
  await expect(waiter.spot(other)).toHaveAttribute("data-state", "seated");
  await expect(page.locator(".wbar .status-waiting")).toHaveCount(0);
  await expect(page).toHaveURL(/\/waiter\?table=/);
});

test("without any network a phone opens what it showed last, with the menu and what waits on it", async ({ restaurant }) => {
  test.slow();
  const page = await restaurant.phone("Ada’s phone", { serviceWorkers: "allow" });
  const ada = new Phone(page, "Ada");
  const wall = new Wall(await restaurant.enter(await restaurant.wall(), "kitchen"));
  await ada.sit(await restaurant.tablePath(page));
  const table = await ada.table();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // The page was loaded once.
  await kept(page, await programOf(page));

  await restaurant.server.stop();
  // Somebody else answers everything: a café’s log-in page.
  const portal = createServer((_, response) => response.setHeader("content-type", "text/html").end("<h1>Welcome to our Wi-Fi</h1>"));
  const { hostname, port } = new URL(restaurant.server.url);
  await new Promise<void>((listening) => portal.listen(Number(port), hostname, listening));
  await page.reload();
  await alive(page);
  await expect(page.getByRole("heading", { name: "Antipasti" })).toBeVisible();
  portal.closeAllConnections();
  await new Promise((closed) => portal.close(closed));
  // Where the installed app begins.
  await page.goto("/");
  await page.waitForURL("**/table");
  await alive(page);
  await offline(page);
  await expect(page.getByRole("heading", { name: "Antipasti" })).toBeVisible();
  await ada.add(SUPPLI);
  await expect.poll(() => keptTaps(page)).toBe(1);
  await page.reload();
  await alive(page);
  await expect(page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
  await page.goto("/table/orders");
  await alive(page);
  await page.goto("/table/nowhere");
  await page.waitForURL("**/table");
  await alive(page);

  await restaurant.server.start();
  await live(page);
  const cart = await ada.cart();
  await expect(cart.locator(".unsent")).toHaveCount(0);
  await cart.getByRole("button", { name: /^Send to the kitchen/ }).click();
  await expect(dishes(wall, table)).toHaveText([SUPPLI]);
});

test("a kept page wakes by what it was drawn by, and then takes up what has been chosen and asked since", async ({ restaurant }) => {
  test.slow();
  const page = await restaurant.phone("Ada’s phone", { serviceWorkers: "allow" });
  const ada = new Phone(page, "Ada");
  await ada.sit(await restaurant.tablePath(page));
  await kept(page, await programOf(page));
  const burrata = page.getByRole("heading", { name: "Burrata e pomodorini" });
  const milk = page.locator('input[name="without"][value="milk"]');
  await expect(burrata).toBeVisible();
  await page.getByRole("button", { name: /^Filter/ }).click();
  await milk.check({ force: true });
  await page.keyboard.press("Escape");
  await expect(burrata).toBeHidden();

  const tablet = await restaurant.tablet("tablet", { serviceWorkers: "allow" });
  await restaurant.enter(tablet, "waiter");
  await tablet.waitForFunction(async () => (await caches.match("/waiter", { cacheName: "comanda-rooms" })) !== undefined);
  await new Tablet(tablet).open("4");
  expect(new URL(tablet.url()).search).toContain("table=");

  await restaurant.server.stop();
  await page.reload();
  await alive(page);
  await offline(page);
  await expect(burrata).toBeHidden();
  await expect(milk).toBeChecked();
  await expect(page.getByRole("heading", { name: SUPPLI })).toBeHidden();
  await expect(page.getByRole("heading", { name: "Calamari fritti" })).toBeVisible();
  await page.goto("/table?cart=1");
  await alive(page);
  expect(new URL(page.url()).search).toBe("");

  await tablet.reload();
  await alive(tablet);
  await expect(new Tablet(tablet).spot("4")).toBeVisible();
  await tablet.goto("/waiter/pad/01a20116-c576-768c-aaed-c8612eef0639");
  await tablet.waitForURL("**/waiter");
  await alive(tablet);
});

test("money that was taken without a connection, and not booked, is said until somebody has read it", async ({ restaurant }) => {
  const page = await restaurant.tablet();
  const line = await Line.of(page.context());
  const tablet = new Tablet(await restaurant.enter(page, "waiter"));
  const other = await restaurant.enter(await restaurant.tablet("another tablet"), "waiter");
  await tablet.open("4");
  const session = await sessionAt(other, "4");
  await line.cut();
  await offline(page);
  await tablet.sheet.getByRole("button", { name: "Payment" }).click();
  await moment(page);
  const sum = await page.locator(".btn-amount span").last().innerText();
  await page.getByRole("button", { name: /^Take cash/ }).click();
  const tapped = await page.evaluate(() => performance.now());
  await expect(waiting(page)).toHaveText("1 waiting");
  // Meanwhile the others take something of it.
  const amount = { minor: 100, currency: session.currency };
  await submit(other, { command: "record_payment", session: session.id, payment: { id: freshId(), method: "terminal", amount } });
  // A tap of five seconds ago is one that nobody waits for any more.
  await page.waitForFunction((tapped) => performance.now() - tapped > 5_000, tapped);
  line.mend();
  const strip = page.locator(".wundone");
  await expect(strip).toContainText(`Table 4: ${sum} in cash was not booked.`);
  await expect(page.locator(".toasts .toast")).toHaveCount(0, { timeout: 20_000 });
  await expect(strip).toBeVisible();
  await page.keyboard.press("Escape");
  await strip.getByRole("button", { name: "Understood" }).click();
  await expect(strip).toHaveCount(0);
});
