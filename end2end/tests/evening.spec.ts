import { randomUUID } from "node:crypto";
import { type Page } from "@playwright/test";
import { alive, expect, test } from "../support/restaurant";
import { Phone, SUPPLI, TAGLIATELLE, Tablet, Wall, moment } from "../support/rooms";

/** The end of a visit: the paid bill to keep, nothing to tap but “Print”, and nobody listening any more. */
async function ended(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "Thank you", exact: true })).toBeVisible();
  await expect(page.locator(".bill-slip")).toContainText("€26.50");
  await expect(page.locator(".bill-remaining")).toContainText("€0.00");
  await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
  await expect(page.locator(".banner, .offline-strip, .bottom-nav, .status, .fab")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Call the waiter" })).toHaveCount(0);
  await alive(page);
  const figures = page.locator(".figures");
  if (!(await figures.isVisible())) await page.keyboard.press("Alt+Shift+KeyD");
  await expect(figures.locator("div", { hasText: "State" }).locator("dd")).toHaveText("Idle");
}

test("an evening: scanned, ordered together, cooked, served, paid and closed, and every screen follows", async ({ restaurant }) => {
  test.slow();
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const bruno = new Phone(await restaurant.phone("Bruno’s phone"), "Bruno");
  const tablet = new Tablet(await restaurant.walkIn(await restaurant.tablet(), "waiter"));
  const wall = new Wall(await restaurant.walkIn(await restaurant.wall(), "kitchen"));
  let table = "";

  await test.step("two phones scan the same code and know each other by name", async () => {
    await ada.page.goto("/");
    const path = (await ada.page.locator('a[href^="/t/"]').first().getAttribute("href"))!;
    await ada.sit(path);
    table = await ada.table();
    await bruno.sit(path);
    expect(await bruno.table()).toBe(table);
    const people = { name: "At this table: Ada and Bruno" };
    await expect(ada.page.getByRole("button", people)).toBeVisible();
    await expect(bruno.page.getByRole("button", people)).toBeVisible();
    await expect(tablet.spot(table)).toHaveAttribute("data-state", "seated");
    await expect(wall.ticket(table)).toHaveCount(0);
  });

  await test.step("what one adds the other sees in the shared cart", async () => {
    await ada.add(SUPPLI);
    const brunos = await bruno.cart();
    const fromAda = brunos.getByRole("region", { name: "Ada" });
    await expect(fromAda.locator(".cart-line-name")).toHaveText([SUPPLI]);
    await expect(fromAda.locator(".qty")).toHaveText("× 1");
    await brunos.getByRole("link", { name: "Close" }).click();

    await bruno.choose(TAGLIATELLE, ["Large", "Extra Parmigiano"]);
    const adas = await ada.cart();
    const fromBruno = adas.getByRole("region", { name: "Bruno" });
    await expect(fromBruno.locator(".cart-line-name")).toHaveText([TAGLIATELLE]);
    await expect(fromBruno.locator(".cart-line-options")).toHaveText("Large · Extra Parmigiano");
    await expect(fromBruno.locator(".cart-line .price")).toHaveText("€19.00");
    await expect(tablet.spot(table)).toHaveAttribute("data-state", "ordering");
    await expect(wall.ticket(table)).toHaveCount(0);
  });

  await test.step("sent for the table, it is on the wall, on the other phone and on the tablet", async () => {
    await moment(ada.page);
    await ada.page.getByRole("dialog", { name: "Your table’s cart" }).getByRole("button", { name: /^Send for the table/ }).click();
    await expect(wall.ticket(table)).toHaveAttribute("data-state", "new");
    await expect(wall.ticket(table).locator(".kline-name")).toHaveText([SUPPLI, TAGLIATELLE]);
    await expect(wall.ticket(table).locator(".kline-mods")).toHaveText("Large · Extra Parmigiano");
    await expect(wall.ticket(table)).toContainText("Ada’s phone");
    await bruno.go("Orders");
    await expect(bruno.lines("sent")).toHaveCount(2);
    await ada.page.waitForURL("**/table/orders");
    await tablet.open(table);
    await expect(tablet.sheet.locator(".tline-name")).toHaveText([SUPPLI, TAGLIATELLE]);
    await expect(tablet.sheet.locator(".tsheet-guests")).toHaveText("AAdaBBruno");
  });

  await test.step("seen and started in the kitchen: the phones and the tablet say so", async () => {
    await wall.press(table, "Seen");
    await expect(bruno.lines("seen")).toHaveCount(2);
    await expect(bruno.lines().first()).toContainText("Seen by");
    await expect(ada.lines("seen")).toHaveCount(2);
    await wall.press(table, "Start");
    await expect(ada.lines("preparing")).toHaveCount(2);
    await expect(bruno.lines().first()).toContainText("Being prepared");
    await expect(tablet.sheet.locator('.tline[data-state="preparing"]')).toHaveCount(2);
  });

  await test.step("bumped: the waiter is alerted, the phones say ready", async () => {
    const waiting = await tablet.waiting("ready");
    await wall.press(table, "Bump");
    await expect(tablet.queue("ready")).toHaveAttribute("data-count", String(waiting + 1));
    await expect(tablet.toast(`Table ${table}: 2 dishes ready`)).toBeVisible();
    await expect(ada.lines("ready")).toHaveCount(2);
    await expect(bruno.lines("ready")).toHaveCount(2);
    await expect(wall.ticket(table)).toHaveCount(0);

    await moment(tablet.page);
    await tablet.sheet.getByRole("button", { name: "Serve 2 ready" }).click();
    await expect(tablet.toast(`Table ${table}: 2 dishes served`).getByRole("button", { name: "Undo" })).toBeVisible();
    for (const phone of [ada, bruno]) {
      await expect(phone.lines()).toHaveCount(0);
      await expect(phone.page.locator(".orders-served summary")).toHaveText(/Served\s*2 dishes/);
    }
    await expect(tablet.queue("ready")).toHaveAttribute("data-count", String(waiting));
  });

  await test.step("one phone asks for the bill: the tablet and the other phone know", async () => {
    const calls = await tablet.waiting("calls");
    await ada.go("Bill");
    await expect(ada.page.locator(".bill-remaining")).toContainText("€26.50");
    await bruno.go("Bill");
    await bruno.page.getByRole("button", { name: "Ask for the bill €26.50" }).click();
    await expect(tablet.queue("calls")).toHaveAttribute("data-count", String(calls + 1));
    await expect(tablet.sheet.getByRole("region", { name: "Call" })).toContainText("Bruno, from their phone");
    await expect(tablet.spot(table)).toHaveAttribute("data-state", "bill");
    await expect(ada.page.locator(".bill-status")).toContainText("Bruno asked for the bill");
    await tablet.sheet.getByRole("button", { name: "I’m on it" }).click();
    await expect(bruno.page.locator(".bill-status")).toContainText("saw it at");
  });

  await test.step("cash in full: both phones show it paid", async () => {
    await tablet.sheet.getByRole("button", { name: "Payment" }).click();
    const payment = tablet.page.getByRole("dialog", { name: `Take payment · Table ${table}` });
    await moment(tablet.page);
    await payment.getByRole("button", { name: "Take cash €26.50" }).click();
    await expect(payment).toContainText("The bill is paid in full.");
    await moment(tablet.page);
    await payment.getByRole("button", { name: "Done" }).click();
    await expect(payment).toBeHidden();
    for (const phone of [ada, bruno]) {
      await expect(phone.page.getByRole("heading", { name: "Thank you", exact: true })).toBeVisible();
      await expect(phone.page.locator('.bill-status[data-state="paid"]')).toContainText("Paid in full");
      await expect(phone.page.locator(".bill-remaining")).toContainText("€0.00");
    }
  });

  await test.step("closed: the phones say goodbye, the table is free again", async () => {
    await ada.go("Menu");
    await moment(tablet.page);
    await tablet.sheet.getByRole("button", { name: "Close", exact: true }).click();
    for (const phone of [ada, bruno]) await ended(phone.page);
    await expect(tablet.spot(table)).toHaveAttribute("data-state", "free");
  });

  await test.step("the old seat opens nothing any more", async () => {
    const page = await ada.page.goto("/table");
    expect(page?.status()).toBe(410);
    await ended(ada.page);
    await expect(ada.page.getByRole("button", { name: /^Add / })).toHaveCount(0);
    expect((await bruno.page.goto("/table/orders"))?.status()).toBe(410);
    await ended(bruno.page);

    const viewer = await (await ada.page.request.get("/api/viewer")).json();
    const command = { command: "call_waiter", session: viewer.guest.session, call: randomUUID(), kind: "waiter" };
    const envelope = { key: randomUUID(), command, at: 0, base_seq: 0 };
    const refused = await ada.page.request.post("/api/submit", { data: { hat: "guest", envelope } });
    expect(refused.ok()).toBe(false);
    expect(await refused.text()).toContain("table_closed");
  });
});
