import { type Page } from "@playwright/test";
import { evening } from "../support/evening";
import { Line } from "../support/line";
import { expect, keptTaps, live, test } from "../support/restaurant";
import { Phone, SUPPLI } from "../support/rooms";
import { keepsNothing } from "../support/unkept";

const offline = (page: Page) => expect(page.locator(".status").first()).toHaveAttribute("data-state", "offline");
const cartOf = (phone: Phone, portions: number) => phone.page.getByRole("link", { name: new RegExp(`^View cart · ${portions}\\b`) });
const toast = (page: Page, text: string) => page.locator(".toasts .toast", { hasText: text });

test("many taps without a connection are worth a warning, and all of them go out in order", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, line } = await evening(restaurant);
  await ada.add(SUPPLI);
  await expect(cartOf(bruno, 1)).toBeVisible();
  // Its answer may come after the others have heard of it.
  await expect.poll(() => keptTaps(ada.page)).toBe(0);
  await line.cut();
  await offline(ada.page);
  const cart = await ada.cart();
  // Up and down again, and one up: 51 taps.
  for (let round = 0; round < 25; round++) {
    await cart.getByRole("button", { name: `One more ${SUPPLI}` }).click();
    await cart.getByRole("button", { name: `One less ${SUPPLI}` }).click();
  }
  await expect(ada.page.locator(".status-waiting").first()).toHaveText("50 waiting");
  await expect(toast(ada.page, "taps wait for the connection")).toHaveCount(0);
  await cart.getByRole("button", { name: `One more ${SUPPLI}` }).click();
  await expect(toast(ada.page, "51 taps wait for the connection. They are kept on this device and will be sent in order.")).toBeVisible();

  line.mend();
  await live(ada.page);
  await expect(ada.page.locator(".status-waiting")).toHaveCount(0);
  await expect(cartOf(bruno, 2)).toBeVisible();
  await ada.page.reload();
  await expect(cartOf(ada, 2)).toBeVisible();
});

test("a device that keeps nothing says so once, and its taps go out all the same, from whichever window", async ({ restaurant }) => {
  test.slow();
  const first = await restaurant.phone("Ada’s private phone");
  await keepsNothing(first.context());
  const line = await Line.of(first.context());
  const ada = new Phone(first, "Ada");
  const bruno = new Phone(await restaurant.phone("Bruno’s phone"), "Bruno");
  const path = await restaurant.tablePath(first);
  await bruno.sit(path);
  const said = toast(first, "This device can’t keep what is not sent yet");
  // Her name is the first tap.
  await ada.sit(path);
  await expect(said).toHaveCount(1);
  await ada.add(SUPPLI);
  await expect(cartOf(bruno, 1)).toBeVisible();
  await expect(said).toHaveCount(0, { timeout: 15_000 });
  await ada.add("Burrata e pomodorini");
  await expect(cartOf(bruno, 2)).toBeVisible();
  await expect(said).toHaveCount(0);

  // Without a connection nothing more is promised than is so.
  await line.cut();
  await offline(first);
  await ada.add("Calamari fritti");
  await expect(first.locator(".offline-strip")).toContainText("Your tap goes out by itself, unless this page is closed before.");
  line.mend();
  await live(first);
  await expect(cartOf(bruno, 3)).toBeVisible();

  // The window opened last sends for both, and hears of what the other can’t keep for it.
  const second = new Phone(await first.context().newPage(), "Ada");
  await second.page.goto("/table");
  await live(second.page);
  await expect.poll(() => sends(second.page)).toBe(true);
  await ada.add("Vitello tonnato");
  await expect(cartOf(bruno, 4)).toBeVisible();
  await expect(first.locator(".status-waiting")).toHaveCount(0);
  await line.cut();
  await offline(second.page);
  await ada.page.getByRole("button", { name: "Add Vitello tonnato, 1 in the cart", exact: true }).click();
  await expect(second.page.locator(".offline-strip")).toContainText("unless this page is closed before");
});

/** Has this window the lock of those who send? */
async function sends(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    // A lock of its own tells a window its name.
    return navigator.locks.request(`whoami-${Math.random()}`, async (mine) => {
      const { held } = await navigator.locks.query();
      const me = held!.find((lock) => lock.name === mine!.name)!.clientId;
      return held!.some((lock) => lock.name!.startsWith("comanda-outbox-") && lock.clientId === me);
    });
  });
}

test("of two windows side by side the one that is used sends", async ({ restaurant }) => {
  test.slow();
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  await ada.sit(await restaurant.tablePath(ada.page));
  await expect.poll(() => sends(ada.page)).toBe(true);
  const second = await ada.page.context().newPage();
  await second.goto("/table");
  await live(second);
  await expect.poll(() => sends(second)).toBe(true);
  await expect.poll(() => sends(ada.page)).toBe(false);
  await ada.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect.poll(() => sends(ada.page)).toBe(true);
  await expect.poll(() => sends(second)).toBe(false);
});
