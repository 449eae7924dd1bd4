import { type Page } from "@playwright/test";
import { evening } from "../support/evening";
import { Line } from "../support/line";
import { alive, expect, live, test } from "../support/restaurant";
import { Phone, SUPPLI, Tablet } from "../support/rooms";

const BURRATA = "Burrata e pomodorini";
const offline = (page: Page) => expect(page.locator(".status").first()).toHaveAttribute("data-state", "offline");
const cartOf = (phone: Phone, lines: number) => phone.page.getByRole("link", { name: new RegExp(`^View cart · ${lines}`) });

test("two tabs of a phone share one outbox: what either holds is sent once, by whichever is left", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, line } = await evening(restaurant);
  const second = new Phone(await ada.page.context().newPage(), "Ada");
  await second.page.goto("/table");
  await live(second.page);

  await line.cut();
  await offline(ada.page);
  await offline(second.page);
  await ada.add(SUPPLI);
  await second.add(BURRATA);
  // Each tab shows both.
  await expect(cartOf(ada, 2)).toBeVisible();
  await expect(cartOf(second, 2)).toBeVisible();

  // The tab in front goes, with the lead and a tap of its own; the other sends for it.
  await second.page.close();
  line.mend();
  await live(ada.page);
  await expect(cartOf(bruno, 2)).toBeVisible();
  await expect(ada.page.locator(".status-waiting")).toHaveCount(0);
  await bruno.page.reload();
  await expect(cartOf(bruno, 2)).toBeVisible();
  const cart = await bruno.cart();
  await expect(cart.getByText(SUPPLI, { exact: true })).toHaveCount(1);
  await expect(cart.getByText(BURRATA, { exact: true })).toHaveCount(1);
});

test("a page that may send for nobody holds up nobody: a room opened from the front door sends its taps", async ({ restaurant }) => {
  const door = await restaurant.tablet();
  const other = new Tablet(await restaurant.enter(await restaurant.tablet("another tablet"), "waiter"));
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  await ada.sit(await restaurant.tablePath(ada.page));
  const table = await ada.table();
  const calls = await other.waiting("calls");
  await ada.callWaiter();
  await expect(other.queue("calls")).toHaveAttribute("data-count", String(calls + 1));

  // As a visitor does: the front door stays open in its tab, the room gets one of its own.
  await door.goto("/");
  await alive(door);
  const opened = door.context().waitForEvent("page");
  await door.locator('form[action="/demo/enter/waiter"] button').first().click();
  const page = await opened;
  await page.waitForURL("**/waiter");
  await live(page);
  await new Tablet(page).answerCall(table);
  await expect(other.queue("calls")).toHaveAttribute("data-count", String(calls));
  await expect(page.locator(".status-waiting")).toHaveCount(0);
});

test("a waiter’s tap survives a sign-out, goes out in nobody else’s name, and once its owner is back", async ({ restaurant }) => {
  test.slow();
  const page = await restaurant.tablet();
  const line = await Line.of(page.context());
  const tablet = new Tablet(await restaurant.enter(page, "waiter"));
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  await ada.sit(await restaurant.tablePath(ada.page));
  const table = await ada.table();
  const calls = await tablet.waiting("calls");
  await ada.callWaiter();
  await expect(tablet.queue("calls")).toHaveAttribute("data-count", String(calls + 1));
  await page.locator('.wqueue[href="/waiter?queue=calls"]').click();

  await line.cut();
  await offline(page);
  await page.locator("#calls .wq-card", { hasText: `Table ${table}` }).getByRole("button", { name: "I’m on it" }).click();
  await expect(tablet.queue("calls")).toHaveAttribute("data-count", String(calls));

  // The sign-in ends meanwhile; the line comes back, and the tap waits for its owner.
  expect((await page.request.post("/api/sign_out", { form: { to: "/sign-in" } })).status()).toBeLessThan(400);
  line.mend();
  await page.goto("/sign-in");
  await alive(page);
  const other = new Tablet(await restaurant.enter(await restaurant.tablet("another tablet"), "waiter"));
  await expect(other.queue("calls")).toHaveAttribute("data-count", String(calls + 1));

  await restaurant.enter(page, "waiter");
  await expect(other.queue("calls")).toHaveAttribute("data-count", String(calls));
  await expect(ada.page.locator(".call-banner, .toasts", { hasText: "refused" })).toHaveCount(0);
});

test("a newer build is offered, and what waits goes out from the page that was loaded anew", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, line } = await evening(restaurant);
  await line.cut();
  await offline(ada.page);
  await ada.add(SUPPLI);
  await expect(ada.page.locator(".status-waiting").first()).toHaveText("1 waiting");
  await restaurant.server.stop();
  await restaurant.server.start();

  // The first word of the server that is back names another build.
  line.build = "newer";
  line.mend();
  const strip = ada.page.locator(".update-strip");
  await expect(strip).toContainText("An update is ready.");
  await expect(cartOf(bruno, 1)).toBeVisible();
  await line.cut();
  await ada.add(BURRATA);
  line.build = undefined;
  line.mend();
  await strip.getByRole("button", { name: "Reload" }).click();
  await live(ada.page);
  await expect(ada.page.locator(".update-strip")).toHaveCount(0);
  await expect(cartOf(bruno, 2)).toBeVisible();
});
