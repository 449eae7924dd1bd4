import { Line } from "./line";
import { type Restaurant, expect } from "./restaurant";
import { Phone, SUPPLI, Tablet, Wall } from "./rooms";

export interface Evening {
  ada: Phone;
  bruno: Phone;
  tablet: Tablet;
  wall: Wall;
  /** The number of their table. */
  table: string;
  /** Ada’s line, which can be cut and mended. */
  line: Line;
}

/** Two phones at one table, Ada’s on a line that can be cut; the tablet with that table’s sheet open, and the wall. */
export async function evening(restaurant: Restaurant): Promise<Evening> {
  const first = await restaurant.phone("Ada’s phone");
  const line = await Line.of(first.context());
  const ada = new Phone(first, "Ada");
  const bruno = new Phone(await restaurant.phone("Bruno’s phone"), "Bruno");
  const tablet = new Tablet(await restaurant.enter(await restaurant.tablet(), "waiter"));
  const wall = new Wall(await restaurant.enter(await restaurant.wall(), "kitchen"));
  const path = await restaurant.tablePath(ada.page);
  await ada.sit(path);
  await bruno.sit(path);
  const table = await ada.table();
  await tablet.open(table);
  return { ada, bruno, tablet, wall, table, line };
}

/** A party that has ordered a dish, and its sheet on the tablet. */
export async function owing(restaurant: Restaurant): Promise<Evening> {
  const at = await evening(restaurant);
  await at.ada.add(SUPPLI);
  const cart = await at.ada.cart();
  await cart.getByRole("button", { name: /^Send/ }).first().click();
  // What is not sent yet cannot be cancelled.
  await expect(at.tablet.sheet.getByRole("button", { name: /^Cancel/ }).first()).toBeVisible();
  return at;
}
