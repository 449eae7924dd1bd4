import { type Page, expect, test } from "@playwright/test";
import { type Seat, crowd, hostileParty } from "../support/hostile";
import { WIDTHS, walk } from "../support/layout";
import { alive, live, Restaurant } from "../support/restaurant";
import { SUPPLI, Tablet } from "../support/rooms";
import { ask } from "../support/staff";
import { Server } from "../support/server";

// Every screen at the widths its people have, in three text sizes, with names and wishes that lay pages open: nothing may be
// outside its box, covered or cut. One restaurant for all of it, and a page is resized, not loaded again.

let restaurant: Restaurant;
let staff: Page;
let ines: Seat;
/** The path behind the free table's code, and that table's number. */
let path: string;
let table: string;

// A record of every step would cost more than the steps.
test.use({ trace: "off", screenshot: "off", video: "off" });
test.describe.configure({ mode: "default", timeout: 240_000 });

test.beforeAll(async ({ browser }) => {
  restaurant = new Restaurant(browser, await Server.create());
  staff = await restaurant.tablet("tablet", { deviceScaleFactor: 1 });
  path = await restaurant.tablePath(staff);
  await restaurant.enter(staff, "waiter");
  ines = await hostileParty(restaurant, staff, path);
  table = ((await ask(staff, `session?hat=staff&id=${ines.session}`)) as any).table_label;
});

test.afterAll(async () => {
  await restaurant.close();
  await restaurant.server.dispose();
  expect(restaurant.complaints, "no page complained").toEqual([]);
});

/** Phones first, and what a guest may also hold. */
const GUESTS = [360, 390, 744, 820, 1024, 1920];
const TABLETS = WIDTHS.filter((width) => width >= 390 && width !== 810);
const WALLS = [768, 1024, 1180, 1920];

async function sound(page: Page, screen: string, widths: number[]): Promise<void> {
  await test.step(screen, async () => {
    expect.soft(await walk(page, widths), screen).toEqual([]);
  });
}

async function escape(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog:modal")).toHaveCount(0);
}

test("the front door, the welcome and the way in fit every screen", async () => {
  const page = await restaurant.tablet("passer-by");
  await page.goto("/");
  await alive(page);
  await sound(page, "front door", WIDTHS);
  for (const state of ["code", "closed", "locked"]) {
    await page.goto(`/welcome/table?state=${state}`);
    await alive(page);
    await sound(page, `welcome, ${state}`, [360, 820]);
  }
  await page.goto("/nowhere");
  await alive(page);
  await sound(page, "no such page", [360, 1024]);
  await page.goto("/sign-in");
  await alive(page);
  await sound(page, "enrolment", [360, 744, 1920]);
  await page.context().close();

  await staff.goto("/sign-in");
  await alive(staff);
  await sound(staff, "people", WIDTHS);
  await staff.locator("a.sperson").first().click();
  await expect(staff.locator(".spin-pad").first()).toBeVisible();
  await sound(staff, "PIN", WIDTHS);
});

test("the guest's phone fits every screen", async () => {
  const { page } = ines;
  await page.goto("/table");
  await live(page);
  await sound(page, "menu", GUESTS);
  const popover = async (opener: string, id: string) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator(opener).first().click();
    await expect(page.locator(id)).toBeVisible();
    await sound(page, id, GUESTS);
    await page.keyboard.press("Escape");
    await expect(page.locator(id)).toBeHidden();
  };
  await popover('[popovertarget="filter"]', "#filter");
  await popover('[popovertarget="calls"]', "#calls");
  await popover('[popovertarget="people"]', "#people");

  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('[popovertarget="people"]').first().click();
  await page.locator("#people > .btn, #people .btn:not(.name-form .btn)").last().click();
  await expect(page.locator(".handover-link")).toBeVisible();
  await sound(page, "continue", GUESTS);
  await escape(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/table");
  await live(page);
  await page.getByRole("link", { name: "Add Tagliata di manzo" }).click();
  await expect(page.getByRole("dialog", { name: "Tagliata di manzo" })).toBeVisible();
  await sound(page, "dish", GUESTS);
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
});

test("a name that is too long is said to be, and not cut", async () => {
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

test("the waiter's tablet fits every screen", async () => {
  const tablet = new Tablet(staff);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/waiter");
  await live(staff);
  await sound(staff, "floor", TABLETS);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await tablet.open(table);
  await expect(tablet.sheet.locator(".tline").first()).toBeVisible();
  await sound(staff, "table sheet", TABLETS);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await tablet.sheet.getByRole("button", { name: "Payment" }).click();
  await expect(staff.locator(".pay")).toBeVisible();
  await sound(staff, "payment", TABLETS);
  await escape(staff);
  for (const queue of ["ready", "calls", "approvals"]) {
    await staff.setViewportSize({ width: 1180, height: 820 });
    await staff.locator(`.wqueue[href="/waiter?queue=${queue}"]`).click();
    await expect(staff.locator(".wqs")).toBeVisible();
    await sound(staff, queue, queue === "ready" ? TABLETS : [390, 744, 834]);
  }
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto(`/waiter/pad/${ines.session}`);
  await live(staff);
  await tablet.tile(SUPPLI).click();
  await expect(staff.locator(".pline").first()).toBeVisible();
  await sound(staff, "pad", TABLETS);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.getByRole("button", { name: /^Secondi/ }).click();
  await staff.locator(".ptile", { hasText: "Tagliata di manzo" }).click();
  await expect(staff.locator(".pmods")).toBeVisible();
  await sound(staff, "choices", TABLETS);
});

test("the kitchen's wall fits every screen", async () => {
  await crowd(staff, [2, 22, 3, 1, 5, 2, 1, 4, 2, 3, 1, 2]);
  const page = await restaurant.enter(await restaurant.wall(), "kitchen");
  await expect(page.locator(".ticket").first()).toBeVisible();
  await sound(page, "expo", WALLS);
  for (const [key, drawer] of [["r", "recall"], ["e", "86"], ["?", "keys"]] as const) {
    await page.setViewportSize({ width: 1920, height: 1080 });
    if (drawer === "recall") await page.getByRole("button", { name: "Recall", exact: true }).click();
    else await page.keyboard.press(key);
    await expect(page.locator("dialog:modal")).toBeVisible();
    await sound(page, drawer, WALLS);
    await escape(page);
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.locator(".kstation").nth(1).click();
  await page.waitForURL("**/kitchen?station=**");
  await expect(page.locator(".ticket").first()).toBeVisible();
  await sound(page, "station", WALLS);
});
