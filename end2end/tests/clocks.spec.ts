import { type Page } from "@playwright/test";
import { evening } from "../support/evening";
import { Line } from "../support/line";
import { type Restaurant, alive, expect, live, test } from "../support/restaurant";
import { SUPPLI, Wall } from "../support/rooms";
import { ask, submit } from "../support/staff";

const MINUTE = 60_000;

/** Puts the clock of this device’s pages off by so many milliseconds; `turn` changes it while a page is open. */
async function clockOff(page: Page, by: number): Promise<void> {
  await page.context().addInitScript((by) => {
    const Right = Date;
    const off = () => (globalThis as { clockOff?: number }).clockOff ?? by;
    class Wrong extends Right {
      constructor(...given: []) {
        super(...((given.length > 0 ? given : [Right.now() + off()]) as []));
      }
      static override now(): number {
        return Right.now() + off();
      }
    }
    globalThis.Date = Wrong as DateConstructor;
  }, by);
}

const turn = (page: Page, by: number) => page.evaluate((by) => void ((globalThis as { clockOff?: number }).clockOff = by), by);

/** A wall in the kitchen whose device has this clock and zone. */
async function wallWith(restaurant: Restaurant, by: number, timezoneId: string): Promise<Wall> {
  const page = await restaurant.wall(`the wall in ${timezoneId}`, { timezoneId });
  await clockOff(page, by);
  return new Wall(await restaurant.enter(page, "kitchen"));
}

/** What a wall says of its tickets that depends on the time: seconds since each was sent, and its words. */
async function times(wall: Wall): Promise<{ seconds: number[]; words: string[]; clock: string }> {
  return wall.page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].map((element) => element.innerText.trim());
    const seconds = all(".ticket-timer").map((text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0));
    // The alarm itself counts seconds.
    const words = [...all(".ticket-pace"), ...all(".ticket-seen"), ...all(".ticket .badge[data-state=late]").map((text) => text.replace(/[\d:]+/, ""))];
    return { seconds, words, clock: document.querySelector<HTMLElement>(".kclock")?.innerText ?? "" };
  });
}

/** Both walls say the same, but for the seconds between the two looks. */
async function saysTheSame(wall: Wall, right: Wall): Promise<void> {
  await expect
    .poll(async () => {
      const [one, other] = await Promise.all([times(wall), times(right)]);
      const apart = one.seconds.map((second, place) => Math.abs(second - (other.seconds[place] ?? Infinity)));
      return { far: apart.filter((apart) => apart > 2), tickets: one.seconds.length > 0, words: one.words, clock: one.clock };
    })
    .toEqual(await times(right).then(({ words, clock }) => ({ far: [], tickets: true, words, clock })));
}

test("walls with a wrong clock and in another zone say what the right one says", async ({ restaurant }) => {
  test.slow();
  const at = await evening(restaurant);
  const fast = await wallWith(restaurant, 10 * MINUTE, "Asia/Tokyo");
  const slow = await wallWith(restaurant, -10 * MINUTE, "America/New_York");
  await at.ada.add(SUPPLI);
  await (await at.ada.cart()).getByRole("button", { name: /^Send/ }).first().click();
  for (const wall of [at.wall, fast, slow]) {
    await expect(wall.ticket(at.table)).toBeVisible();
    // Seconds old: nobody has overlooked it, and it counts on.
    await expect(wall.ticket(at.table).locator(".ticket-timer")).toHaveText(/^0:(0[1-9]|[1-5]\d)$/);
    await expect(wall.ticket(at.table).locator('.badge[data-state="late"]')).toHaveCount(0);
  }
  for (const wall of [fast, slow]) await saysTheSame(wall, at.wall);
  // The clock on the wall is the restaurant’s, which is in Rome.
  const rome = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Rome" });
  for (const wall of [fast, slow]) await expect.poll(async () => (await times(wall)).clock === rome()).toBe(true);

  // Somebody sets a clock while the wall is open.
  await turn(fast.page, -3 * 60 * MINUTE);
  await turn(slow.page, 24 * 60 * MINUTE);
  for (const wall of [fast, slow]) {
    await live(wall.page);
    await saysTheSame(wall, at.wall);
  }
});

test("a PIN lock counts down by the server’s clock", async ({ restaurant }) => {
  for (const by of [10 * MINUTE, -10 * MINUTE]) {
    const page = await restaurant.tablet("a tablet", { timezoneId: "Asia/Tokyo" });
    await clockOff(page, by);
    await restaurant.enter(page, "waiter");
    await page.goto("/sign-in");
    await alive(page);
    await page.locator(".sperson").nth(by > 0 ? 0 : 1).click();
    const message = page.locator(".spin-message");
    for (const said of ["4 tries left", "3 tries left", "2 tries left", "one try left"]) {
      await page.keyboard.type("0000");
      await expect(message).toContainText(said);
    }
    await page.keyboard.type("0000");
    await expect(message).toContainText(/Opens again in 0:(30|[012]\d)/);
  }
});

test("a dish is off for tonight until the store’s day ends, and the wall says when", async ({ restaurant }) => {
  const wall = await wallWith(restaurant, 10 * MINUTE, "Asia/Tokyo");
  await wall.page.keyboard.press("e");
  const row = wall.page.locator(".k86", { hasText: SUPPLI });
  const until = async () => (await ask(wall.page, "menu")).products.find((dish: { name: string }) => dish.name === SUPPLI).availability.eighty_six?.until;
  await row.locator(".k86-toggle").click();
  await expect.poll(until).toBe((await ask(wall.page, "pass")).day_until);
  await expect(row.locator(".k86-until")).toContainText("04:00");
  const tonight = wall.page.locator(".k86-untils").getByRole("button", { name: /04:00/ });
  await expect(tonight).toHaveAttribute("aria-pressed", "true");
});

test("after a sleep a wall says that it is connecting, and has caught up within moments", async ({ restaurant }) => {
  test.slow();
  const at = await evening(restaurant);
  const page = await restaurant.wall("the wall that slept");
  const line = await Line.of(page.context());
  await clockOff(page, 0);
  const away = new Wall(await restaurant.enter(page, "kitchen"));
  line.die();
  await at.ada.add(SUPPLI);
  await (await at.ada.cart()).getByRole("button", { name: /^Send/ }).first().click();
  await expect(at.wall.ticket(at.table)).toBeVisible();
  await expect(away.ticket(at.table)).toHaveCount(0);
  // Its count of milliseconds stood still; its clock went on. Every state its chip is in from here on is written down.
  await page.evaluate(() => {
    const chip = document.querySelector(".status");
    const seen: (string | null | undefined)[] = [];
    new MutationObserver(() => seen.push(chip?.getAttribute("data-state"))).observe(chip!, { attributes: true, attributeFilter: ["data-state"] });
    Object.assign(globalThis, { seen });
  });
  await turn(page, 60 * MINUTE);
  await expect(away.ticket(at.table)).toBeVisible();
  await live(page);
  expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual(["connecting", "live"]);
});

test("a wall without a connection says since when, and claims nothing that it does not know", async ({ restaurant }) => {
  test.slow();
  const page = await restaurant.wall("the wall that is cut off");
  const line = await Line.of(page.context());
  await page.addInitScript(() => {
    const rung = { count: 0 };
    const make = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function () {
      rung.count++;
      return make.call(this);
    };
    Object.assign(globalThis, { rung });
  });
  const rung = () => page.evaluate(() => (globalThis as unknown as { rung: { count: number } }).rung.count);
  await restaurant.enter(page, "kitchen");
  for (const session of (await ask(page, "pass")).sessions)
    for (const { tickets } of session.orders)
      for (const ticket of tickets)
        if (ticket.bumped_at === null) await submit(page, { command: "bump_ticket", session: session.id, ticket: ticket.id });
  const board = page.locator("#board");
  await expect(board).toContainText("All clear");
  await expect(page.locator("#allday")).toContainText("Nothing to make");
  // Nobody has touched it: there is no sound yet, and it does not say so.
  await expect(page.locator(".sound-hint")).toHaveText("Tap once for sound");
  await expect(board).not.toContainText("with a sound");
  await board.click();
  await expect(page.locator(".sound-hint")).toHaveCount(0);
  await expect(board).toContainText("with a sound");

  const before = await rung();
  await line.cut();
  await expect(page.locator(".klost > span")).toHaveText(/^No connection since \d\d:\d\d\. New tickets do not arrive\.$/);
  await expect(board).toContainText("No connection since");
  await expect(board).not.toContainText("All clear");
  await expect(page.locator("#allday")).not.toContainText("Nothing to make");
  await expect.poll(rung, "it is heard").toBeGreaterThan(before);

  line.mend();
  await live(page);
  await expect(page.locator(".klost")).toHaveCount(0);
  await expect(board).toContainText("All clear");
});

test("a tablet without a connection calls no list empty", async ({ restaurant }) => {
  const page = await restaurant.tablet("the tablet that is cut off");
  const line = await Line.of(page.context());
  await restaurant.enter(page, "waiter");
  await page.goto("/waiter?queue=approvals");
  await live(page);
  const approvals = page.locator("#approvals");
  await expect(approvals).toContainText("Nothing to approve");
  await line.cut();
  await expect(page.locator(".wlost")).toContainText(/No connection since \d\d:\d\d/);
  await expect(approvals).toContainText("No connection since");
  await expect(approvals).not.toContainText("Nothing to approve");
  line.mend();
  await live(page);
  await expect(approvals).toContainText("Nothing to approve");
});
