import { evening, owing } from "../support/evening";
import { expect, test } from "../support/restaurant";
import { Phone, SUPPLI, moment } from "../support/rooms";
import { bill, order, submit } from "../support/staff";
import { hold, tapOnSight, twice } from "../support/taps";

test("two quick taps, or a held Enter, take one payment, which can be taken back", async ({ restaurant }) => {
  test.slow();
  const { tablet, table, ada } = await owing(restaurant);
  const page = tablet.page;
  const payment = await tablet.payment();
  await payment.getByRole("radio", { name: "Card terminal" }).check();
  await payment.getByRole("button", { name: /^½/ }).click();
  await twice(payment.getByRole("button", { name: /^Card payment received/ }));
  await expect(payment).toContainText("left to pay");
  await expect.poll(async () => (await bill(page, table)).legs.length).toBe(1);
  const half = (await bill(page, table)).paid;

  // Undone: owed again, and on record.
  await moment(page);
  await payment.getByRole("button", { name: "Undo" }).click();
  await expect(payment).toContainText("Taken back by");
  await expect.poll(async () => (await bill(page, table)).paid).toBe(0);

  // Enter takes what is shown, once, however long it is held.
  await moment(page);
  await payment.getByRole("radio", { name: "Card terminal" }).check();
  await payment.getByRole("button", { name: /^½/ }).click();
  await hold(page, "Enter");
  await expect(payment).toContainText("left to pay");
  await expect.poll(async () => (await bill(page, table)).paid).toBe(half);
  await expect(payment).toBeVisible();
  expect((await bill(page, table)).legs).toHaveLength(2);
  await ada.go("Bill");
  await expect(ada.page.locator(".bill-paid-row")).toHaveCount(1);
});

test("keys on the payment sheet: decimals, modifiers, and change that stays", async ({ restaurant }) => {
  test.slow();
  const { tablet } = await owing(restaurant);
  const page = tablet.page;
  const payment = await tablet.payment();
  const figure = payment.locator(".pay-figure");
  await page.keyboard.type("10.5");
  await expect(figure).toHaveText("€10.50");
  await page.keyboard.press("Control+5");
  await page.keyboard.press("Alt+5");
  await expect(figure).toHaveText("€10.50");
  for (let n = 0; n < 4; n++) await page.keyboard.press("Backspace");
  await page.keyboard.type("10,5");
  await expect(figure).toHaveText("€10.50");

  // A key of the pad that was tapped is not pressed again by Enter, which takes what is shown.
  for (let n = 0; n < 4; n++) await page.keyboard.press("Backspace");
  for (const key of ["5", "00", "0"]) await payment.locator(".pay-keys").getByRole("button", { name: key, exact: true }).click();
  await expect(figure).toHaveText("€50.00");
  await page.keyboard.press("Enter");
  await expect(payment.locator(".pay-change")).toContainText("Change");
  await expect(payment).toContainText("The bill is paid in full.");
  await moment(page);
  await expect(payment.locator(".pay-change")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(payment).toBeHidden();
});

test("on the wall, two quick taps make one step, and a held key acts once", async ({ restaurant }) => {
  test.slow();
  const { wall, ada, table } = await owing(restaurant);
  const mine = wall.ticket(table);
  await expect(mine).toHaveAttribute("data-state", "new");
  await moment(wall.page);
  await twice(mine.getByRole("button", { name: "Seen", exact: true }));
  await expect(mine).toHaveAttribute("data-state", "seen");
  await ada.go("Orders");
  await expect(ada.lines("seen").first()).toBeVisible();
  expect(await ada.lines("preparing").count()).toBe(0);

  // Space held on a ticket makes one step.
  await mine.focus();
  await moment(wall.page);
  await hold(wall.page, " ");
  await expect(mine).toHaveAttribute("data-state", "preparing");

  // Two quick taps bump one ticket; its place and number stay for a moment, so that the next one is not under the finger.
  const numbers = () => wall.page.locator(".ticket:not([data-leaving]) .ticket-no").allInnerTexts();
  await moment(wall.page);
  const before = await numbers();
  expect(before.length).toBeGreaterThan(3);
  await twice(wall.page.locator(".ticket").first().getByRole("button", { name: "Bump", exact: true }));
  await expect.poll(numbers).toEqual(before.slice(1));
  await expect(wall.page.locator(".ticket[data-leaving]")).toHaveCount(1);
  await expect(wall.page.locator(".ticket").nth(1).locator(".ticket-key")).toHaveText("2");

  // `1` is the one that has just left: held, it bumps nothing. Once the others have moved up it bumps one.
  await hold(wall.page, "1");
  expect(await numbers()).toEqual(before.slice(1));
  await expect(wall.page.locator(".ticket[data-leaving]")).toHaveCount(0);
  await moment(wall.page);
  await hold(wall.page, "1");
  await expect.poll(numbers).toEqual(before.slice(2));

  // And the way back stands where the bump was.
  await wall.page.locator(".ticket[data-leaving]").getByRole("button", { name: "Undo" }).waitFor();
  await moment(wall.page);
  await wall.page.locator(".ticket[data-leaving]").getByRole("button", { name: "Undo" }).click();
  await expect.poll(numbers).toEqual(before.slice(1));
});

test("on the wall, two quick presses of U take one bump back, and of R recall one ticket", async ({ restaurant }) => {
  const page = await restaurant.enter(await restaurant.wall(), "kitchen");
  const numbers = () => page.locator(".ticket:not([data-leaving]) .ticket-no").allInnerTexts();
  const press = async (keys: string, left: string[]) => {
    await moment(page);
    for (const key of keys) await page.keyboard.press(key);
    await expect.poll(numbers).toEqual(left);
    // The second press would have been answered by now.
    await moment(page);
    expect(await numbers()).toEqual(left);
  };
  await expect(page.locator(".ticket").nth(3)).toBeVisible();
  const [first, second, ...others] = await numbers();
  await press("12", others);
  await press("uu", [second!, ...others]);
  // One that is leaving keeps its number.
  await expect(page.locator(".ticket[data-leaving]")).toHaveCount(0);
  await press("1", others);
  await expect(page.locator(".ticket[data-leaving]")).toHaveCount(0);
  // Two are gone for good: the one that was bumped last is recalled.
  await moment(page);
  await page.keyboard.press("r");
  await page.keyboard.press("r");
  await expect.poll(async () => (await numbers()).length).toBe(others.length + 1);
  await moment(page);
  expect(await numbers()).toContain(second);
  expect(await numbers()).not.toContain(first);
});

test("two quick taps in the wall’s drawers recall one ticket and turn one dish", async ({ restaurant }) => {
  test.slow();
  const wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  await ada.sit(await restaurant.tablePath(ada.page));
  const first = wall.locator(".ticket:not([data-leaving])").first();
  for (let bumped = 0; bumped < 2; bumped++) {
    const number = await first.locator(".ticket-no").innerText();
    await moment(wall);
    await first.getByRole("button", { name: "Bump", exact: true }).click();
    await expect(first.locator(".ticket-no")).not.toHaveText(number);
  }
  await wall.getByRole("button", { name: "Recall", exact: true }).click();
  const drawer = wall.getByRole("dialog", { name: "Recall" });
  // As many as the drawer showed, for older ones come after them.
  const titles = async () => (await drawer.locator(".krow-title").allInnerTexts()).slice(0, 5);
  await expect(drawer.locator(".krow").nth(5)).toBeVisible();
  await moment(wall);
  // Another screen bumps a ticket: its row is where the first one was.
  const { guest } = await (await ada.page.request.get("/api/viewer")).json();
  const ticket = await order(wall, guest.session, SUPPLI);
  const table = await ada.table();
  await tapOnSight(wall, "dialog .krow", new RegExp(`Table ${table}`), () =>
    submit(wall, { command: "bump_ticket", session: guest.session, ticket }),
  );
  await moment(wall);
  await expect(drawer.locator(".krow-title").first()).toContainText(`Table ${table}`);
  const before = await drawer.locator(".krow-title").allInnerTexts();
  await twice(drawer.locator(".krow").first().getByRole("button", { name: "Recall" }));
  await expect.poll(titles).toEqual(before.slice(1, 6));
  await moment(wall);
  expect(await titles()).toEqual(before.slice(1, 6));
  await wall.keyboard.press("Escape");
  await expect(drawer).toBeHidden();

  // Two quick presses of R recall one ticket, two of U take one bump back.
  const board = wall.locator(".ticket:not([data-leaving])");
  await moment(wall);
  const open = await board.count();
  await wall.keyboard.press("r");
  await wall.keyboard.press("r");
  await expect(board).toHaveCount(open + 1);
  await moment(wall);
  await expect(board).toHaveCount(open + 1);
  await wall.keyboard.press("1");
  await wall.keyboard.press("2");
  await expect(wall.locator(".ticket-undo")).toHaveCount(2);
  await moment(wall);
  await wall.keyboard.press("u");
  await wall.keyboard.press("u");
  await expect(board).toHaveCount(open);
  await moment(wall);
  await expect(board).toHaveCount(open);

  await wall.getByRole("button", { name: "Sold out", exact: true }).click();
  const row = wall.locator(".k86", { hasText: SUPPLI });
  const off = async () => Number(/\d+$/.exec(await wall.getByRole("button", { name: /^Sold out ·/ }).innerText()));
  const before86 = await off();
  // At rest where it is: the drawer slides in.
  await row.locator(".k86-toggle").click({ trial: true });
  await moment(wall);
  await twice(row.locator(".k86-toggle"));
  await expect(ada.page.locator(".dish", { hasText: SUPPLI })).toContainText("Sold out");
  await moment(wall);
  await expect(row.locator(".k86-word")).toHaveText("Sold out");
  await expect(row.getByRole("switch")).not.toBeChecked();
  expect(await off(), "one dish, and no other").toBe(before86 + 1);
});

test("a call that somebody is on stays on the list until it is done, and each step can be taken back", async ({ restaurant }) => {
  test.slow();
  const { tablet, ada, table } = await evening(restaurant);
  const page = tablet.page;
  await ada.callWaiter();
  await page.locator('.wqueue[href="/waiter?queue=calls"]').click();
  const card = page.locator("#calls .wq-card", { hasText: `Table ${table}` });
  await card.getByRole("button", { name: "I’m on it" }).click();
  await expect(card).toContainText("is on it");
  await moment(page);
  await card.getByRole("button", { name: "Done" }).click();
  await expect(card).toHaveCount(0);
  await moment(page);
  await tablet.toast(`Table ${table}: done`).getByRole("button", { name: "Undo" }).click();
  await expect(card).toContainText("is on it");
});

test("a toast stands above a dialog and tells nobody what they have just done", async ({ restaurant }) => {
  test.slow();
  const { tablet, table, ada } = await owing(restaurant);
  await tablet.sheet.getByRole("button", { name: "Tell guests the bill is coming" }).click();
  await expect(tablet.toast("phones show that the bill is coming")).toBeVisible();
  await expect(tablet.toast(`Table ${table}:`)).toHaveCount(0);

  // A message that comes while a dialog is open is drawn in it, and its button can be pressed.
  const payment = await tablet.payment();
  await ada.callWaiter();
  const show = payment.locator(".toast", { hasText: `Table ${table}:` }).getByRole("button", { name: "Show" });
  await expect(show).toBeVisible();
  const onTop = await show.evaluate((button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === button;
  });
  expect(onTop).toBe(true);
  // The message itself lets taps through to what is under it.
  const through = await show.evaluate((button) => {
    const { x, y } = button.parentElement!.getBoundingClientRect();
    return !button.parentElement!.contains(document.elementFromPoint(x + 4, y + 4));
  });
  expect(through).toBe(true);
});
