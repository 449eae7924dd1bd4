import { expect, request, test } from "@playwright/test";
import { seatGuest } from "../support/guests";
import { DISHES, asGuest } from "../support/hostile";
import { WIDTHS } from "../support/layout";
import { alive, live } from "../support/restaurant";
import { SUPPLI, moment } from "../support/rooms";
import { ask, freshId, submit } from "../support/staff";
import { GUESTS, SHEETS, escape, hostileHouse, open, sound } from "../support/walking";

// Every screen of guests, and every way in, at the widths its people have, in three text sizes, with names and wishes that lay pages open: nothing may be
// outside its box, covered or cut, and in each theme of its room all can be told from what is behind it.

const house = hostileHouse();

test("the front door and the way in fit every screen", async () => {
  const { restaurant, staff } = house;
  const page = await restaurant.tablet("passer-by");
  await page.goto("/");
  await alive(page);
  await sound(page, "front door", WIDTHS);
  await page.goto("/nowhere");
  await alive(page);
  await sound(page, "no such page", [360, 1024]);
  await open(page, "/sign-in", "Set up this device");
  await sound(page, "enrolment", SHEETS);
  await page.context().close();

  await open(staff, "/sign-in", "Who’s signing in?");
  await sound(staff, "people", WIDTHS);
  await staff.locator("a.sperson").first().click();
  await expect(staff.locator(".spin-pad").first()).toBeVisible();
  await sound(staff, "PIN", WIDTHS);

  await open(staff, "/sign-in", "Who’s signing in?");
  await staff.getByRole("button", { name: "Add a device" }).click();
  await expect(staff.locator(".senrol-fresh")).not.toBeEmpty();
  await sound(staff, "new device", [360, 1180]);
  await escape(staff);
  await staff.getByRole("button", { name: "People and screens" }).click();
  await staff.getByRole("dialog").getByRole("button", { name: "End access" }).first().click();
  await expect(staff.locator(".steam-ask")).toBeVisible();
  await sound(staff, "end an access", [360, 1180]);
  await staff.getByRole("dialog").getByRole("button", { name: "New PIN" }).first().click();
  await expect(staff.locator(".steam-ask input")).toBeVisible();
  await sound(staff, "people and screens", [360, 1180]);
  await escape(staff);
});

test("whatever a table's page asks fits every screen", async () => {
  const { restaurant, staff, ines, table, free } = house;
  const PLAQUES = [360, 744];
  const page = await restaurant.phone("newcomer");
  const looks = async (screen: string, address: string, heading: string) => {
    await open(page, address, heading);
    await sound(page, screen, PLAQUES);
  };
  const [here, other] = [free[0]!.path, free[1]!.path];
  await looks("nobody sits here", "/table", "Where do you sit?");
  await looks("unknown table", "/t/unknown", "We don’t know this table");
  await looks("closed", "/welcome/table?state=closed", "This table is closed");
  await looks("too many tries", "/welcome/table?state=locked", "A short pause");
  await open(page, other, "How many are you?");
  await page.getByText("More than 8").click();
  await expect(page.getByLabel("Number of people")).toBeVisible();
  await sound(page, "how many", PLAQUES);
  restaurant.server.showSeating("table_code");
  await looks("table code", other, "Table code");
  await looks("wrong table code", `${other}?problem=wrong_code`, "Table code");
  restaurant.server.showSeating("open_by_scan");

  // A party eats, pays and stays seated.
  const payer = await restaurant.phone("payer");
  await seatGuest(payer.request, here, { covers: "2" });
  const session = (await (await payer.request.get("/api/viewer")).json()).guest.session;
  const menu = await ask(staff, "menu");
  const product = menu.products.find((one: any) => one.name === SUPPLI);
  const line = { id: freshId(), product: product.id, options: [], quantity: 1 };
  await submit(staff, { command: "place_order", session, order: freshId(), lines: [line], expected: null });
  const held = (await ask(staff, `session?hat=staff&id=${session}`)) as any;
  const [item] = held.orders[0].items;
  await submit(staff, { command: "serve", session, items: [item.id] });
  const amount = { minor: item.unit_price, currency: held.currency };
  await submit(staff, { command: "record_payment", session, payment: { id: freshId(), method: "terminal", amount } });

  await looks("a party has paid", here, "Are you with the party that has just paid?");
  restaurant.server.showSeating("table_code");
  await looks("a party has paid, with a code", here, "Are you with the party that has just paid?");
  restaurant.server.showSeating("open_by_scan");
  await looks("a new party", `${here}?party=new`, "How many are you?");
  await open(ines.page, other, `Move to table`);
  await sound(ines.page, "to another table", PLAQUES);
  await open(page, here, "Are you with the party that has just paid?");
  await page.getByRole("button", { name: "Yes, we are together" }).click();
  await page.waitForURL("**/table");
  await expect(page.getByRole("heading", { name: "One moment." })).toBeVisible();
  await sound(page, "waiting for a waiter", PLAQUES);

  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/waiter?queue=approvals");
  await live(staff);
  await expect(staff.locator("#approvals .wq-card").first()).toBeVisible();
  await sound(staff, "approvals", [390, 744, 834]);

  await submit(staff, { command: "close_session", session, write_off: null });
  await payer.goto("/table");
  await alive(payer);
  await expect(payer.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(payer.getByRole("navigation", { name: "Table" })).toHaveCount(0);
  await sound(payer, "the stay is over", SHEETS);
});

test("the guest's phone fits every screen", async () => {
  const { restaurant, ines } = house;
  const { page } = ines;
  await page.goto("/table");
  await live(page);
  await sound(page, "menu", GUESTS);
  const popover = async (opener: string, id: string) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator(opener).first().click();
    await expect(page.locator(id)).toBeVisible();
    await sound(page, id, SHEETS);
    await page.keyboard.press("Escape");
    await expect(page.locator(id)).toBeHidden();
  };
  await popover('[popovertarget="filter"]', "#filter");
  await popover('[popovertarget="calls"]', "#calls");
  await popover('[popovertarget="people"]', "#people");

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("link", { name: `Add ${DISHES.choices}` }).click();
  await expect(page.getByRole("dialog", { name: DISHES.choices })).toBeVisible();
  await sound(page, "dish", GUESTS);
  await escape(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('[popovertarget="people"]').first().click();
  await page.getByRole("button", { name: "Continue on another phone" }).click();
  await expect(page.locator(".handover-link")).toBeVisible();
  await sound(page, "continue", SHEETS);
  const link = (await page.locator(".handover-link").getAttribute("href"))!;
  await escape(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/table?cart=1");
  await live(page);
  await expect(page.locator("dialog .cart-line").first()).toBeVisible();
  await sound(page, "cart", [360, 390, 744, 820]);
  await page.goto("/table/orders");
  await live(page);
  await expect(page.locator(".order-line").first()).toBeVisible();
  await sound(page, "orders", GUESTS);
  await page.goto("/table/bill");
  await live(page);
  await expect(page.locator(".bill-guest").first()).toBeVisible();
  await sound(page, "bill", GUESTS);

  // Another phone takes the place, and gives it back.
  const other = await restaurant.phone("another phone");
  await open(other, "/continue/expired", "This link has been used");
  await sound(other, "used link", [360, 744]);
  await open(other, link, "Continue here?");
  await sound(other, "continue here", [360, 744]);
  await other.getByRole("button", { name: "Continue on this phone" }).click();
  await other.waitForURL("**/table");
  await expect(page.getByRole("dialog", { name: "You continue elsewhere" })).toBeVisible();
  await sound(page, "replaced", [360, 744]);
  await open(page, "/table", "You continue elsewhere");
  await sound(page, "replaced, loaded again", [360, 744]);
  await page.getByRole("button", { name: "Continue here instead" }).click();
  await live(page);
  await other.context().close();
});

test("a name that is too long is said to be, and not cut", async () => {
  const { ines } = house;
  const { page } = ines;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/table");
  await live(page);
  await page.locator('[popovertarget="people"]').first().click();
  const field = page.locator("#people-name");
  await field.fill("Wolfgang Amadeus Theophilus");
  await expect(page.locator("#people .field-error")).toHaveText("A name has room for 24 characters: 3 too many.");
  await expect(field).toHaveValue("Wolfgang Amadeus Theophilus");
  await field.fill("👨‍👩‍👧‍👦".repeat(24));
  await expect(page.locator("#people .field-error")).toHaveText("");
});

test("each of twelve guests has a face of their own", async () => {
  const { restaurant, free } = house;
  const { path } = free[2]!;
  for (let guest = 1; guest < 12; guest++) {
    const phone = await request.newContext({ baseURL: restaurant.server.url });
    await seatGuest(phone, path);
    await phone.dispose();
  }
  const page = await restaurant.phone("the twelfth");
  await seatGuest(page.request, path);
  await page.goto("/table");
  await live(page);
  await page.locator('[popovertarget="people"]').first().click();
  const faces = page.locator("#people .avatar");
  await expect(faces).toHaveText(Array.from({ length: 12 }, (_, at) => `${at + 1}`));
  const looks = await faces.evaluateAll((faces) =>
    faces.map((face) => {
      const { backgroundColor, color, borderRadius, boxShadow } = getComputedStyle(face);
      return { look: [backgroundColor, color, borderRadius, boxShadow].join(" "), cut: face.scrollWidth > face.clientWidth };
    }),
  );
  expect(new Set(looks.map(({ look }) => look)).size, "looks").toBe(12);
  expect(looks.filter(({ cut }) => cut), "numbers that are cut").toEqual([]);
  await sound(page, "twelve guests", [360, 1024]);
});

test("what a guest is told in passing fits every screen", async () => {
  const { staff, ines } = house;
  const { page } = ines;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/table");
  await live(page);
  await asGuest(ines, { command: "call_waiter", call: freshId(), kind: "water" });
  const held = (await ask(staff, `session?hat=staff&id=${ines.session}`)) as any;
  await submit(staff, { command: "acknowledge_call", session: ines.session, call: held.calls.at(-1).id });
  await expect(page.locator(".toasts .toast", { hasText: "is coming." })).toBeVisible();
  await sound(page, "somebody comes", [360, 744]);
});
