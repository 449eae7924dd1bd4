import { randomUUID } from "node:crypto";
import { type Page } from "@playwright/test";
import { Counter } from "../support/counter";
import { evening as begin } from "../support/evening";
import { Line } from "../support/line";
import { type Restaurant, expect, live, test } from "../support/restaurant";
import { SUPPLI, Wall } from "../support/rooms";

/** The evening with a dish in the cart and Bruno’s Orders page open. */
async function evening(restaurant: Restaurant) {
  const at = await begin(restaurant);
  await at.ada.add(SUPPLI);
  await expect(at.ada.page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
  await at.bruno.go("Orders");
  return { ...at, screens: [at.ada.page, at.bruno.page, at.tablet.page, at.wall.page] };
}

const offline = (page: Page) => expect(page.locator(".status").first()).toHaveAttribute("data-state", "offline");

/** Submits a command as a guest of this browser, past every screen, and returns once the server has acknowledged it. */
async function submitAsGuest(page: Page, command: (session: string) => object): Promise<void> {
  const viewer = await (await page.request.get("/api/viewer")).json();
  const envelope = { key: randomUUID(), command: command(viewer.guest.session), at: 0, base_seq: 0 };
  const answer = await page.request.post("/api/submit", { data: { hat: "guest", envelope } });
  expect(answer.status(), await answer.text()).toBe(200);
}

const sendAll = (session: string) => ({ command: "send_order", session, order: randomUUID(), scope: "table", expected: null });
const callForWater = (session: string) => ({ command: "call_waiter", session, call: randomUUID(), kind: "water" });

/** Every screen shows the order that was sent past them. */
async function everybodyShowsTheOrder(at: Awaited<ReturnType<typeof evening>>): Promise<void> {
  await expect(at.wall.ticket(at.table).locator(".kline-name")).toHaveText([SUPPLI]);
  await expect(at.tablet.sheet.locator('.tline[data-state="sent"] .tline-name')).toHaveText([SUPPLI]);
  await expect(at.bruno.lines("sent")).toHaveCount(1);
  await expect(at.ada.page.getByRole("link", { name: /^View cart/ })).toBeHidden();
}

test("a restarted server finds every screen again, and they show what happened meanwhile", async ({ restaurant }) => {
  test.slow();
  const at = await evening(restaurant);
  await restaurant.server.stop();
  for (const screen of at.screens) await offline(screen);
  // What was known stays on the screens.
  await expect(at.tablet.sheet.getByRole("heading", { name: `Table ${at.table}` })).toBeVisible();
  await expect(at.ada.page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();

  await restaurant.server.start();
  await submitAsGuest(at.bruno.page, sendAll);
  for (const screen of at.screens) await live(screen);
  await everybodyShowsTheOrder(at);

  // And they are live again in both directions.
  await at.wall.press(at.table, "Seen");
  await expect(at.bruno.lines("seen")).toHaveCount(1);
  await expect(at.tablet.sheet.locator('.tline[data-state="seen"]')).toHaveCount(1);
});

test("a server whose plug was pulled has what it acknowledged, and every screen comes back to it", async ({ restaurant }) => {
  test.slow();
  const at = await evening(restaurant);
  await submitAsGuest(at.bruno.page, sendAll);
  await restaurant.server.stop(true);
  for (const screen of at.screens) await offline(screen);

  await restaurant.server.start();
  const calls = await at.tablet.waiting("calls");
  await submitAsGuest(at.bruno.page, callForWater);
  for (const screen of at.screens) await live(screen);
  await everybodyShowsTheOrder(at);
  // Not from memory: a page loaded afresh has it too.
  await at.bruno.page.reload();
  await expect(at.bruno.lines("sent")).toHaveCount(1);
  await expect(at.tablet.queue("calls")).toHaveAttribute("data-count", String(calls + 1));
  await expect(at.ada.page.locator('.banner[data-state="waiting"]')).toContainText("Water: we’ve told your waiter.");
});

test("one screen that was away catches up with what the others have done", async ({ restaurant }) => {
  test.slow();
  const at = await evening(restaurant);
  // A wall whose line the test can cut, and keep cut.
  const away = new Wall(await restaurant.wall("the other wall"));
  const line = await Line.of(away.page.context());
  await restaurant.enter(away.page, "kitchen");
  await line.cut();
  await offline(away.page);
  const asked = new Counter(away.page);

  await submitAsGuest(at.bruno.page, sendAll);
  await everybodyShowsTheOrder(at);
  await at.wall.press(at.table, "Seen");
  await expect(at.bruno.lines("seen")).toHaveCount(1);
  // It is away, and shows what it knew.
  await expect(away.ticket(at.table)).toHaveCount(0);

  line.mend();
  await expect(away.ticket(at.table)).toHaveAttribute("data-state", "seen");
  await live(away.page);
  // The log told it all it had missed, by whichever road: it did not have to ask for anything.
  expect(Object.keys(asked.counts).filter((name) => name !== "POST follow")).toEqual([]);
});
