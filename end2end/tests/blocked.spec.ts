import { type Page } from "@playwright/test";
import { Counter } from "../support/counter";
import { Proxy } from "../support/proxy";
import { alive, expect, test } from "../support/restaurant";
import { Phone, scan, SUPPLI, Tablet, Wall } from "../support/rooms";

/** Follows the log without a websocket. */
async function polling(page: Page): Promise<void> {
  await alive(page);
  await expect(page.locator(".status").first()).toContainText("Live, by requests");
}

test("behind a proxy that lets no websocket through every screen is live all the same, and takes a socket as soon as one passes", async ({
  restaurant,
}) => {
  test.slow();
  const proxy = await Proxy.before(restaurant.server.url, { upgrades: false });
  try {
    const wall = new Wall(await restaurant.enter(await restaurant.wall(), "kitchen"));
    const ada = new Phone(await restaurant.phone("Ada’s phone", { baseURL: proxy.url }), "Ada");
    const bruno = new Phone(await restaurant.phone("Bruno’s phone", { baseURL: proxy.url }), "Bruno");
    const path = await restaurant.tablePath(ada.page);
    for (const phone of [ada, bruno]) {
      await scan(phone.page, path);
      await phone.page.waitForURL("**/table");
      await polling(phone.page);
    }
    expect(proxy.refused, "sockets were tried first").toBeGreaterThanOrEqual(4);
    const table = await ada.table();

    // One phone’s taps on the other, on the wall, and back, with nothing asked but the log itself.
    const [hers, his] = [new Counter(ada.page), new Counter(bruno.page)];
    await ada.add(SUPPLI);
    await expect(bruno.page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
    await bruno.go("Orders");
    await (await ada.cart()).getByRole("button", { name: /^Send to the kitchen/ }).click();
    await ada.page.waitForURL("**/table/orders");
    await expect(bruno.lines("sent")).toHaveCount(1);
    await wall.press(table, "Seen");
    await expect(bruno.lines("seen")).toHaveCount(1);
    await expect(ada.lines("seen")).toHaveCount(1);
    const asked = (counts: Record<string, number>) => Object.keys(counts).filter((name) => name !== "POST follow").sort();
    expect(asked(hers.counts)).toEqual(["POST submit"]);
    expect(asked(his.counts)).toEqual([]);

    // The network changes: a socket is tried now and then, and taken.
    proxy.upgrades = true;
    await expect(ada.page.locator(".status-text").first()).toHaveText("Live", { timeout: 90_000 });
    await wall.press(table, "Bump");
    await expect(ada.lines("ready")).toHaveCount(1);
    await expect(bruno.lines("ready")).toHaveCount(1);
  } finally {
    await proxy.close();
  }
});

test("a waiter’s tablet behind such a proxy hears a call and answers it", async ({ restaurant }) => {
  test.slow();
  const proxy = await Proxy.before(restaurant.server.url, { upgrades: false });
  try {
    const page = await restaurant.tablet("tablet", { baseURL: proxy.url });
    await page.goto("/");
    await alive(page);
    await page.locator('form[action="/demo/enter/waiter"]').first().evaluate((form) => form.removeAttribute("target"));
    await page.locator('form[action="/demo/enter/waiter"] button').first().click();
    await page.waitForURL("**/waiter");
    await polling(page);
    const tablet = new Tablet(page);
    const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
    await ada.sit(await restaurant.tablePath(ada.page));
    const table = await ada.table();
    const calls = await tablet.waiting("calls");
    await ada.callWaiter();
    await expect(tablet.queue("calls")).toHaveAttribute("data-count", String(calls + 1));
    await tablet.answerCall(table);
    await expect(ada.page.locator("#calls")).toContainText("is coming");
  } finally {
    await proxy.close();
  }
});
