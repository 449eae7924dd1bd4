import { type Page } from "@playwright/test";
import { evening } from "../support/evening";
import { Line } from "../support/line";
import { expect, live, test } from "../support/restaurant";
import { Phone, SUPPLI, Tablet, type Wall, moment } from "../support/rooms";
import { ask, submit } from "../support/staff";

const offline = (page: Page) => expect(page.locator(".status").first()).toHaveAttribute("data-state", "offline");

/** The kitchen takes a dish off, or puts it back on. */
async function toggle(wall: Wall, dish: string, word: RegExp): Promise<void> {
  const panel = wall.page.locator(".k86", { hasText: dish });
  await wall.page.getByRole("button", { name: "Sold out", exact: true }).click();
  await moment(wall.page);
  await panel.locator(".k86-toggle").click();
  await expect(panel.locator(".k86-word")).toHaveText(word);
  await wall.page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
}

test("a line that was refused says why where it would stand, and can be tried again", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, tablet, wall, line } = await evening(restaurant);
  await line.cut();
  await offline(ada.page);
  await ada.add(SUPPLI);
  // And one more: what was wanted in the end.
  await (await ada.cart()).getByRole("button", { name: `One more ${SUPPLI}` }).click();
  await ada.page.keyboard.press("Escape");
  await toggle(wall, SUPPLI, /Sold out/);
  // The socket tells what was missed before it takes the tap.
  line.bySocket = true;
  line.mend();
  await live(ada.page);
  // Once, although the 86 itself was heard first: the cart never held it.
  const toasts = ada.page.locator(".toasts .toast");
  await expect(toasts).toHaveText([/is sold out/]);
  await expect(ada.page.locator(".status-waiting")).toHaveCount(0);
  await expect(toasts).toHaveCount(1);
  await expect(tablet.sheet.locator(".tline-name", { hasText: SUPPLI })).toHaveCount(0);

  await expect(ada.page.getByRole("link", { name: /^View cart · 1 not added/ })).toBeVisible();
  const cart = await ada.cart();
  const lost = cart.getByRole("region", { name: "Not added" }).locator(".cart-line");
  await expect(lost.locator(".cart-line-name")).toHaveText(`2 × ${SUPPLI}`);
  await expect(lost.locator(".refused")).toContainText(`${SUPPLI} is sold out.`);
  // There is no way on while there is none of it.
  await expect(lost.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await ada.page.screenshot({ path: test.info().outputPath("not-added.png") });

  await toggle(wall, SUPPLI, /Available/);
  await expect(lost.getByRole("button", { name: "Try again" })).toBeVisible();
  await moment(ada.page);
  await lost.getByRole("button", { name: "Try again" }).click();
  await expect(lost).toHaveCount(0);
  await expect(cart.locator(".cart-line-name", { hasText: SUPPLI })).toHaveCount(1);
  await expect(bruno.page.getByRole("link", { name: /^View cart · 2/ })).toBeVisible();
  await expect(tablet.sheet.locator(".tline-name", { hasText: SUPPLI })).toHaveCount(1);
  // Now it does hold it.
  await toggle(wall, SUPPLI, /Sold out/);
  await expect(toasts.filter({ hasText: `${SUPPLI} has just sold out. It is still in the cart.` })).toHaveCount(1);
});

test("what was refused is read once, in whichever tab", async ({ restaurant }) => {
  test.slow();
  const { ada, wall, line } = await evening(restaurant);
  const other = new Phone(await ada.page.context().newPage(), "Ada");
  await other.page.goto("/table");
  await live(other.page);
  await line.cut();
  await offline(ada.page);
  await ada.add(SUPPLI);
  await (await ada.cart()).getByRole("button", { name: `One more ${SUPPLI}` }).click();
  await toggle(wall, SUPPLI, /Sold out/);
  const before = line.taps.length;
  line.mend();
  const unread = (phone: Phone) => phone.page.getByRole("link", { name: /^View cart · 1 not added/ });
  await expect(unread(other)).toBeVisible();
  await expect(ada.page.getByRole("region", { name: "Not added" })).toBeVisible();
  await (await other.cart()).getByRole("region", { name: "Not added" }).getByRole("button", { name: "Understood" }).click();
  await expect(other.page.getByRole("region", { name: "Not added" })).toHaveCount(0);
  await expect(ada.page.getByRole("region", { name: "Not added" })).toHaveCount(0);
  // What was tapped on it meanwhile was not sent to be refused once more: what is tapped now is the next to come through.
  await expect(ada.page.locator(".status-waiting")).toHaveCount(0);
  await other.page.keyboard.press("Escape");
  await other.add("Burrata e pomodorini");
  await expect.poll(() => line.taps.slice(before)).toEqual(["add_line", "add_line"]);
});

test("an order that is held up says so on the line that holds it, which can be taken off there", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, wall, table, line } = await evening(restaurant);
  await ada.add(SUPPLI);
  await ada.add("Burrata e pomodorini");
  await expect(bruno.page.getByRole("link", { name: /^View cart · 2/ })).toBeVisible();
  await line.cut();
  await offline(ada.page);
  await (await ada.cart()).getByRole("button", { name: /^Send to the kitchen/ }).click();
  await ada.page.waitForURL("**/table/orders");
  await toggle(wall, SUPPLI, /Sold out/);
  line.mend();

  // The cart is opened for her: nothing of it was sent.
  const cart = ada.page.getByRole("dialog", { name: "Your table’s cart" });
  await expect(cart).toBeVisible();
  const held = cart.locator(".cart-line", { hasText: SUPPLI });
  await expect(held.locator(".refused")).toContainText("is sold out");
  await expect(cart.locator(".cart-line", { hasText: "Burrata" }).locator(".refused")).toHaveCount(0);
  await ada.page.screenshot({ path: test.info().outputPath("held-up.png") });
  await toggle(wall, SUPPLI, /Available/);
  await expect(held.locator(".refused")).toHaveCount(0);
  await toggle(wall, SUPPLI, /Sold out/);
  await expect(held.getByRole("button", { name: "Remove", exact: true })).toBeVisible();
  await moment(ada.page);
  await held.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(held).toHaveCount(0);
  await cart.getByRole("button", { name: /^Send to the kitchen/ }).click();
  await expect(wall.ticket(table).locator(".kline-name")).toHaveText(["Burrata e pomodorini"]);
});

test("a waiter’s pad and sheet say which lines wait, and which were refused", async ({ restaurant }) => {
  test.slow();
  const { ada, wall, table } = await evening(restaurant);
  const page = await restaurant.tablet("the tablet out on the terrace");
  const line = await Line.of(page.context());
  const terrace = new Tablet(await restaurant.enter(page, "waiter"));
  await terrace.pad(table);
  await line.cut();
  await offline(page);
  await terrace.tile(SUPPLI).click();
  await terrace.tile("Burrata e pomodorini").click();
  const lines = page.locator(".porder .pline");
  await expect(lines.locator(".unsent")).toHaveText(["Waits for the connection", "Waits for the connection"]);
  await page.screenshot({ path: test.info().outputPath("pad-waits.png") });
  await toggle(wall, SUPPLI, /Sold out/);
  line.mend();
  await live(page);
  await expect(ada.page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
  await expect(lines.locator(".unsent")).toHaveCount(0);
  const lost = lines.filter({ hasText: SUPPLI });
  await expect(lost.locator(".refused")).toContainText(`${SUPPLI} is sold out.`);
  await page.screenshot({ path: test.info().outputPath("pad-refused.png") });
  await lost.getByRole("button", { name: "Understood" }).click();
  await expect(lost).toHaveCount(0);

  // Sent while the line is gone: the table’s sheet says that the kitchen does not know.
  await line.cut();
  await offline(page);
  await page.getByRole("button", { name: /^Send 1/ }).click();
  const item = terrace.sheet.locator(".tline", { hasText: "Burrata" });
  await expect(item).toHaveAttribute("data-state", "unsent");
  await expect(item.locator(".badge")).toContainText("Not sent yet");
  await expect(terrace.toast("No connection. It goes to the kitchen by itself")).toBeVisible();
  await expect(terrace.toast("Sent to the kitchen.")).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath("sheet-unsent.png") });
  line.mend();
  await live(page);
  await expect(item).toHaveAttribute("data-state", "sent");
  await expect(wall.ticket(table).locator(".kline-name")).toHaveText(["Burrata e pomodorini"]);

  // The kitchen was quicker than a cancellation: the item says why it stands.
  await line.cut();
  await offline(page);
  await moment(page);
  await item.getByRole("button", { name: /^Cancel/ }).click();
  await moment(page);
  await page.getByRole("dialog").getByRole("button", { name: "Ordered by mistake" }).click();
  await expect(item.locator(".unsent")).toBeVisible();
  await wall.press(table, "Seen");
  await expect(wall.ticket(table)).toHaveAttribute("data-state", "seen");
  line.mend();
  await live(page);
  await expect(item).toHaveAttribute("data-state", "seen");
  await expect(item.locator(".refused")).toContainText("The kitchen has seen this already.");
  await page.screenshot({ path: test.info().outputPath("sheet-refused.png") });
});

test("a waiter who has gone on is led back to the order that was not sent, and to why", async ({ restaurant }) => {
  test.slow();
  const { wall, table } = await evening(restaurant);
  const page = await restaurant.phone("the waiter’s phone");
  const line = await Line.of(page.context());
  await restaurant.enter(page, "waiter");
  const own = new Tablet(page);
  await own.pad(table);
  await line.cut();
  await offline(page);
  await page.locator(".ptile", { hasText: SUPPLI }).click();
  await page.locator(".ptile", { hasText: "Calamari fritti" }).click();
  await page.locator(".pad-open").click();
  await page.getByRole("button", { name: /^Send 2/ }).click();
  await page.waitForURL("**/waiter?table=*");
  await toggle(wall, SUPPLI, /Sold out/);
  line.mend();
  await page.waitForURL("**/waiter/pad/**");
  await expect(page.locator(".pad-open")).toContainText("Order · 1 · 1 not added");
  await page.locator(".pad-open").click();
  const lost = page.locator(".porder .pline", { has: page.locator(".refused") });
  await expect(lost).toContainText("is sold out");
  await expect(lost.locator(".pline-name")).toHaveText(`1 × ${SUPPLI}`);
  await page.screenshot({ path: test.info().outputPath("led-back.png") });
  await expect(wall.ticket(table)).toHaveCount(0);
});

test("a refused send of the whole cart says why in the cart, and the cart is whole again", async ({ restaurant }) => {
  const { ada, wall, line } = await evening(restaurant);
  await ada.add(SUPPLI);
  await ada.add("Burrata e pomodorini");
  const cart = await ada.cart();
  // The phone does not hear of the 86: the server's answer is the first it knows.
  line.deaf = true;
  await toggle(wall, SUPPLI, /Sold out/);
  await expect.poll(() => line.swallowed).toBeGreaterThan(0);
  await cart.getByRole("button", { name: /^Send to the kitchen/ }).click();
  const callout = cart.getByRole("alert");
  await expect(callout).toContainText(`${SUPPLI} is sold out.`);
  await expect(callout).toContainText("Nothing was sent.");
  await expect(cart.locator(".cart-line-name")).toHaveText([SUPPLI, "Burrata e pomodorini"]);
  await expect(ada.page).toHaveURL(/cart=1/);
  // It stays until it is read, wherever she goes meanwhile.
  await ada.page.keyboard.press("Escape");
  await ada.go("Bill");
  await ada.go("Menu");
  await expect(ada.page.getByRole("link", { name: /^View cart · 2 · not sent/ })).toBeVisible();
  await (await ada.cart()).getByRole("alert").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(cart.getByRole("alert")).toHaveCount(0);
  await expect(cart.locator(".cart-line-name")).toHaveText(["Burrata e pomodorini"]);
  await expect(ada.page.getByRole("button", { name: /^Send to the kitchen/ })).toBeEnabled();
});

test("a count that was tapped just before its drawer was closed is sent", async ({ restaurant }) => {
  const wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  const row = wall.locator(".k86", { hasText: SUPPLI });
  await wall.getByRole("button", { name: "Sold out", exact: true }).click();
  await row.getByRole("button", { name: `${SUPPLI}: one more left` }).click();
  await wall.keyboard.press("Escape");
  await expect(row).toHaveCount(0);
  await wall.getByRole("button", { name: "Sold out", exact: true }).click();
  await expect(row.getByRole("textbox")).toHaveValue("10");
});

/** From now on this device reads a menu without a dish. */
async function without(page: Page, dish: string): Promise<void> {
  await page.context().route("**/api/menu*", async (route) => {
    const answer = await route.fetch();
    const menu = await answer.json();
    menu.value.products = menu.value.products.filter((product: { name: string }) => product.name !== dish);
    await route.fulfill({ response: answer, json: menu });
  });
}

/** Something about the party happens that this device does not hear and never will, so that it asks for all it shows. */
async function missed(line: Line, staff: Page, table: string, covers: number): Promise<void> {
  const session = (await ask(staff, "house")).sessions.find((party: { place: { table_label: string }; status: string }) => party.place.table_label === table && party.status !== "closed");
  line.deaf = true;
  const before = line.swallowed;
  await submit(staff, { command: "set_covers", session: session.id, covers });
  await expect.poll(() => line.swallowed).toBeGreaterThan(before);
  line.gap();
}

test("a dish that left the menu keeps its name, holds nobody up, and anybody takes it off", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, tablet, wall, table, line } = await evening(restaurant);
  await bruno.add(SUPPLI);
  await ada.add("Burrata e pomodorini");
  await expect(ada.page.getByRole("link", { name: /^View cart · 2/ })).toBeVisible();
  await without(ada.page, SUPPLI);
  await missed(line, tablet.page, table, 3);
  const cart = await ada.cart();
  const stale = cart.locator(".cart-line", { hasText: SUPPLI });
  await expect(stale.locator(".refused")).toContainText("is not on the menu any more.");
  await expect(cart.getByRole("button", { name: /^Send mine/ })).toBeEnabled();
  await expect(cart.getByRole("button", { name: /^Send for the table/ })).toBeEnabled();
  await ada.page.screenshot({ path: test.info().outputPath("stale.png") });

  // A waiter's pad says so, too, and not €0.00.
  const terrace = await restaurant.tablet("the tablet out on the terrace");
  const far = await Line.of(terrace.context());
  await restaurant.enter(terrace, "waiter");
  const pad = new Tablet(terrace);
  await without(terrace, SUPPLI);
  await pad.pad(table);
  await missed(far, tablet.page, table, 4);
  await expect(terrace.locator(".pline", { hasText: SUPPLI }).locator(".pline-price")).toHaveText("No longer on the menu");

  await cart.getByRole("button", { name: /^Send mine/ }).click();
  await expect(wall.ticket(table).locator(".kline-name")).toHaveText(["Burrata e pomodorini"]);
  // What the kitchen ran out of anybody takes off as well.
  await toggle(wall, SUPPLI, /Sold out/);
  await ada.go("Menu");
  await (await ada.cart()).locator(".cart-line", { hasText: SUPPLI }).getByRole("button", { name: "Remove", exact: true }).click();
  await expect(tablet.sheet.locator(".tline-name", { hasText: SUPPLI })).toHaveCount(0);
  await expect(bruno.page.getByRole("link", { name: /^View cart/ })).toHaveCount(0);
});
