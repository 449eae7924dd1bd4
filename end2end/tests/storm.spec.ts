import { type Locator } from "@playwright/test";
import { Proxy } from "../support/proxy";
import { expect, live, test } from "../support/restaurant";
import { Phone, SUPPLI, Tablet, Wall } from "../support/rooms";

/** Shorter than a round of the evening takes: hardly a tap goes out and comes back over one connection. */
const EVERY = 1_500;

test("a whole evening over a proxy that cuts every connection again and again ends with every screen equal to the server", async ({
  restaurant,
}) => {
  test.slow();
  const proxy = await Proxy.before(restaurant.server.url, { upgrades: true });
  const through = { baseURL: proxy.url };
  try {
    const ada = new Phone(await restaurant.phone("Ada’s phone", through), "Ada");
    const bruno = new Phone(await restaurant.phone("Bruno’s phone", through), "Bruno");
    const tablet = new Tablet(await restaurant.enter(await restaurant.tablet("tablet", through), "waiter"));
    const wall = new Wall(await restaurant.enter(await restaurant.wall("wall", through), "kitchen"));
    const path = await restaurant.tablePath(ada.page);
    await ada.sit(path);
    await bruno.sit(path);
    const table = await ada.table();
    await tablet.open(table);

    const calm = proxy.weather(EVERY);
    const dishes = wall.ticket(table).locator(".kline-name");
    // Two rounds, both phones tapping into one cart.
    for (const [round, [hers, his]] of [
      [SUPPLI, "Burrata e pomodorini"],
      ["Calamari fritti", "Vitello tonnato"],
    ].entries()) {
      await ada.add(hers!);
      await bruno.add(his!);
      await expect(ada.page.getByRole("link", { name: /^View cart · 2/ })).toBeVisible();
      const cart = await ada.cart();
      await cart.getByRole("button", { name: /^Send for the table/ }).click();
      await ada.page.waitForURL("**/table/orders");
      await expect(dishes).toHaveCount(2);
      await wall.press(table, "Seen");
      await wall.press(table, "Bump");
      await expect(ada.lines("ready")).toHaveCount(2 * (round + 1));
      await ada.go("Menu");
    }
    await bruno.page.getByRole("button", { name: "Call the waiter" }).click();
    await bruno.page.getByRole("dialog", { name: "Call the waiter" }).getByRole("button", { name: "Waiter" }).click();
    await bruno.page.keyboard.press("Escape");
    const call = tablet.page.locator("#calls li").filter({ hasText: `Table ${table}` });
    await expect(call.or(tablet.page.locator(`.wqueue[href="/waiter?queue=calls"]`)).first()).toBeVisible();
    await expect(tablet.sheet.locator('.tline[data-state="ready"]')).toHaveCount(4);
    expect(calm(), "the weather was bad").toBeGreaterThan(20);

    // What each screen holds is what a page that is loaded anew gets.
    await ada.go("Orders");
    await bruno.go("Orders");
    for (const page of [ada.page, bruno.page, tablet.page, wall.page]) await live(page);
    const holds = async (screen: Phone | Tablet | Wall, lines: Locator, again: () => Promise<void>) => {
      const held = await lines.allInnerTexts();
      expect(held.length).toBeGreaterThan(0);
      await screen.page.reload();
      await live(screen.page);
      await again();
      await expect.poll(() => lines.allInnerTexts()).toEqual(held);
    };
    const nothing = async () => undefined;
    await holds(ada, ada.page.locator(".order-line-name"), nothing);
    await holds(bruno, bruno.page.locator(".order-line-name"), nothing);
    await expect(bruno.lines("ready")).toHaveCount(4);
    await holds(tablet, tablet.sheet.locator(".tline-name"), async () => {
      if (!(await tablet.sheet.isVisible())) await tablet.open(table);
    });
    await holds(wall, wall.page.locator(".ticket:not([data-leaving]) .kline-name"), nothing);
    await expect(wall.ticket(table)).toHaveCount(0);
  } finally {
    await proxy.close();
  }
});
