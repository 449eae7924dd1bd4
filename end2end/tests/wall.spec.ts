import { crowd } from "../support/hostile";
import { expect, live, test } from "../support/restaurant";
import { ask, freshId, submit } from "../support/staff";

test("an overfull wall counts what it has no room for, turns by touch and key, and returns to the oldest", async ({ restaurant }) => {
  const staff = await restaurant.enter(await restaurant.tablet(), "waiter");
  await crowd(staff, [2, 22, 3, 1, 5, 2, 1, 4, 2, 3, 1, 2]);
  const wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  await wall.emulateMedia({ reducedMotion: "reduce" });
  const list = wall.locator("#board-list");
  const top = () => list.evaluate((list) => list.scrollTop);
  const more = wall.locator(".kmore-after");

  await expect(more).toHaveText(/^\+\d+ more(, \d+ late)?$/);
  await expect(wall.locator(".kmore-before")).toHaveCount(0);
  await expect(wall.locator(".ticket-part", { hasText: "2/" }).first(), "a long ticket goes on").toHaveText(/^2\/\d, continued$/);

  await more.click();
  await expect.poll(top).toBeGreaterThan(0);
  await expect(wall.locator(".kmore-before")).toBeVisible();
  const turned = await top();
  await wall.keyboard.press("PageDown");
  await expect.poll(top).toBeGreaterThan(turned);
  await wall.keyboard.press("Home");
  await expect.poll(top).toBe(0);

  await wall.keyboard.press("PageDown");
  await expect.poll(top).toBeGreaterThan(0);
  // Untouched, it comes back by itself.
  await expect.poll(top, { timeout: 25_000 }).toBe(0);
});

test("the expo board shows one card an order, by station, until all of it is done", async ({ restaurant }) => {
  const staff = await restaurant.enter(await restaurant.tablet(), "waiter");
  const [menu, house] = [await ask(staff, "menu"), await ask(staff, "house")];
  const simple = menu.products.filter((p: any) => !p.groups.length && p.availability.available && p.availability.remaining === null);
  const one = simple[0];
  const other = simple.find((p: any) => p.station !== one.station);
  const session = house.sessions.find((s: any) => s.status === "open");
  const lines = [one, other].map((p: any) => ({ id: freshId(), product: p.id, options: [], quantity: 1 }));
  const order = freshId();
  await submit(staff, { command: "place_order", session: session.id, order, lines, expected: null });

  const wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  const card = wall.locator(".korder", { hasText: one.name }).filter({ hasText: other.name });
  await expect(card).toHaveCount(1);
  await expect(card.locator(".ticket")).toHaveCount(2);
  const station = (id: string): string => menu.stations.find((s: any) => s.id === id).name;
  await card.locator(".ticket", { hasText: one.name }).getByRole("button", { name: "Bump" }).click();
  const rest = wall.locator(".korder", { hasText: other.name }).filter({ has: wall.locator(".korder-done", { hasText: station(one.station) }) });
  await expect(rest).toHaveCount(1);
});

test("the wall's text is as large as this device was told", async ({ restaurant }) => {
  const wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  const height = () => wall.locator(".ticket-table:visible").first().evaluate((title) => parseFloat(getComputedStyle(title).fontSize));
  const usual = await height();
  await wall.getByRole("button", { name: "Text size: 100 %" }).click();
  await expect.poll(height).toBeCloseTo(usual * 1.25, 0);
  await wall.reload();
  await live(wall);
  await expect(wall.locator("html")).toHaveAttribute("data-text", "125");
  await wall.keyboard.press("-");
  await expect(wall.locator("html")).toHaveAttribute("data-text", "100");
});
