import { Counter } from "../support/counter";
import { evening } from "../support/evening";
import { type Restaurant, expect, test } from "../support/restaurant";
import { SUPPLI, TAGLIATELLE } from "../support/rooms";

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
  await wall.page.getByRole("button", { name: "86", exact: true }).click();
  await expect(inTheCounter).toBeVisible();
  for (const counter of Object.values(counters)) counter.reset();

  await inTheCounter.click();
  await expect(lasagne).toHaveAttribute("data-state", "sold-out");
  await inTheCounter.click();
  await expect(lasagne).not.toHaveAttribute("data-state", "sold-out");
  await expect.poll(() => all(counters)).toEqual({ ada: {}, bruno: {}, tablet: {}, wall: {} });
});

/** What every screen has asked so far. */
function all(counters: Record<string, Counter>): Record<string, Record<string, number>> {
  return Object.fromEntries(Object.entries(counters).map(([who, counter]) => [who, counter.counts]));
}
