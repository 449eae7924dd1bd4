import { type Page, expect, request, test } from "@playwright/test";
import { contrast } from "../support/contrast";
import { seat } from "../support/guests";
import { DISHES, HOSTILE_NAMES, type Seat, asGuest, crowd, hostileParty } from "../support/hostile";
import { WIDTHS, walk } from "../support/layout";
import { alive, live, Restaurant } from "../support/restaurant";
import { SUPPLI, Tablet, moment } from "../support/rooms";
import { Server } from "../support/server";
import { ask, freshId, submit } from "../support/staff";

// Every screen at the widths its people have, in three text sizes, with names and wishes that lay pages open: nothing may be
// outside its box, covered or cut, and in each theme of its room all can be told from what is behind it. One restaurant for all of it,
// and a page is resized, not loaded again.

let restaurant: Restaurant;
let staff: Page;
let wall: Page | undefined;
let ines: Seat;
/** The table of the hostile party. */
let table: string;
/** Free tables: their numbers, and the paths behind their codes. */
let free: { label: string; path: string }[];

// A record of every step would cost more than the steps.
test.use({ trace: "off", screenshot: "off", video: "off" });
test.describe.configure({ mode: "default" });

test.beforeAll(async ({ browser }) => {
  restaurant = new Restaurant(browser, await Server.create(HOSTILE_NAMES));
  staff = await restaurant.tablet("tablet", { deviceScaleFactor: 1 });
  const path = await restaurant.tablePath(staff);
  await restaurant.enter(staff, "waiter");
  ines = await hostileParty(restaurant, staff, path);
  const house = await ask(staff, "house");
  table = house.sessions.find((session: any) => session.id === ines.session).table_label;
  const taken = house.sessions.map((session: any) => session.table);
  free = [];
  for (const { id, label } of house.tables.map(({ table }: any) => table).filter((one: any) => !taken.includes(one.id))) {
    const { url } = await (await staff.request.get(`/api/table_qr?table=${id}`)).json();
    free.push({ label, path: new URL(url).pathname });
  }
});

test.afterAll(async () => {
  await restaurant.close();
  await restaurant.server.dispose();
  expect(restaurant.complaints, "no page complained").toEqual([]);
});

/** Phones first, and what a guest may also hold. Sheets and short pages are laid out alike on many of them. */
const GUESTS = [360, 390, 744, 820, 1024, 1920];
const SHEETS = [360, 744, 1920];
const TABLETS = WIDTHS.filter((width) => width >= 390 && width !== 810);
const PARTS = [390, 744, 1024, 1180];
const WALLS = [768, 1024, 1180, 1920];
/** Dialogs and strips are laid out alike from a tablet on. */
const ASKED = [390, 1180];

async function sound(page: Page, screen: string, widths: number[]): Promise<void> {
  await test.step(screen, async () => {
    expect.soft(await walk(page, screen, widths), screen).toEqual([]);
  });
}

async function escape(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog:modal")).toHaveCount(0);
}

/** Opens an address whose page has this heading. */
async function open(page: Page, address: string, heading: string): Promise<void> {
  await page.goto(address);
  await alive(page);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

test("the front door and the way in fit every screen", async () => {
  const page = await restaurant.tablet("passer-by");
  await page.goto("/");
  await alive(page);
  await sound(page, "front door", WIDTHS);
  await page.goto("/nowhere");
  await alive(page);
  await sound(page, "no such page", [360, 1024]);
  await open(page, "/sign-in", "Set up this device");
  await sound(page, "enrolment", SHEETS);
  await page.context().close();

  await open(staff, "/sign-in", "Who’s signing in?");
  await sound(staff, "people", WIDTHS);
  await staff.locator("a.sperson").first().click();
  await expect(staff.locator(".spin-pad").first()).toBeVisible();
  await sound(staff, "PIN", WIDTHS);

  await open(staff, "/sign-in", "Who’s signing in?");
  await staff.getByRole("button", { name: "Add a device" }).click();
  await expect(staff.locator(".senrol-fresh")).not.toBeEmpty();
  await sound(staff, "new device", [360, 1180]);
  await escape(staff);
  await staff.getByRole("button", { name: "People and screens" }).click();
  await staff.getByRole("dialog").getByRole("button", { name: "End access" }).first().click();
  await expect(staff.locator(".steam-ask")).toBeVisible();
  await sound(staff, "end an access", [360, 1180]);
  await staff.getByRole("dialog").getByRole("button", { name: "New PIN" }).first().click();
  await expect(staff.locator(".steam-ask input")).toBeVisible();
  await sound(staff, "people and screens", [360, 1180]);
  await escape(staff);
});

test("whatever a table's page asks fits every screen", async () => {
  const PLAQUES = [360, 744];
  const page = await restaurant.phone("newcomer");
  const looks = async (screen: string, address: string, heading: string) => {
    await open(page, address, heading);
    await sound(page, screen, PLAQUES);
  };
  const [here, other] = [free[0]!.path, free[1]!.path];
  await looks("nobody sits here", "/table", "Where do you sit?");
  await looks("unknown table", "/t/unknown", "We don’t know this table");
  await looks("closed", "/welcome/table?state=closed", "This table is closed");
  await looks("too many tries", "/welcome/table?state=locked", "A short pause");
  await open(page, other, "How many are you?");
  await page.getByText("More than 8").click();
  await expect(page.getByLabel("Number of people")).toBeVisible();
  await sound(page, "how many", PLAQUES);
  restaurant.server.showSeating("table_code");
  await looks("table code", other, "Table code");
  await looks("wrong table code", `${other}?problem=wrong_code`, "Table code");
  restaurant.server.showSeating("open_by_scan");

  // A party eats, pays and stays seated.
  const payer = await restaurant.phone("payer");
  await seat(payer.request, here, { covers: "2" });
  const session = (await (await payer.request.get("/api/viewer")).json()).guest.session;
  const menu = await ask(staff, "menu");
  const product = menu.products.find((one: any) => one.name === SUPPLI);
  const line = { id: freshId(), product: product.id, options: [], quantity: 1 };
  await submit(staff, { command: "place_order", session, order: freshId(), lines: [line], expected: null });
  const held = (await ask(staff, `session?hat=staff&id=${session}`)) as any;
  const [item] = held.orders[0].items;
  await submit(staff, { command: "serve", session, items: [item.id] });
  const amount = { minor: item.unit_price, currency: held.currency };
  await submit(staff, { command: "record_payment", session, payment: { id: freshId(), method: "terminal", amount } });

  await looks("a party has paid", here, "Are you with the party that has just paid?");
  restaurant.server.showSeating("table_code");
  await looks("a party has paid, with a code", here, "Are you with the party that has just paid?");
  restaurant.server.showSeating("open_by_scan");
  await looks("a new party", `${here}?party=new`, "How many are you?");
  await open(ines.page, other, `Move to table`);
  await sound(ines.page, "to another table", PLAQUES);
  await open(page, here, "Are you with the party that has just paid?");
  await page.getByRole("button", { name: "Yes, we are together" }).click();
  await page.waitForURL("**/table");
  await expect(page.getByRole("heading", { name: "One moment." })).toBeVisible();
  await sound(page, "waiting for a waiter", PLAQUES);

  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/waiter?queue=approvals");
  await live(staff);
  await expect(staff.locator("#approvals .wq-card").first()).toBeVisible();
  await sound(staff, "approvals", [390, 744, 834]);

  await submit(staff, { command: "close_session", session, write_off: null });
  await payer.goto("/table");
  await alive(payer);
  await expect(payer.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(payer.getByRole("navigation", { name: "Table" })).toHaveCount(0);
  await sound(payer, "the stay is over", SHEETS);
});

test("the guest's phone fits every screen", async () => {
  const { page } = ines;
  await page.goto("/table");
  await live(page);
  await sound(page, "menu", GUESTS);
  const popover = async (opener: string, id: string) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator(opener).first().click();
    await expect(page.locator(id)).toBeVisible();
    await sound(page, id, SHEETS);
    await page.keyboard.press("Escape");
    await expect(page.locator(id)).toBeHidden();
  };
  await popover('[popovertarget="filter"]', "#filter");
  await popover('[popovertarget="calls"]', "#calls");
  await popover('[popovertarget="people"]', "#people");

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("link", { name: `Add ${DISHES.choices}` }).click();
  await expect(page.getByRole("dialog", { name: DISHES.choices })).toBeVisible();
  await sound(page, "dish", GUESTS);
  await escape(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('[popovertarget="people"]').first().click();
  await page.getByRole("button", { name: "Continue on another phone" }).click();
  await expect(page.locator(".handover-link")).toBeVisible();
  await sound(page, "continue", SHEETS);
  const link = (await page.locator(".handover-link").getAttribute("href"))!;
  await escape(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/table?cart=1");
  await live(page);
  await expect(page.locator("dialog .cart-line").first()).toBeVisible();
  await sound(page, "cart", [360, 390, 744, 820]);
  await page.goto("/table/orders");
  await live(page);
  await expect(page.locator(".order-line").first()).toBeVisible();
  await sound(page, "orders", GUESTS);
  await page.goto("/table/bill");
  await live(page);
  await expect(page.locator(".bill-guest").first()).toBeVisible();
  await sound(page, "bill", GUESTS);

  // Another phone takes the place, and gives it back.
  const other = await restaurant.phone("another phone");
  await open(other, "/continue/expired", "This link has been used");
  await sound(other, "used link", [360, 744]);
  await open(other, link, "Continue here?");
  await sound(other, "continue here", [360, 744]);
  await other.getByRole("button", { name: "Continue on this phone" }).click();
  await other.waitForURL("**/table");
  await expect(page.getByRole("dialog", { name: "You continue elsewhere" })).toBeVisible();
  await sound(page, "replaced", [360, 744]);
  await open(page, "/table", "You continue elsewhere");
  await sound(page, "replaced, loaded again", [360, 744]);
  await page.getByRole("button", { name: "Continue here instead" }).click();
  await live(page);
  await other.context().close();
});

test("a name that is too long is said to be, and not cut", async () => {
  const { page } = ines;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/table");
  await live(page);
  await page.locator('[popovertarget="people"]').first().click();
  const field = page.locator("#people-name");
  await field.fill("Wolfgang Amadeus Theophilus");
  await expect(page.locator("#people .field-error")).toHaveText("A name has room for 24 characters: 3 too many.");
  await expect(field).toHaveValue("Wolfgang Amadeus Theophilus");
  await field.fill("👨‍👩‍👧‍👦".repeat(24));
  await expect(page.locator("#people .field-error")).toHaveText("");
});

test("each of twelve guests has a face of their own", async () => {
  const { path } = free[2]!;
  for (let guest = 1; guest < 12; guest++) {
    const phone = await request.newContext({ baseURL: restaurant.server.url });
    await seat(phone, path);
    await phone.dispose();
  }
  const page = await restaurant.phone("the twelfth");
  await seat(page.request, path);
  await page.goto("/table");
  await live(page);
  await page.locator('[popovertarget="people"]').first().click();
  const faces = page.locator("#people .avatar");
  await expect(faces).toHaveText(Array.from({ length: 12 }, (_, at) => `${at + 1}`));
  const looks = await faces.evaluateAll((faces) =>
    faces.map((face) => {
      const { backgroundColor, color, borderRadius, boxShadow } = getComputedStyle(face);
      return { look: [backgroundColor, color, borderRadius, boxShadow].join(" "), cut: face.scrollWidth > face.clientWidth };
    }),
  );
  expect(new Set(looks.map(({ look }) => look)).size, "looks").toBe(12);
  expect(looks.filter(({ cut }) => cut), "numbers that are cut").toEqual([]);
  await sound(page, "twelve guests", [360, 1024]);
});

test("the waiter's tablet fits every screen", async () => {
  const tablet = new Tablet(staff);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/waiter");
  await live(staff);
  await sound(staff, "floor", TABLETS);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await tablet.open(table);
  await expect(tablet.sheet.locator(".tline").first()).toBeVisible();
  await sound(staff, "table sheet", TABLETS);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await tablet.sheet.getByRole("button", { name: "Payment" }).click();
  await expect(staff.locator(".pay")).toBeVisible();
  await sound(staff, "payment", PARTS);
  await escape(staff);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await tablet.sheet.getByRole("button", { name: "QR code of this table" }).click();
  await expect(staff.locator("dialog .handover-link")).toBeVisible();
  await sound(staff, "the table's code", [390, 1180]);
  await escape(staff);
  for (const queue of ["ready", "calls"]) {
    await staff.setViewportSize({ width: 1180, height: 820 });
    await staff.locator(`.wqueue[href="/waiter?queue=${queue}"]`).click();
    await expect(staff.locator(".wqs")).toBeVisible();
    await sound(staff, queue, PARTS);
  }
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto(`/waiter/pad/${ines.session}`);
  await live(staff);
  await tablet.tile(SUPPLI).click();
  await expect(staff.locator(".pline").first()).toBeVisible();
  await sound(staff, "pad", TABLETS);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.getByRole("button", { name: /^Hauptspeisen/ }).click();
  await staff.locator(".ptile", { hasText: DISHES.choices }).click();
  await expect(staff.locator(".pmods")).toBeVisible();
  await sound(staff, "choices", PARTS);
});

test("“Done” can be read in the light and in the dark", async () => {
  const tablet = new Tablet(staff);
  const held = (await ask(staff, `session?hat=staff&id=${ines.session}`)) as any;
  for (const call of held.calls.filter((call: any) => !call.acknowledged)) {
    await submit(staff, { command: "acknowledge_call", session: ines.session, call: call.id });
  }
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/waiter");
  await live(staff);
  await tablet.open(table);
  const asked = tablet.sheet.locator(".wask").getByRole("button", { name: "Done" });
  const legible = async (where: string, done = asked) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await staff.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(done).toBeVisible();
      await expect.poll(() => contrast(done), { message: `${where}, ${colorScheme}` }).toBeGreaterThanOrEqual(4.5);
    }
  };
  await legible("on the table's sheet");
  await staff.locator('.wqueue[href="/waiter?queue=calls"]').click();
  await legible("in the queue", staff.locator("#calls .wq-card", { hasText: `Table ${table}` }).getByRole("button", { name: "Done" }));
});

test("the kitchen's wall fits every screen", async () => {
  await crowd(staff, [2, 22, 3, 1, 5, 2, 1, 4, 2, 3, 1, 2]);
  wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  const page = wall;
  await expect(page.locator(".ticket").first()).toBeVisible();
  await sound(page, "expo", WALLS);
  for (const [key, drawer] of [["r", "recall"], ["e", "86"], ["?", "keys"]] as const) {
    await page.setViewportSize({ width: 1920, height: 1080 });
    if (drawer === "recall") await page.getByRole("button", { name: "Recall", exact: true }).click();
    else await page.keyboard.press(key);
    await expect(page.locator("dialog:modal")).toBeVisible();
    await sound(page, drawer, [768, 1920]);
    await escape(page);
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.locator(".kstation").nth(1).click();
  await page.waitForURL("**/kitchen?station=**");
  await expect(page.locator(".ticket").first()).toBeVisible();
  await sound(page, "station", WALLS);
});

test("what the waiter is asked and told fits every screen", async () => {
  const tablet = new Tablet(staff);
  const { sheet } = tablet;
  const wide = () => staff.setViewportSize({ width: 1180, height: 820 });
  const asked = async (screen: string, opens: () => Promise<void>) => {
    await wide();
    await opens();
    await expect(staff.locator("dialog:modal").last()).toBeVisible();
    await sound(staff, screen, ASKED);
    await wide();
    // A page of another width is drawn anew, and its spots hear a moment later.
    await moment(staff);
  };
  const button = (name: string | RegExp) => sheet.getByRole("button", { name, exact: true }).first();
  await wide();
  await staff.goto("/waiter");
  await live(staff);
  // The last party has gone from there.
  await tablet.open(free[0]!.label);
  await expect(sheet.getByRole("button", { name: "Reopen" })).toBeVisible();
  await sound(staff, "free table", [390, 820, 1180]);
  await wide();

  await tablet.open(table);
  await expect(sheet.locator(".tline").first()).toBeVisible();
  await asked("covers", () => button("Change the number of guests").click());
  await escape(staff);
  await asked("remove a guest", () => sheet.locator(".tguest").first().click());
  await escape(staff);
  await asked("cancel a dish", () => button(/^Cancel /).click());
  await escape(staff);
  await asked("write off", () => button("Close").click());
  await escape(staff);
  await button("Payment").click();
  await asked("take a payment back", () => staff.locator(".pay").getByRole("button", { name: "Take back" }).first().click());
  await staff.getByRole("button", { name: "Keep it" }).last().click();
  await moment(staff);
  await asked("payment taken", async () => {
    await staff.locator(".pay-foot").getByRole("button", { name: /^Take cash/ }).click();
    await expect(staff.locator(".pay-change")).toContainText("Taken");
  });
  await moment(staff);
  await staff.locator(".pay-foot").getByRole("button", { name: "Done" }).click();
  await asked("nothing due", () => button("Payment").click());
  await escape(staff);
  await asked("close all the same", () => button("Close").click());
  await escape(staff);

  await staff.goto(`/waiter/pad/${ines.session}`);
  await live(staff);
  await asked("stock", () => tablet.tile(DISHES.long).click({ button: "right" }));
  await staff.getByRole("dialog").getByRole("button", { name: "Sold out (86)" }).click();
  await expect(staff.locator("dialog:modal")).toHaveCount(0);
  await expect(staff.locator(".toasts .toast", { hasText: DISHES.long })).toBeVisible();
  await sound(staff, "sold out, said", ASKED);
  await asked("back on the menu", () => tablet.tile(DISHES.long).click({ button: "right" }));
  await staff.getByRole("dialog").getByRole("button", { name: "Back on the menu" }).click();
  await expect(tablet.tile(DISHES.long)).not.toHaveAttribute("data-state", "sold-out");
});

test("what a guest is told in passing fits every screen", async () => {
  const { page } = ines;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/table");
  await live(page);
  await asGuest(ines, { command: "call_waiter", call: freshId(), kind: "water" });
  const held = (await ask(staff, `session?hat=staff&id=${ines.session}`)) as any;
  await submit(staff, { command: "acknowledge_call", session: ines.session, call: held.calls.at(-1).id });
  await expect(page.locator(".toasts .toast", { hasText: "is coming." })).toBeVisible();
  await sound(page, "somebody comes", [360, 744]);
});

// The last: nothing is served after it.
test("without a connection every room fits every screen", async () => {
  const { page } = ines;
  await page.goto("/table");
  await live(page);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/waiter?queue=approvals");
  await live(staff);
  wall ??= await restaurant.enter(await restaurant.wall(), "kitchen");
  await live(wall);
  await restaurant.server.stop();
  await expect(page.locator(".offline-strip")).toBeVisible();
  await page.getByRole("button", { name: `Add ${SUPPLI}` }).click();
  await expect(page.locator(".offline-strip")).toContainText("Your tap is kept");
  await sound(page, "offline", [360, 744]);
  await expect(staff.locator(".wlost")).toBeVisible();
  await expect(staff.locator(".empty[data-unknown]")).toBeVisible();
  await sound(staff, "floor, lost", ASKED);
  await expect(wall.locator(".klost")).toBeVisible();
  await sound(wall, "wall, lost", [768, 1920]);
});
