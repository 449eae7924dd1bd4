import { type Page } from "@playwright/test";
import { Line } from "../support/line";
import { alive, expect, live, test } from "../support/restaurant";
import { BURRATA, moment, Phone, scan, SUPPLI, Tablet, TAGLIATELLE, Wall } from "../support/rooms";
import { dish, freshId, sessionAt, submit } from "../support/staff";

/** Pays all that a table owes, past the screen. */
async function payAll(tablet: Page, table: string): Promise<void> {
  const session = await sessionAt(tablet, table);
  const due = session.orders
    .flatMap((order: any) => order.items)
    .filter((item: any) => item.status !== "cancelled")
    .reduce((sum: number, item: any) => sum + item.unit_price * item.quantity, 0);
  const payment = { id: freshId(), method: "terminal", amount: { minor: due, currency: session.currency } };
  await submit(tablet, { command: "record_payment", session: session.id, payment });
}

async function serveAll(tablet: Page, table: string): Promise<void> {
  const session = await sessionAt(tablet, table);
  const items = session.orders.flatMap((order: any) => order.items).map((item: any) => item.id);
  await submit(tablet, { command: "serve", session: session.id, items });
}

async function send(phone: Phone): Promise<void> {
  const cart = await phone.cart();
  await cart.getByRole("button", { name: /^Send/ }).first().click();
  await expect(cart.getByRole("button", { name: /^Send/ })).toHaveCount(0);
}

test("the first guest says how many they are, and who joins taps nothing", async ({ restaurant }) => {
  const first = await restaurant.phone("first");
  const path = await restaurant.tablePath(first);
  const tablet = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));
  await first.goto(path);
  await expect(first.getByRole("heading", { name: "How many are you?" })).toBeVisible();
  const label = await first.locator(".plaque-number").innerText();
  expect(await sessionAt(tablet.page, label), "looking seats nobody").toBeUndefined();
  await first.getByRole("button", { name: "4", exact: true }).click();
  await first.waitForURL("**/table");
  expect((await sessionAt(tablet.page, label)).covers).toBe(4);
  await expect(tablet.toast(`A phone joined table ${label}.`)).toBeVisible();

  const second = await restaurant.phone("second");
  // A message that goes by itself: it is looked out for from now on.
  const told = first.locator(".toast", { hasText: "has joined your table" }).waitFor();
  await second.goto(path, { waitUntil: "commit" });
  await second.waitForURL("**/table");
  await live(second);
  expect((await sessionAt(tablet.page, label)).covers, "phones are no covers").toBe(4);
  await told;
  // The same phone is the same guest, whatever it opens.
  await second.goto(path);
  await expect(second).toHaveURL(/\/table$/);
  expect((await sessionAt(tablet.page, label)).guests).toHaveLength(2);
});

test("who joins reads the menu while they sit down, and what they do meanwhile counts", async ({ restaurant }) => {
  const first = await restaurant.phone("first");
  const path = await restaurant.tablePath(first);
  await scan(first, path);
  await live(first);
  const label = await new Phone(first, "Ada").table();
  // The party has one of them in its cart, which nobody is shown who does not sit yet.
  await first.getByRole("button", { name: `Add ${SUPPLI}`, exact: true }).click();
  const tablet = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));

  const joins = await restaurant.phone("joins");
  let [through, tries] = [() => {}, 0];
  const held = new Promise<void>((go) => (through = go));
  await joins.route(`**${path}`, async (route) => {
    if (route.request().method() === "GET") return route.continue();
    tries += 1;
    // The first try is lost on its way.
    if (tries === 1) return route.abort();
    await held;
    await route.continue();
  });
  await joins.goto(path, { waitUntil: "commit" });
  await expect(joins.getByRole("link", { name: SUPPLI, exact: true })).toBeVisible();
  expect((await sessionAt(tablet.page, label)).guests, "looking seats nobody").toHaveLength(1);
  // What could not be sent can be sent by hand.
  await expect(joins.getByRole("button", { name: "Sit down", exact: true })).toBeVisible();
  await joins.screenshot({ path: test.info().outputPath("sits.png") });
  const add = joins.getByRole("button", { name: `Add ${SUPPLI}`, exact: true });
  await add.click();
  await expect(add).toHaveAttribute("aria-busy", "true");
  await joins.getByRole("button", { name: `Add ${BURRATA}`, exact: true }).click();
  through();
  await joins.waitForURL("**/table");
  // The friend sees the dishes: each was added once, at the table.
  await expect(first.getByRole("link", { name: /^View cart · 3/ })).toBeVisible();
  await live(joins);
  expect((await sessionAt(tablet.page, label)).guests, "sent twice, the form seats one guest").toHaveLength(2);
  await joins.reload();
  await live(joins);
  await expect(joins).toHaveURL(/\/table$/);
});

test("what was written while one sat down stays written, without another load", async ({ restaurant }) => {
  const first = await restaurant.phone("first");
  const path = await restaurant.tablePath(first);
  await scan(first, path);
  const joins = await restaurant.phone("joins");
  let through = () => {};
  const held = new Promise<void>((go) => (through = go));
  await joins.route(`**${path}`, async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  const programs: string[] = [];
  joins.on("request", (request) => request.url().endsWith("guest_bg.wasm") && programs.push(request.url()));
  await joins.goto(path, { waitUntil: "commit" });
  const search = joins.getByRole("searchbox");
  await search.fill("supp");
  await expect(joins.getByRole("button", { name: "Sit down", exact: true }), "no form is seen that sends itself").toBeHidden();
  through();
  await live(joins);
  await expect(joins).toHaveURL(/\/table$/);
  await expect(search).toHaveValue("supp");
  await expect(search).toBeFocused();
  await expect(joins.locator(".dish")).toHaveCount(1);
  expect(programs, "the program is asked for once").toHaveLength(1);
});

test("a phone that joins without scripts is seated by one tap", async ({ restaurant }) => {
  const first = await restaurant.phone("first");
  const path = await restaurant.tablePath(first);
  await scan(first, path);
  const plain = await restaurant.phone("without scripts", { javaScriptEnabled: false });
  await plain.goto(path);
  await plain.getByRole("button", { name: "Sit down", exact: true }).click();
  await expect(plain).toHaveURL(/\/table$/);
});

test("a party that has paid is not joined, and not read, by who comes next", async ({ restaurant }) => {
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const path = await restaurant.tablePath(ada.page);
  const tablet = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));
  await ada.sit(path);
  const table = await ada.table();
  await ada.add(SUPPLI);
  await send(ada);
  await serveAll(tablet.page, table);
  await payAll(tablet.page, table);

  const friend = await restaurant.phone("friend");
  await friend.goto(path);
  await alive(friend);
  await expect(friend.getByRole("heading", { name: "Are you with the party that has just paid?" })).toBeVisible();
  await expect(friend.locator("main")).not.toContainText("Ada");
  await friend.getByRole("button", { name: "Yes, we are together" }).click();
  await friend.waitForURL("**/table");
  await expect(friend.getByRole("heading", { name: "One moment." })).toBeVisible();
  await expect(tablet.toast(`Table ${table}: guests are waiting to join`)).toBeVisible();
  await tablet.page.locator('.wqueue[href="/waiter?queue=approvals"]').click();
  const card = tablet.page.locator("#approvals .wq-card", { hasText: `Table ${table}` });
  await expect(card).toContainText("with the party that has paid");
  await moment(tablet.page);
  await card.getByRole("button", { name: "Approve" }).click();
  // The page opens by itself.
  await live(friend);
  await expect(friend.locator(".guest-where-table")).toHaveText(`Table ${table}`);
  await friend.getByRole("navigation", { name: "Table" }).getByRole("link", { name: "Orders" }).click();
  await expect(friend.locator("main")).toContainText(SUPPLI);

  const next = await restaurant.phone("next party");
  await next.goto(path);
  await alive(next);
  await next.getByRole("link", { name: "No, we have just sat down" }).click();
  await next.getByRole("button", { name: "2", exact: true }).click();
  await next.waitForURL("**/table");
  await live(next);
  await next.getByRole("navigation", { name: "Table" }).getByRole("link", { name: "Orders" }).click();
  await expect(next.locator("main")).not.toContainText(SUPPLI);
  const session = await sessionAt(tablet.page, table);
  expect([session.covers, session.guests.length, session.orders.length]).toEqual([2, 1, 0]);
});

test("closing names what is open, can be taken back, and loses no dish", async ({ restaurant }) => {
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const path = await restaurant.tablePath(ada.page);
  const tablet = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));
  const wall = new Wall(await restaurant.enter(await restaurant.wall(), "kitchen"));
  await ada.sit(path);
  const table = await ada.table();
  await ada.add(SUPPLI);
  await send(ada);
  await payAll(tablet.page, table);
  await ada.go("Menu");
  await ada.add(SUPPLI);
  await tablet.open(table);
  await expect(tablet.sheet).toContainText(SUPPLI);
  const close = async () => {
    await moment(tablet.page);
    await tablet.sheet.getByRole("button", { name: "Close", exact: true }).click();
  };
  await close();
  const asks = tablet.page.getByRole("dialog", { name: `Close table ${table} all the same?` });
  await expect(asks).toContainText(`Chosen and never sent: 1 × ${SUPPLI}.`);
  await expect(asks).toContainText(`Not cooked yet: 1 × ${SUPPLI}.`);
  await moment(tablet.page);
  await asks.getByRole("button", { name: "Close all the same" }).click();
  await expect(tablet.toast(`Table ${table} is closed`)).toBeVisible();
  await moment(tablet.page);
  await tablet.toast(`Table ${table} is closed`).getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await sessionAt(tablet.page, table))?.cart.length, { message: "all is back" }).toBe(1);
  // So is the table on the phone that was thanked already.
  await expect(ada.page.getByRole("navigation", { name: "Table" })).toBeVisible({ timeout: 30_000 });

  await tablet.open(table);
  await expect(tablet.sheet).toContainText(SUPPLI);
  await close();
  await moment(tablet.page);
  await asks.getByRole("button", { name: "Close all the same" }).click();
  await expect(wall.ticket(table)).toContainText("Table closed");
  for (const step of ["Seen", "Start", "All ready"] as const) await wall.press(table, step);
  await tablet.page.locator('.wqueue[href="/waiter?queue=ready"]').click();
  const card = tablet.page.locator("#ready .wq-card", { hasText: `Table ${table}` });
  await expect(card).toContainText("the table is closed");
  await tablet.page.reload();
  await live(tablet.page);
  await moment(tablet.page);
  await card.getByRole("button", { name: "Serve", exact: true }).click();
  await expect(card).toHaveCount(0);
});

test("a waiter takes a phone off the table and replaces the code", async ({ restaurant }) => {
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const path = await restaurant.tablePath(ada.page);
  await ada.sit(path);
  const table = await ada.table();
  const prankster = new Phone(await restaurant.phone("prankster"), "Zorro");
  await prankster.sit(path);
  await prankster.choose(TAGLIATELLE, []);
  await ada.add(SUPPLI);
  const tablet = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));
  await tablet.open(table);
  await tablet.sheet.getByRole("button", { name: "Zorro" }).click();
  const asks = tablet.page.getByRole("dialog", { name: "Take Zorro off the table?" });
  await expect(asks).toContainText("One line they have not sent goes");
  await moment(tablet.page);
  await asks.getByRole("button", { name: "Take off the table" }).click();
  await expect(prankster.page.getByRole("heading", { name: "Where do you sit?" })).toBeVisible();
  await expect.poll(async () => (await sessionAt(tablet.page, table)).cart.length).toBe(1);
  await expect(tablet.sheet.getByRole("button", { name: "Zorro" })).toHaveCount(0);

  await moment(tablet.page);
  await tablet.sheet.getByRole("button", { name: "QR code of this table" }).click();
  const code = tablet.page.getByRole("dialog", { name: `QR code of table ${table}` });
  await expect(code).toContainText(path);
  await moment(tablet.page);
  await code.getByRole("button", { name: "Replace this code" }).click();
  await expect(code).not.toContainText(path);
  const url = new URL(await code.locator(".handover-link").innerText());
  await prankster.page.goto(path);
  await expect(prankster.page.getByRole("heading", { name: "We don’t know this table" })).toBeVisible();
  const late = await restaurant.phone("late friend");
  await scan(late, url.pathname);
  await expect(ada.page.locator(".guest-where-table")).toHaveText(`Table ${table}`);
});

for (const [how, lag] of [["at once", 0], ["late", 1_500]] as const) {
  test(`e3: an order above the house’s limit waits in the cart for the waiter, who is called: answered ${how}`, async ({ restaurant }) => {
    const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
    const line = await Line.of(ada.page.context());
    const path = await restaurant.tablePath(ada.page);
    const tablet = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));
    await ada.sit(path);
    const table = await ada.table();
    const calls = await tablet.waiting("calls");
    // 51 portions, one by one more than a thumb wants to tap.
    const product = (await dish(tablet.page, SUPPLI)).id;
    const session = (await sessionAt(tablet.page, table)).id;
    const dishes = { id: freshId(), product, options: [], quantity: 51 };
    const envelope = { key: freshId(), command: { command: "add_line", session, line: dishes }, at: 0, base_seq: 0 };
    expect((await ada.page.request.post("/api/submit", { data: { hat: "guest", envelope } })).status()).toBe(200);
    const cart = await ada.cart();
    // Late: the page has gone on to the orders, and comes back to the cart.
    line.lag = lag;
    await cart.getByRole("button", { name: /^Send/ }).click();
    await expect(cart.getByRole("alert")).toContainText("Your waiter has been called. Everything stays in the cart");
    await expect(tablet.toast(`Table ${table}: Needs a waiter`)).toBeVisible();
    await expect.poll(() => tablet.waiting("calls")).toBe(calls + 1);
    await tablet.pad(table);
    await moment(tablet.page);
    await tablet.page.getByRole("button", { name: /^Send the table’s 51/ }).click();
    await expect.poll(async () => (await sessionAt(tablet.page, table)).orders.length).toBe(1);
    await ada.page.goto("/table/orders");
    await expect(ada.lines("sent")).toHaveCount(1);
  });
}
