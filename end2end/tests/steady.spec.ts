import { expect, live, test } from "../support/restaurant";
import { Phone, scan, SUPPLI } from "../support/rooms";

/** How often each page is drawn; `make soak` draws more. What once left a page empty did so once in some fifty times. */
const ROUNDS = Number(process.env.COMANDA_DRAWN ?? 150);

test("what one guest types stays while another one orders", async ({ restaurant }) => {
  test.slow();
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const path = await restaurant.tablePath(ada.page);
  await ada.sit(path);
  const bruno = await restaurant.phone("Bruno’s phone");
  await scan(bruno, path);
  await live(bruno);
  const name = bruno.getByLabel("Your name").first();
  const dish = bruno.locator(".dish").first();
  await name.fill("Bru");
  const [nameBefore, dishBefore] = [await name.elementHandle(), await dish.elementHandle()];

  await ada.add(SUPPLI);
  await expect(bruno.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
  await expect(name).toHaveValue("Bru");
  // Not put back either: the very same elements are on the page.
  expect(await nameBefore?.evaluate((element) => element.isConnected)).toBe(true);
  expect(await dishBefore?.evaluate((element) => element.isConnected)).toBe(true);
});

test("a page the server draws is whole, however often it is drawn", async ({ restaurant }) => {
  test.setTimeout(60_000 + 2_000 * ROUNDS);
  // It is asked faster than anybody reads.
  await restaurant.server.stop();
  await restaurant.server.start({ COMANDA_CHANGE_LIMITS: "off" });
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  await ada.sit(await restaurant.tablePath(ada.page));
  const wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  const pages = [
    { from: ada.page, path: "/table/orders", has: "guest-bar" },
    { from: ada.page, path: "/table/bill", has: "guest-bar" },
    { from: wall, path: "/kitchen", has: "ticket-head" },
    { from: wall, path: "/waiter", has: "ftable-label" },
  ];
  // What a page waits for arrives on several threads: once in some fifty times in an order that once left a page empty.
  for (const { from, path, has } of pages) {
    let empty = 0;
    const draw = async () => {
      const answer = await from.request.get(path);
      expect(answer.status()).toBe(200);
      if (!(await answer.text()).includes(has)) empty += 1;
    };
    for (let drawn = 0; drawn < ROUNDS; drawn += 2) await Promise.all([draw(), draw()]);
    expect(empty, `${path} was drawn without its content`).toBe(0);
  }
});
