import { type Locator } from "@playwright/test";
import { owing } from "../support/evening";
import { expect, live, test } from "../support/restaurant";
import { BURRATA, Phone, SUPPLI, Tablet, moment, scan } from "../support/rooms";
import { ask, bill, dish, freeTables, freshId, order, seat, sessionAt, submit } from "../support/staff";
import { tapOnSight, twice } from "../support/taps";

// What is under a finger turns into something else: at the first of two taps, or by what somebody else does.

const money = (minor: number) => `€${(minor / 100).toFixed(2)}`;

test("what somebody else changes under a finger is not tapped: a dish that is bumped, a bill that is paid in part", async ({ restaurant }) => {
  test.slow();
  const { tablet, table } = await owing(restaurant);
  const page = tablet.page;
  const line = tablet.sheet.locator(".tline").first();
  await expect(line.getByRole("button", { name: /^Cancel/ })).toBeVisible();
  const party = await sessionAt(page, table);
  await moment(page);
  // The bin turns into the bell.
  await tapOnSight(page, ".tline-serve", /^Ready: serve/, () =>
    submit(page, { command: "bump_ticket", session: party.id, ticket: party.orders[0].tickets[0].id }),
  );
  await moment(page);
  const status = async () => (await sessionAt(page, table)).orders[0].items[0].status;
  expect(await status()).toBe("ready");
  await line.getByRole("button", { name: /^Ready: serve/ }).click();
  await expect.poll(status).toBe("served");
  await moment(page);
  await tablet.toast("1 dish served").getByRole("button", { name: "Undo" }).click();
  await expect.poll(status).toBe("ready");
  await expect(line.getByRole("button", { name: /^Ready: serve/ })).toBeVisible();

  // A colleague books a part: the button is about the rest now.
  const due = party.orders[0].items[0].unit_price;
  const payment = await tablet.payment();
  await payment.getByRole("radio", { name: "Card terminal" }).check();
  const take = payment.getByRole("button", { name: /^Card payment received/ });
  await expect(take).toContainText(money(due));
  const part = { id: freshId(), method: "terminal", amount: { minor: 100, currency: party.currency } };
  await tapOnSight(page, ".pay-foot button", new RegExp(money(due - 100)), () =>
    submit(page, { command: "record_payment", session: party.id, payment: part }),
  );
  await moment(page);
  await expect(take).toContainText(money(due - 100));
  expect((await bill(page, table)).paid).toBe(100);
  await take.click();
  await expect.poll(async () => (await bill(page, table)).paid).toBe(due);
  await moment(page);
  await payment.getByRole("button", { name: "Done" }).click();

  // A manager takes the colleague’s payment back.
  await tablet.payment();
  await payment.locator(".pay-leg", { hasText: money(100) }).getByRole("button", { name: "Take back" }).click();
  const asks = page.getByRole("dialog", { name: `Take back ${money(100)}?` });
  await asks.getByLabel("Reason").fill("Wrong table");
  await asks.getByRole("button", { name: "Take it back" }).click();
  await expect(payment).toContainText(/Taken back by .*: Wrong table/);
  await expect.poll(async () => (await bill(page, table)).paid).toBe(due - 100);
});

test("a table’s sheet that changes under a finger, and a message over a button, do nothing", async ({ restaurant }) => {
  test.slow();
  const tablet = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));
  const page = tablet.page;
  const [table] = await freeTables(page);
  await page.goto(`/waiter?table=${table!.id}`);
  await live(page);
  const seated = () => sessionAt(page, table!.label);
  const close = async () => submit(page, { command: "close_session", session: (await seated()).id });
  const open = tablet.sheet.getByRole("button", { name: "Open table" });
  await moment(page);

  // Somebody else seats a party there, or closes its table.
  await tapOnSight(page, ".tsheet-actions button", /^Close$/, () => seat(page, table!));
  await moment(page);
  expect(await seated()).toBeDefined();
  await tapOnSight(page, ".tsheet-actions button", /^Open table$/, close);
  await moment(page);
  expect(await seated()).toBeUndefined();
  await tapOnSight(page, ".tsheet-actions a", /^Add order$/, () => seat(page, table!));
  await moment(page);
  await expect(page).toHaveURL(/\/waiter\?table=/);
  await expect(tablet.sheet.getByRole("link", { name: "Add order" })).toBeVisible();
  await close();
  await expect(open).toBeVisible();

  // A manager takes the closing back.
  await moment(page);
  await tablet.sheet.getByRole("button", { name: "Reopen" }).click();
  await expect(open).toBeHidden();
  await expect.poll(seated).toBeDefined();

  // A message comes up over whatever a finger was on its way to.
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  await scan(ada.page, await restaurant.tablePath(ada.page));
  const { guest } = await (await ada.page.request.get("/api/viewer")).json();
  const call = async (kind: string) => {
    const [key, call] = [freshId(), freshId()];
    const command = { command: "call_waiter", session: guest.session, call, kind };
    await ada.page.request.post("/api/submit", { data: { hat: "guest", envelope: { key, command, at: 0, base_seq: 0 } } });
    return call;
  };
  await tapOnSight(page, ".toast button", /^Show$/, () => call("water"));
  await moment(page);
  await expect(page).toHaveURL(new RegExp(table!.id));

  // The way back from a closing outlives what else is said, and stands above a dialog.
  await tablet.sheet.getByRole("button", { name: "Close", exact: true }).click();
  const undo = tablet.toast(`Table ${table!.label} is closed`).getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  for (let n = 0; n < 3; n++) {
    const id = await call("waiter");
    await submit(page, { command: "resolve_call", session: guest.session, call: id });
  }
  const shows = page.locator(".toasts .toast").getByRole("button", { name: "Show" });
  await expect(shows).toHaveCount(2);
  await moment(page);
  await shows.last().click();
  await tablet.sheet.getByRole("button", { name: "Change the number of guests" }).click();
  const dialog = page.getByRole("dialog", { name: /^Guests at table/ });
  await expect(dialog.locator(".toast")).toHaveCount(2);
  await moment(page);
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect.poll(seated).toBeDefined();
});

test("on a phone a second tap on a table does not reach the sheet that comes up over it", async ({ restaurant }) => {
  const tablet = new Tablet(await restaurant.enter(await restaurant.phone("waiter’s phone"), "waiter"));
  const page = tablet.page;
  const openTable = tablet.sheet.getByRole("button", { name: "Open table" });
  const tile = page.locator('.ftable[data-state="free"]').last();
  const label = (await tile.locator(".ftable-no").innerText()).replace(/\D+/g, "");
  await moment(page);
  await tapOnSight(page, ".tsheet-actions button", /^Open table$/, () => tile.click());
  await moment(page);
  expect(await sessionAt(page, label)).toBeUndefined();
  await openTable.click();
  await expect.poll(() => sessionAt(page, label)).toBeDefined();
});

test("two quick taps in the queues are about one call and one order", async ({ restaurant }) => {
  const page = await restaurant.enter(await restaurant.tablet(), "waiter");
  for (const table of (await freeTables(page)).slice(0, 2)) {
    const session = await seat(page, table);
    await submit(page, { command: "bump_ticket", session, ticket: await order(page, session, SUPPLI) });
    const call = freshId();
    await submit(page, { command: "request_bill", session, call });
  }
  await page.locator('.wqueue[href="/waiter?queue=calls"]').click();
  const calls = page.locator("#calls .wq-card");
  const [mine, done] = ["I’m on it", "Done"].map((name) => calls.getByRole("button", { name, exact: true })) as [Locator, Locator];
  await expect(mine.nth(1)).toBeVisible();
  await moment(page);
  const before = { calls: await calls.count(), mine: await mine.count() };
  await twice(mine.first());
  await expect(mine).toHaveCount(before.mine - 1);
  await moment(page);
  await expect(mine).toHaveCount(before.mine - 1);
  await expect(calls).toHaveCount(before.calls);
  await twice(done.first());
  await expect(calls).toHaveCount(before.calls - 1);
  await moment(page);
  await expect(calls).toHaveCount(before.calls - 1);
  await expect(mine).toHaveCount(before.mine - 1);

  await page.locator('.wqueue[href="/waiter?queue=ready"]').click();
  const orders = page.locator("#ready .wq-card");
  await expect(orders.nth(1)).toBeVisible();
  await moment(page);
  const waiting = await orders.count();
  await twice(orders.first().getByRole("button", { name: /^Serve( all)?$/ }));
  await expect(orders).toHaveCount(waiting - 1);
  await moment(page);
  await expect(orders).toHaveCount(waiting - 1);
});

test("on the pad a minus is no bin, an 86 is not lifted by a slip, and one that has ended holds up no second round", async ({ restaurant }) => {
  test.slow();
  const tablet = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));
  const page = tablet.page;
  const [table] = await freeTables(page);
  const session = await seat(page, table!);
  await order(page, session, SUPPLI);
  await page.goto(`/waiter/pad/${session}`);
  await live(page);
  const tile = page.locator(".ptile", { hasText: SUPPLI });
  await tile.click();
  await tile.click();
  await page.locator(".ptile", { hasText: BURRATA }).click();
  const lines = page.locator(".porder .pline");
  const line = lines.filter({ hasText: SUPPLI });
  await expect(lines).toHaveCount(2);
  await moment(page);
  // Two portions less two are one: the bin has just come up.
  await twice(line.getByRole("button", { name: /one fewer$/ }));
  await moment(page);
  await expect(line.locator("output")).toHaveText("1");
  // The next line comes up under the finger.
  await twice(lines.first().getByRole("button", { name: /one fewer$/ }));
  await expect(lines).toHaveCount(1);
  await moment(page);
  await expect(lines).toHaveCount(1);
  await lines.getByRole("button", { name: /one fewer$/ }).click();
  await expect(lines).toHaveCount(0);

  const { id: product } = await dish(page, SUPPLI);
  const off = (until: number | null) => submit(page, { command: "eighty_six", product, until });
  const available = async () => (await ask(page, "menu")).products.find((one: any) => one.id === product).availability.eighty_six === undefined;
  await tile.click({ button: "right" });
  const dialog = page.getByRole("dialog", { name: SUPPLI });
  await expect(dialog.getByRole("button", { name: "Sold out (86)" })).toBeVisible();
  await moment(page);
  await tapOnSight(page, ".modal-actions button", /^Back on the menu$/, () => off(null));
  await moment(page);
  expect(await available()).toBe(false);
  await expect(dialog).toContainText("until somebody brings it back");
  await off(Date.now() + 4_000);
  await expect(dialog).toContainText(/off the menu everywhere until \d\d:\d\d\./);
  // It ends by itself.
  await expect(dialog.getByRole("button", { name: "Sold out (86)" })).toBeVisible();
  await expect(dialog).toContainText("It can be ordered");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Repeat round" }).click();
  await expect(lines).toHaveText([new RegExp(SUPPLI)]);
  await expect(tablet.toast("Sold out")).toHaveCount(0);
});

test("on a phone the next line, the next “Cancel” and another’s dish are not under the finger", async ({ restaurant }) => {
  test.slow();
  const staff = await restaurant.enter(await restaurant.tablet(), "waiter");
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  await ada.sit(await restaurant.tablePath(ada.page));
  const page = ada.page;
  const { id: session, guests } = await sessionAt(staff, await ada.table());
  for (const name of [SUPPLI, BURRATA]) await order(staff, session, name, guests[0].id);

  // A round of one dish goes with it, and the next round moves up.
  await ada.go("Orders");
  await expect(ada.lines("sent")).toHaveCount(2);
  await moment(page);
  await twice(ada.lines().first().getByRole("button", { name: /^Cancel/ }));
  await expect(ada.lines("sent")).toHaveCount(1);
  await moment(page);
  await expect(ada.lines("sent")).toHaveCount(1);
  await page.locator(".toasts .toast", { hasText: `${BURRATA} cancelled.` }).getByRole("button", { name: "Undo" }).click();
  await expect(ada.lines("sent")).toHaveCount(2);

  await ada.go("Menu");
  await ada.add(SUPPLI);
  await ada.add(BURRATA);
  const cart = await ada.cart();
  const line = cart.locator(".cart-line", { hasText: SUPPLI });
  await cart.getByRole("button", { name: `One more ${SUPPLI}` }).click();
  await moment(page);
  await twice(cart.getByRole("button", { name: `One less ${SUPPLI}` }));
  await expect(line.locator("output")).toHaveText("1");
  await moment(page);
  await expect(line.locator("output")).toHaveText("1");
  await twice(cart.getByRole("button", { name: `Remove ${SUPPLI}` }));
  await expect(line).toHaveCount(0);
  await moment(page);
  await expect(cart.locator(".cart-line")).toHaveCount(1);

  // The waiter adds to the cart while she is about to send it.
  const [suppli, burrata] = [await dish(staff, SUPPLI), await dish(staff, BURRATA)];
  const more = { id: freshId(), product: suppli.id, options: [], quantity: 1 };
  await submit(staff, { command: "add_line", session, line: more });
  await expect(cart.getByRole("button", { name: /^Send for the table/ })).toContainText(money(burrata.price + suppli.price));
  await moment(page);
  await tapOnSight(page, "dialog.cart .cart-sends button", new RegExp(money(burrata.price + 2 * suppli.price)), () =>
    submit(staff, { command: "change_line", session, line: more.id, quantity: 2, options: [], note: null }),
  );
  await moment(page);
  await expect(cart.locator(".cart-line")).toHaveCount(2);
  await expect(page).toHaveURL(/cart=1/);
  await cart.getByRole("button", { name: /^Send for the table/ }).click();
  await page.waitForURL("**/table/orders");
});
