import { type Page, expect, test } from "@playwright/test";
import { crowd } from "../support/hostile";
import { live, Restaurant } from "../support/restaurant";
import { Server } from "../support/server";
import { ask, freshId, submit } from "../support/staff";

// A wall display, with as many tickets as it has no room for. One restaurant for all of it.

/** Lines of the longest order. */
const LONGEST = 22;

let restaurant: Restaurant;
let staff: Page;

test.describe.configure({ mode: "default" });

test.beforeAll(async ({ browser }) => {
  restaurant = new Restaurant(browser, await Server.create());
  staff = await restaurant.enter(await restaurant.tablet(), "waiter");
});

test.afterAll(async () => {
  await restaurant.close();
  await restaurant.server.dispose();
  expect(restaurant.complaints, "no page complained").toEqual([]);
});

async function display(name: string): Promise<Page> {
  const wall = await restaurant.enter(await restaurant.wall(name), "kitchen");
  await wall.emulateMedia({ reducedMotion: "reduce" });
  return wall;
}

const top = (wall: Page) => wall.locator("#board-list").evaluate((list) => list.scrollTop);

/** Tickets whose heads are below the board's edge, or above it. */
function hidden(wall: Page): Promise<{ before: number; after: number }> {
  return wall.locator("#board-list").evaluate((list) => {
    const HEAD = 48;
    const frame = list.getBoundingClientRect();
    const boxes = [...list.querySelectorAll('.ticket:not([data-part]), .ticket[data-part="0"]')].map((ticket) => ticket.getBoundingClientRect());
    const after = boxes.filter((box) => box.top + HEAD > frame.bottom).length;
    return { before: boxes.filter((box) => box.top + HEAD < frame.top).length, after };
  });
}

/** The number on the button at that edge; none stands for 0. */
async function counted(wall: Page, edge: "before" | "after"): Promise<number> {
  const button = wall.locator(`.kmore-${edge}`);
  return (await button.count()) ? Number((await button.innerText()).match(/\d+/)![0]) : 0;
}

async function countsWhatIsHidden(wall: Page): Promise<void> {
  await expect(async () => {
    const { before, after } = await hidden(wall);
    expect([await counted(wall, "before"), await counted(wall, "after")]).toEqual([before, after]);
  }).toPass({ timeout: 10_000 });
}

test("the expo board shows one card an order, by station, until all of it is done", async () => {
  const [menu, house] = [await ask(staff, "menu"), await ask(staff, "house")];
  const simple = menu.products.filter((p: any) => !p.groups.length && !p.availability.eighty_six && p.availability.portions === undefined);
  const one = simple[0];
  const other = simple.find((p: any) => p.station !== one.station);
  const session = house.sessions.find((s: any) => s.status === "open");
  const lines = [one, other].map((p: any) => ({ id: freshId(), product: p.id, options: [], quantity: 1 }));
  await submit(staff, { command: "place_order", session: session.id, order: freshId(), lines, expected: null });

  const wall = await display("expo");
  const card = wall.locator(".korder", { hasText: one.name }).filter({ hasText: other.name });
  await expect(card).toHaveCount(1);
  await expect(card.locator(".ticket")).toHaveCount(2);
  const station = (id: string): string => menu.stations.find((s: any) => s.id === id).name;
  await card.locator(".ticket", { hasText: one.name }).getByRole("button", { name: "Bump" }).click();
  const rest = wall.locator(".korder", { hasText: other.name }).filter({ has: wall.locator(".korder-done", { hasText: station(one.station) }) });
  await expect(rest).toHaveCount(1);
  await wall.context().close();
});

test("the wall's text is as large as this device was told, and stays so", async () => {
  const wall = await display("text");
  const size = () => wall.locator(".ticket-table:visible").first().evaluate((title) => parseFloat(getComputedStyle(title).fontSize));
  const usual = await size();
  await wall.getByRole("button", { name: "Text size: 100 %" }).click();
  await expect.poll(size).toBeCloseTo(usual * 1.25, 0);
  await wall.reload();
  await live(wall);
  await expect(wall.locator("html")).toHaveAttribute("data-text", "125");
  await expect.poll(size, { message: "after a reload" }).toBeCloseTo(usual * 1.25, 0);
  // Larger never writes smaller, whatever layout it leads to.
  let before = await size();
  for (const percent of [150, 175, 200]) {
    await wall.keyboard.press("+");
    await expect(wall.locator("html")).toHaveAttribute("data-text", `${percent}`);
    const now = await size();
    expect(now, `${percent} %`).toBeGreaterThan(before);
    before = now;
  }
  await wall.keyboard.press("+");
  await expect(wall.locator("html"), "the largest there is").toHaveAttribute("data-text", "200");
  for (const percent of [175, 150, 125, 100]) {
    await wall.keyboard.press("-");
    await expect(wall.locator("html")).toHaveAttribute("data-text", `${percent}`);
  }
  await expect.poll(size).toBe(usual);
  await wall.context().close();
});

test("an overfull wall counts what it has no room for, turns by touch and key, and returns to the oldest", async () => {
  await crowd(staff, [2, LONGEST, 3, 1, 5, 2, 1, 4, 2, 3, 1, 2]);
  const wall = await display("wall");
  const more = wall.locator(".kmore-after");
  await expect(more).toHaveText(/^\+\d+ more(, \d+ late)?$/);
  await expect(wall.locator(".kmore-before")).toHaveCount(0);
  await countsWhatIsHidden(wall);

  await more.click();
  await expect.poll(() => top(wall)).toBeGreaterThan(0);
  await expect(wall.locator(".kmore-before")).toBeVisible();
  await countsWhatIsHidden(wall);
  const turned = await top(wall);
  await wall.keyboard.press("PageDown");
  await expect.poll(() => top(wall)).toBeGreaterThan(turned);
  await wall.keyboard.press("Home");
  await expect.poll(() => top(wall)).toBe(0);

  // The longest goes on over several columns: keys lead to its first line and to its last.
  const first = wall.locator('.ticket[data-part="0"]').filter({ has: wall.locator(".ticket-part") });
  await expect(wall.locator(".ticket-part", { hasText: "2/" }).first(), "a long ticket goes on").toHaveText(/^2\/\d, continued$/);
  const parts = await first.evaluateAll((firsts) =>
    firsts.map(({ id }) => {
      const all = [...document.querySelectorAll(`[id="${id}"], [id^="${id}-"]`)];
      return { id, last: all.at(-1)!.id, lines: all.reduce((lines, part) => lines + part.querySelectorAll(".kline").length, 0) };
    }),
  );
  const longest = parts.find(({ lines }) => lines === LONGEST);
  expect(longest, "every line of it is there").toBeTruthy();
  const tickets = await wall.locator('.ticket:not([data-part]), .ticket[data-part="0"]').count();
  const chosen = wall.locator(`[id="${longest!.id}"]`);
  for (let steps = 0; steps <= tickets && !(await chosen.evaluate((ticket) => ticket === document.activeElement)); steps++) {
    await wall.keyboard.press("ArrowRight");
  }
  await expect(chosen).toBeFocused();
  await expect(chosen.locator(".ticket-head")).toBeInViewport({ ratio: 1 });
  const bump = wall.locator(`[id="${longest!.last}"]`).getByRole("button", { name: "Bump" });
  await expect(async () => {
    await wall.keyboard.press("PageDown");
    await expect(bump).toBeInViewport({ ratio: 1, timeout: 500 });
  }).toPass();

  // Untouched, it comes back by itself, while another display is worked with.
  await wall.keyboard.press("PageDown");
  await expect.poll(() => top(wall)).toBeGreaterThan(0);
  const returns = expect.poll(() => top(wall), { timeout: 30_000, intervals: [1000] }).toBe(0);
  await Promise.all([returns, keysInLargeLetters(await display("large"), tickets)]);
});

/** Twice as large there is room for few: the same keys lead everywhere. */
async function keysInLargeLetters(wall: Page, tickets: number): Promise<void> {
  const usual = await counted(wall, "after");
  for (const percent of [125, 150, 175, 200]) {
    await wall.keyboard.press("+");
    await expect(wall.locator("html")).toHaveAttribute("data-text", `${percent}`);
  }
  await expect.poll(() => counted(wall, "after")).toBeGreaterThan(usual);
  await countsWhatIsHidden(wall);
  await wall.keyboard.press("PageDown");
  await expect.poll(() => top(wall)).toBeGreaterThan(0);
  await countsWhatIsHidden(wall);
  await wall.keyboard.press("PageUp");
  await expect.poll(() => top(wall)).toBe(0);

  const chosen = wall.locator(".ticket[data-selected]");
  const heads = wall.locator('.ticket:not([data-part]), .ticket[data-part="0"]');
  expect(await heads.count()).toBe(tickets);
  await wall.keyboard.press("ArrowRight");
  for (let at = 1; at < tickets; at++) {
    const before = await chosen.first().getAttribute("id");
    await wall.keyboard.press("ArrowRight");
    await expect(chosen.first()).not.toHaveAttribute("id", before!);
    await expect(chosen.first()).toBeFocused();
    await expect(chosen.first().locator(".ticket-head > :visible").first(), `ticket ${at + 1}`).toBeInViewport();
  }
  await expect(heads.last()).toBeFocused();
  await expect.poll(() => counted(wall, "before")).toBeGreaterThan(0);
  await wall.keyboard.press("Home");
  await expect.poll(() => top(wall)).toBe(0);
  await countsWhatIsHidden(wall);
}
