import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Page } from "@playwright/test";
import { alive, expect, live, type Restaurant, test } from "../support/restaurant";
import { Line } from "../support/line";
import { moment, Phone, SUPPLI, TAGLIATELLE, Tablet, Wall } from "../support/rooms";
import { ask, freshId, submit } from "../support/staff";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../docs/screenshots");
mkdirSync(folder, { recursive: true });

type Scheme = "light" | "dark";
type Size = [width: number, height: number];

const PHONES: Size[] = [
  [390, 844],
  [360, 740],
];
const TABLET: Size = [1180, 820];
const DESK: Size = [1280, 800];
const BOTH: Scheme[] = ["light", "dark"];

/** Takes a picture when fonts and pictures are there. */
async function snap(page: Page, name: string): Promise<void> {
  await page.waitForFunction(async () => {
    await document.fonts.ready;
    const seen = [...document.images].filter((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    return seen.every((image) => image.complete);
  });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: "disabled", caret: "hide" });
}

/** A screen in every size and theme: `{name}-{width}-{theme}.png`. */
async function take(page: Page, name: string, sizes: Size[], schemes: Scheme[] = BOTH): Promise<void> {
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await snap(page, `${name}-${width}-${colorScheme}`);
    }
  }
}

/** Loads a page again, so that nothing of the way there is left on it. */
async function fresh(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await live(page);
}

/** Two phones at the free table: dishes on their way, others in the cart. The first of them. */
async function party(restaurant: Restaurant): Promise<{ phone: Phone; path: string }> {
  const door = await restaurant.tablet();
  const path = await restaurant.tablePath(door);
  await door.close();
  const phone = new Phone(await restaurant.phone("Ines"), "Ines");
  await phone.sit(path);
  const other = new Phone(await restaurant.phone("Jonas"), "Jonas");
  await other.sit(path);
  await phone.add(SUPPLI);
  await phone.choose(TAGLIATELLE, []);
  await other.choose("Bruschetta al pomodoro", []);
  await expect(phone.page.getByRole("link", { name: /View cart · 3/ })).toBeVisible();
  const cart = await phone.cart();
  await cart.getByRole("button", { name: /^Send for the table/ }).click();
  await expect(phone.lines()).toHaveCount(3);

  const wall = new Wall(await restaurant.enter(await restaurant.wall(), "kitchen"));
  const table = await phone.table();
  await wall.press(table, "Seen");
  await wall.press(table, "Start");
  await expect(phone.lines("preparing")).toHaveCount(3);
  await moment(wall.page);
  await wall.ticket(table).locator(".kline", { hasText: SUPPLI }).click();
  await expect(phone.lines("ready")).toHaveCount(1);
  await wall.page.close();

  await phone.go("Menu");
  await phone.choose("Tagliata di manzo", ["Medium rare", "Mixed salad"]);
  await other.go("Menu");
  await other.choose("Branzino al forno", []);
  await other.add("Patate al rosmarino");
  return { phone, path };
}

test("the guest's phone", async ({ restaurant }) => {
  const { phone } = await party(restaurant);
  const { page } = phone;
  await fresh(page, "/table");
  await take(page, "guest-menu", PHONES);
  await page.getByRole("link", { name: "Add Tagliata di manzo" }).click();
  await expect(page.getByRole("dialog", { name: "Tagliata di manzo" })).toBeVisible();
  await page.mouse.move(0, 0);
  await take(page, "guest-product", PHONES);
  await fresh(page, "/table?cart=1");
  await take(page, "guest-cart", PHONES);
  await fresh(page, "/table/orders");
  await take(page, "guest-orders", PHONES);
  await fresh(page, "/table/bill");
  await take(page, "guest-bill", PHONES);
  await page.setViewportSize({ width: 1280, height: 800 });
  await fresh(page, "/table");
  await take(page, "guest-menu", [DESK]);
  await page.goto("/welcome/table?state=closed");
  await alive(page);
  await take(page, "guest-welcome-closed", PHONES);
});

test("the waiter's tablet", async ({ restaurant }) => {
  await party(restaurant);
  const page = await restaurant.enter(await restaurant.tablet(), "waiter");
  const tablet = new Tablet(page);
  await fresh(page, "/waiter");
  await take(page, "waiter-floor", [TABLET, [820, 1180], [390, 844]]);
  await page.setViewportSize({ width: TABLET[0], height: TABLET[1] });
  await fresh(page, "/waiter");
  await tablet.open("6");
  await expect(tablet.sheet.locator(".tline").first()).toBeVisible();
  await page.mouse.move(0, 0);
  await take(page, "waiter-sheet", [TABLET]);
  await fresh(page, "/waiter?queue=calls");
  await take(page, "waiter-queues", [TABLET]);
  await fresh(page, "/waiter");
  await tablet.open("4");
  await tablet.sheet.getByRole("button", { name: "Payment" }).click();
  const payment = page.getByRole("dialog", { name: /^Take payment/ });
  await expect(payment).toBeVisible();
  await payment.getByRole("button", { name: "€150" }).or(payment.locator(".pay-quick button").last()).first().click();
  await take(page, "waiter-payment", [TABLET]);
  await fresh(page, "/waiter");
  await tablet.open("10");
  await tablet.sheet.getByRole("link", { name: "Add order" }).click();
  await page.waitForURL("**/waiter/pad/**");
  for (const dish of [SUPPLI, "Vitello tonnato", SUPPLI]) await page.locator(".ptile", { hasText: dish }).click();
  await expect(page.locator(".pline")).toHaveCount(2);
  await page.mouse.move(0, 0);
  await take(page, "waiter-pad", [TABLET]);
});

test("the kitchen's wall", async ({ restaurant }) => {
  const page = await restaurant.enter(await restaurant.wall(), "kitchen");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(page.locator(".ticket").first()).toBeVisible();
  await snap(page, "kitchen-board-1920-kitchen");
  const drawer = async (button: string, name: string) => {
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.getByRole("dialog").locator(".krow").first()).toBeVisible();
    await snap(page, name);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  await drawer("Recall", "kitchen-recall-1920-kitchen");
  await drawer("Sold out", "kitchen-86-1920-kitchen");
  await page.getByRole("tab", { name: /^Cucina/ }).click();
  await page.waitForURL("**/kitchen?station=**");
  await live(page);
  await expect(page.locator(".ticket").first()).toBeVisible();
  await page.mouse.move(0, 0);
  await snap(page, "kitchen-station-1920-kitchen");
  await page.getByRole("button", { name: /^Theme/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.setViewportSize({ width: DESK[0], height: DESK[1] });
  await fresh(page, "/kitchen");
  await snap(page, "kitchen-board-1280-light");
});

test("the front door and the sign-in", async ({ restaurant }) => {
  const page = await restaurant.tablet();
  const sizes: Size[] = [TABLET, [390, 844]];
  await page.goto("/");
  await alive(page);
  await take(page, "front-door", [DESK, [360, 740]]);
  await page.goto("/sign-in");
  await alive(page);
  await take(page, "sign-in-enrol", sizes, ["light"]);
  await restaurant.enter(page, "waiter");
  await page.goto("/sign-in");
  await alive(page);
  await take(page, "sign-in-picker", sizes, ["light"]);
  await page.getByRole("link", { name: /Giulia/ }).click();
  await expect(page.getByRole("heading", { name: "Giulia" })).toBeVisible();
  for (const digit of "11") await page.keyboard.press(digit);
  await take(page, "sign-in-pin", sizes, ["light"]);
});

test("a phone without a connection, and a phone that goes on elsewhere", async ({ restaurant }) => {
  const door = await restaurant.tablet();
  const path = await restaurant.tablePath(door);
  await door.close();
  const page = await restaurant.phone("Ines");
  const line = await Line.of(page.context());
  const phone = new Phone(page, "Ines");
  await phone.sit(path);
  await phone.add("Burrata e pomodorini");
  await (await phone.cart()).getByRole("button", { name: /^Send/ }).last().click();
  await expect(phone.lines("sent")).toHaveCount(1);
  await phone.go("Menu");
  await line.cut();
  await expect(page.locator(".offline-strip")).toBeVisible();
  await phone.add(SUPPLI);
  await take(page, "guest-offline-menu", [[390, 844]]);
  const cart = await phone.cart();
  await take(page, "guest-offline-cart", [[390, 844]]);
  await cart.getByRole("button", { name: /^Send/ }).last().click();
  await expect(phone.lines("unsent")).toHaveCount(1);
  await take(page, "guest-offline-orders", [[390, 844]]);
  line.build = "newer";
  line.mend();
  await expect(page.locator(".update-strip")).toBeVisible();
  await take(page, "guest-update", [[390, 844]]);
  await page.locator(".update-strip").getByRole("button", { name: "Later" }).click();

  await page.getByRole("button", { name: /At this table/ }).click();
  await take(page, "guest-people", [[390, 844]]);
  await page.getByRole("button", { name: "Continue on another phone" }).click();
  const link = (await page.locator(".handover-link").getAttribute("href")) ?? "";
  await take(page, "guest-handover", [[390, 844]]);
  const other = await restaurant.phone("Ines’ other phone");
  await other.goto(link);
  await take(other, "guest-continue", [[390, 844]]);
  await other.getByRole("button", { name: "Continue on this phone" }).click();
  await expect(page.getByRole("dialog", { name: "You continue elsewhere" })).toBeVisible();
  await take(page, "guest-replaced", [[390, 844]]);
  await page.goto("/table");
  await take(page, "guest-replaced-page", [[390, 844]]);
});

test("a tablet without a connection, and what was refused", async ({ restaurant }) => {
  const page = await restaurant.tablet();
  const line = await Line.of(page.context());
  const tablet = new Tablet(await restaurant.enter(page, "waiter"));
  const wall = new Wall(await restaurant.enter(await restaurant.wall(), "kitchen"));
  const free = page.locator('.ftable[data-state="free"]').first();
  const table = (await free.locator(".ftable-no").innerText()).replace("Table", "").trim();
  await line.cut();
  await expect(page.locator('.status[data-state="offline"]')).toBeVisible();
  await tablet.open(table);
  await tablet.sheet.getByRole("button", { name: "Open and order" }).click();
  await page.waitForURL("**/waiter/pad/**");
  await tablet.tile(SUPPLI).click();
  await tablet.tile("Vitello tonnato").click();
  await take(page, "waiter-offline-pad", [TABLET]);
  await page.getByRole("button", { name: /^Send 2/ }).click();
  await expect(tablet.sheet.locator(".tsheet-head .unsent")).toBeVisible();
  await expect(page.locator(".toasts .toast")).toHaveCount(0, { timeout: 20_000 });
  await take(page, "waiter-offline-floor", [TABLET, [390, 844]]);
  await page.setViewportSize({ width: TABLET[0], height: TABLET[1] });
  await page.locator(".wbar button.status").click();
  await take(page, "waiter-offline-status", [TABLET]);
  line.mend();
  await live(page);

  const phone = await restaurant.phone();
  const own = await Line.of(phone.context());
  const ada = new Phone(phone, "Ada");
  await ada.sit(await restaurant.tablePath(phone));
  // Something to pay for, so that the bar at the foot is as full as it gets.
  await ada.add("Burrata e pomodorini");
  await (await ada.cart()).getByRole("button", { name: /^Send to the kitchen/ }).click();
  await phone.waitForURL("**/table/orders");
  await ada.go("Menu");
  await own.cut();
  await expect(phone.locator(".offline-strip")).toBeVisible();
  await ada.add(SUPPLI);
  await ada.add("Vitello tonnato");
  await wall.page.getByRole("button", { name: "Sold out", exact: true }).click();
  const panel = wall.page.locator(".k86", { hasText: SUPPLI });
  await panel.locator(".k86-toggle").click();
  // Foreseen at once: it counts when the server has it, which the tablet hears.
  await expect(panel.locator(".k86-word")).toHaveText(/Sold out/);
  own.mend();
  await live(phone);
  await expect(phone.getByRole("link", { name: /^View cart · 1 · 1 not added/ })).toBeVisible();
  await expect(phone.locator(".toasts .toast")).toHaveCount(0, { timeout: 20_000 });
  await take(phone, "guest-refused-menu", [[390, 844], [320, 640]]);
  await phone.setViewportSize({ width: 390, height: 844 });
  await ada.cart();
  await take(phone, "guest-refused", [[390, 844]]);
});

test("a connection in figures", async ({ restaurant }) => {
  const page = await restaurant.enter(await restaurant.tablet(), "waiter");
  await page.keyboard.press("Alt+Shift+D");
  await expect(page.locator(".figures")).toContainText("Round trip");
  await take(page, "waiter-figures", [TABLET]);
});

test("a party comes, pays and leaves", async ({ restaurant }) => {
  const phones: Size[] = [[390, 844]];
  const floor = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));
  const wall = new Wall(await restaurant.enter(await restaurant.wall(), "kitchen"));
  const page = await restaurant.phone("Ines");
  const path = await restaurant.tablePath(page);
  await page.goto(path);
  await alive(page);
  await expect(page.getByRole("heading", { name: "How many are you?" })).toBeVisible();
  await take(page, "guest-welcome", phones);
  const ines = new Phone(page, "Ines");
  await ines.sit(path);
  const table = await ines.table();
  await ines.add(SUPPLI);
  await ines.add("Vitello tonnato");
  await (await ines.cart()).getByRole("button", { name: /^Send/ }).last().click();
  await expect(ines.lines("sent")).toHaveCount(2);
  await ines.go("Menu");
  await ines.add(SUPPLI);

  const { sessions } = await ask(floor.page, "house");
  const session = sessions.find((session: any) => session.place.table_label === table);
  const items = session.orders.flatMap((order: any) => order.items);
  await submit(floor.page, { command: "serve", session: session.id, items: items.slice(1).map((item: any) => item.id) });
  const due = items.reduce((sum: number, item: any) => sum + item.unit_price * item.quantity, 0);
  const amount = { minor: due, currency: session.currency };
  await submit(floor.page, { command: "record_payment", session: session.id, payment: { id: freshId(), method: "terminal", amount } });
  await floor.open(table);
  await moment(floor.page);
  await floor.sheet.getByRole("button", { name: "Close", exact: true }).click();
  const asks = floor.page.getByRole("dialog", { name: `Close table ${table} all the same?` });
  await expect(asks).toBeVisible();
  await take(floor.page, "waiter-close", [TABLET, [390, 844]]);
  await floor.page.setViewportSize({ width: TABLET[0], height: TABLET[1] });
  await floor.page.keyboard.press("Escape");

  const friend = await restaurant.phone("friend");
  await friend.goto(path);
  await alive(friend);
  await take(friend, "guest-welcome-paid", phones);
  await friend.getByRole("button", { name: "Yes, we are together" }).click();
  await friend.waitForURL("**/table");
  await expect(friend.getByRole("heading", { name: "One moment." })).toBeVisible();
  await take(friend, "guest-waiting", phones);
  await fresh(floor.page, "/waiter?queue=approvals");
  await expect(floor.page.locator("#approvals .wq-card").first()).toBeVisible();
  await take(floor.page, "waiter-approvals", [TABLET]);
  await submit(floor.page, { command: "close_session", session: session.id, write_off: null, despite: { unsent: 9, cooking: 9, ready: 9 } });
  await expect(page.getByRole("navigation", { name: "Table" })).toHaveCount(0);
  await fresh(wall.page, "/kitchen");
  await fresh(floor.page, "/waiter");
  await page.goto("/table");
  await alive(page);
  await take(page, "guest-farewell", phones);
});

test("people and screens, and what a screen says that hears nothing", async ({ restaurant }) => {
  const office = await restaurant.enter(await restaurant.tablet(), "waiter");
  await office.goto("/sign-in");
  await alive(office);
  await office.getByRole("button", { name: "People and screens" }).click();
  await expect(office.getByRole("dialog", { name: "People and screens" }).locator(".steam-row").first()).toBeVisible();
  await take(office, "sign-in-people", [TABLET, [390, 844]]);

  const page = await restaurant.wall();
  const line = await Line.of(page.context());
  await restaurant.enter(page, "kitchen");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(page.locator(".ticket").first()).toBeVisible();
  await line.cut();
  await expect(page.getByText(/^No connection since/)).toBeVisible();
  await snap(page, "kitchen-no-connection-1920-kitchen");
});
