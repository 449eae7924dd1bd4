import { Counter } from "../support/counter";
import { evening } from "../support/evening";
import { type Restaurant, expect, test } from "../support/restaurant";
import { Phone, SUPPLI, TAGLIATELLE, Wall, moment } from "../support/rooms";
import { ask, submit } from "../support/staff";

/** Two phones on different pages, a tablet with the table's sheet open, the wall; an order of two dishes was sent. */
async function busyTable(restaurant: Restaurant) {
  const { ada, bruno, tablet, wall, table } = await evening(restaurant);
  await ada.add(SUPPLI);
  await ada.choose(TAGLIATELLE, ["Large"]);
  const cart = await ada.cart();
  await cart.getByRole("button", { name: /^Send to the kitchen/ }).click();
  await ada.page.waitForURL("**/table/orders");
  await bruno.go("Orders");

  /** Waits until every screen shows how far the two dishes are. */
  const everybodyShows = async (phones: string, sheet: string, ticket: string) => {
    await expect(ada.lines(phones)).toHaveCount(2);
    await expect(bruno.lines(phones)).toHaveCount(2);
    await expect(tablet.sheet.locator(`.tline[data-state="${sheet}"]`)).toHaveCount(2);
    await expect(wall.ticket(table)).toHaveAttribute("data-state", ticket);
  };
  await everybodyShows("sent", "sent", "new");
  const counters = {
    ada: new Counter(ada.page),
    bruno: new Counter(bruno.page),
    tablet: new Counter(tablet.page),
    wall: new Counter(wall.page),
  };
  return { ada, bruno, tablet, wall, table, everybodyShows, counters };
}

test("what happens in the kitchen is shown on every screen, and none of them asks for anything", async ({ restaurant }) => {
  test.slow();
  const { wall, table, everybodyShows, counters } = await busyTable(restaurant);

  for (const counter of Object.values(counters)) counter.reset();
  await wall.press(table, "Seen");
  await everybodyShows("seen", "seen", "seen");
  await wall.press(table, "Start");
  await everybodyShows("preparing", "preparing", "preparing");
  await wall.press(table, "All ready");
  await everybodyShows("ready", "ready", "ready");
  // The taps went out over the socket, and their events were all that anybody needed. The last tap comes after whatever the first
  // ones may have made somebody ask.
  await wall.press(table, "Bump");
  await expect(wall.ticket(table)).toHaveCount(0);
  await expect.poll(() => all(counters)).toEqual({ ada: {}, bruno: {}, tablet: {}, wall: {} });
});

test("a dish taken off the menu is off on every screen, and none of them asks for the menu", async ({ restaurant }) => {
  test.slow();
  const { ada, wall, table, counters } = await busyTable(restaurant);
  const lasagne = ada.page.locator("article.dish", { has: ada.page.getByRole("heading", { name: "Lasagne al forno" }) });
  const inTheCounter = wall.page.locator(".k86", { hasText: "Lasagne al forno" }).locator(".k86-toggle");
  await ada.go("Menu");
  await expect(lasagne).toBeVisible();
  await wall.press(table, "Seen");
  await expect(wall.ticket(table)).toHaveAttribute("data-state", "seen");
  await wall.page.getByRole("button", { name: "Sold out", exact: true }).click();
  await expect(inTheCounter).toBeVisible();
  for (const counter of Object.values(counters)) counter.reset();

  await inTheCounter.click();
  await expect(lasagne).toHaveAttribute("data-state", "sold-out");
  await moment(wall.page);
  await inTheCounter.click();
  await expect(lasagne).not.toHaveAttribute("data-state", "sold-out");
  await expect.poll(() => all(counters)).toEqual({ ada: {}, bruno: {}, tablet: {}, wall: {} });
});

test("what was missed for good costs every answer on the screen one question, and then nothing again", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, line } = await evening(restaurant);
  const cartOf = (phone: Phone, portions: number) => phone.page.getByRole("link", { name: new RegExp(`^View cart · ${portions}`) });
  line.deaf = true;
  await bruno.add(SUPPLI);
  await expect(cartOf(bruno, 1)).toBeVisible();
  await expect.poll(() => line.swallowed).toBeGreaterThan(0);
  await expect(cartOf(ada, 1)).toBeHidden();
  const counter = new Counter(ada.page);
  line.gap();
  await expect(cartOf(ada, 1)).toBeVisible();
  // The menu had missed it, too, for all this page knows.
  await expect.poll(() => counter.counts).toEqual({ "GET session": 1, "GET menu": 1 });

  await bruno.add("Burrata e pomodorini");
  await expect(cartOf(ada, 2)).toBeVisible();
  expect(counter.counts).toEqual({ "GET session": 1, "GET menu": 1 });
});

test("twenty events at once make a screen that can’t fold them ask twice in a tenth of a second at most", async ({ restaurant }) => {
  test.slow();
  await restaurant.server.stop();
  await restaurant.server.start({ COMANDA_CHANGE_LIMITS: "off" });
  const wall = new Wall(await restaurant.enter(await restaurant.wall(), "kitchen"));
  const tablet = await restaurant.enter(await restaurant.tablet(), "waiter");
  const { sessions } = await ask(tablet, "pass");
  const tickets = sessions.flatMap((session: any) =>
    session.orders.flatMap((order: any) =>
      order.tickets
        .filter(({ station }: any) => order.items.some((item: any) => item.station === station && COOKING.includes(item.status)))
        .map((ticket: any) => ({ session: session.id, ticket: ticket.id })),
    ),
  );
  expect(tickets.length).toBeGreaterThan(4);
  const standing = await wall.page.locator(".ticket:not([data-leaving])").count();
  // The history of bumped tickets comes in pages: nobody can fold a bump into those.
  await wall.page.getByRole("button", { name: "Recall", exact: true }).click();
  await submit(tablet, { command: "bump_ticket", ...tickets[0] });
  const page = wall.page.waitForResponse(/past_tickets/);
  await wall.page.getByRole("button", { name: /Older/ }).click();
  await page;
  await expect(wall.page.locator(".ticket:not([data-leaving])")).toHaveCount(standing - 1);
  const counter = new Counter(wall.page);

  const began = Date.now();
  const rounds = tickets.slice(1).map(async (ticket: object) => {
    for (const command of ["bump_ticket", "recall_ticket", "bump_ticket", "recall_ticket"]) await submit(tablet, { command, ...ticket });
  });
  await Promise.all(rounds);
  const took = Date.now() - began;
  // The last of it is on the wall.
  await submit(tablet, { command: "bump_ticket", ...tickets[1] });
  await expect(wall.page.locator(".ticket:not([data-leaving])")).toHaveCount(standing - 2);
  const asked = () => Object.values(counter.counts).reduce((sum, count) => sum + count, 0);
  // And one for the last bump.
  const allowed = 2 * Math.ceil(took / 100) + 1;
  console.log(JSON.stringify({ events: 4 * (tickets.length - 1), took, asked: counter.counts, allowed }));
  expect(asked()).toBeGreaterThan(0);
  expect(asked()).toBeLessThanOrEqual(allowed);
});

/** States of an item whose ticket stands on the board. */
const COOKING = ["pending", "acknowledged", "preparing"];

/** What every screen has asked so far. */
function all(counters: Record<string, Counter>): Record<string, Record<string, number>> {
  return Object.fromEntries(Object.entries(counters).map(([who, counter]) => [who, counter.counts]));
}
