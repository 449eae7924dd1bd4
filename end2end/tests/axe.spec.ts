import AxeBuilder from "@axe-core/playwright";
import { type Page, expect, test } from "@playwright/test";
import { alive, live, Restaurant } from "../support/restaurant";
import { Phone, scan, SUPPLI, Tablet } from "../support/rooms";
import { Server } from "../support/server";

/** WCAG 2.2 up to AA, and what axe holds to be good practice beyond it. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

let restaurant: Restaurant;
/** The path behind the free table's code. */
let table: string;

test.describe.configure({ mode: "default", timeout: 180_000 });

// One restaurant for all of it: looking at screens harms nobody.
test.beforeAll(async ({ browser }) => {
  restaurant = new Restaurant(browser, await Server.create());
  const door = await restaurant.tablet();
  table = await restaurant.tablePath(door);
  await door.close();
});

test.afterAll(async () => {
  await restaurant.close();
  await restaurant.server.dispose();
  expect(restaurant.complaints, "no page complained").toEqual([]);
});

/** What another theme can change: colours alone. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** What axe objects to, in a line for each kind of problem. */
async function objections(page: Page, coloursAlone = false): Promise<string[]> {
  // By default each look opens a page of its own, for frames of other sites. Ours have none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (coloursAlone ? axe.withRules(COLOURS) : axe.withTags(TAGS)).analyze();
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 4).map((n) => `${n.target.join(" ")} ${n.any.map((any) => any.message).join(" ")}`);
    return `${id}: ${help} (${nodes.length})\n    ${where.join("\n    ")}`;
  });
}

/** A screen without objections, in the light and in the dark. */
async function accessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await test.step(`${screen}, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect.soft(await objections(page, colorScheme === "dark"), `${screen}, ${colorScheme}`).toEqual([]);
    });
  }
}

/** A dialog that was just opened. */
async function opened(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole("dialog", { name })).toBeVisible();
}

test("the front door, the way in and the welcome have no barriers", async () => {
  const page = await restaurant.phone("passer-by");
  await page.goto("/");
  await alive(page);
  await accessible(page, "front door");
  for (const address of [table, "/t/unknown", "/welcome/table?state=closed", "/welcome/table?state=locked"]) {
    await page.goto(address);
    await alive(page);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await accessible(page, `welcome, ${address}`);
  }
  await page.goto("/table");
  await alive(page);
  await expect(page.getByRole("heading", { name: "Where do you sit?" })).toBeVisible();
  await accessible(page, "menu without a seat");
  await page.goto("/nowhere");
  await alive(page);
  await accessible(page, "no such page");
});

test("the sign-in has no barriers", async () => {
  const page = await restaurant.tablet();
  await page.goto("/sign-in");
  await alive(page);
  await expect(page.getByRole("heading", { name: "Set up this device" })).toBeVisible();
  await accessible(page, "enrolment");
  await restaurant.enter(page, "waiter");
  await page.goto("/sign-in");
  await alive(page);
  await expect(page.getByRole("heading", { name: "Who’s signing in?" })).toBeVisible();
  await accessible(page, "people");
  await page.getByRole("link", { name: /Giulia/ }).click();
  await expect(page.getByRole("heading", { name: "Giulia" })).toBeVisible();
  await accessible(page, "PIN");
  for (const digit of "0000") await page.getByRole("button", { name: digit, exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Wrong PIN");
  await accessible(page, "wrong PIN");
});

test("the guest's phone has no barriers", async () => {
  const page = await restaurant.phone("guest");
  await scan(page, table);
  await live(page);
  await accessible(page, "menu for a newcomer");
  await page.goto("/table/orders");
  await live(page);
  await accessible(page, "no orders");
  await page.goto("/table/bill");
  await live(page);
  await accessible(page, "nothing to pay");

  const phone = new Phone(page, "Ines");
  await phone.sit(table);
  await page.locator('button[popovertarget="filter"]').click();
  await opened(page, "Filter the menu");
  await accessible(page, "filter");
  await page.getByRole("checkbox", { name: "Vegan" }).check();
  await page.keyboard.press("Escape");
  await expect(page.locator(".filter-summary")).toBeVisible();
  await accessible(page, "filtered menu");
  await page.getByRole("link", { name: "Show all" }).click();
  await page.getByRole("searchbox").fill("pineapple");
  await expect(page.locator(".empty-title", { hasText: "No dish for" })).toBeVisible();
  await accessible(page, "nothing found");
  await page.getByRole("searchbox").fill("");

  await page.getByRole("button", { name: "Call the waiter" }).click();
  await opened(page, "Call the waiter");
  await accessible(page, "calls");
  await page.getByRole("button", { name: "Water", exact: true }).click();
  await expect(page.locator(".banner")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^At this table/ }).click();
  await opened(page, "At this table");
  await accessible(page, "people at the table");
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "Add Tagliata di manzo" }).click();
  await opened(page, "Tagliata di manzo");
  await page.getByRole("radio", { name: "Mixed salad" }).check();
  await accessible(page, "dish");
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await phone.add(SUPPLI);
  const cart = await phone.cart();
  await expect(cart.locator(".cart-line")).toHaveCount(2);
  await accessible(page, "cart");
  await cart.getByRole("button", { name: /Send to the kitchen/ }).click();
  await expect(page.locator(".order-line")).toHaveCount(2);
  await accessible(page, "orders");
  await phone.go("Bill");
  await expect(page.locator(".bill-remaining")).toBeVisible();
  await accessible(page, "bill");
  await page.getByRole("button", { name: /Ask for the bill/ }).click();
  await expect(page.locator(".bill-status")).toBeVisible();
  await accessible(page, "bill, asked for");
});

test("a guest who goes on at another phone meets no barriers on either", async () => {
  const old = new Phone(await restaurant.phone("old phone"), "Nora");
  await old.sit(table);
  await old.page.getByRole("button", { name: /At this table/ }).click();
  await accessible(old.page, "people at the table");
  await old.page.getByRole("button", { name: "Continue on another phone" }).click();
  await opened(old.page, "Continue on another phone");
  await accessible(old.page, "the code for the other phone");
  const link = (await old.page.locator(".handover-link").getAttribute("href")) ?? "";
  const fresh = await restaurant.phone("new phone");
  await fresh.goto(link);
  await alive(fresh);
  await accessible(fresh, "continue here?");
  await fresh.getByRole("button", { name: "Continue on this phone" }).click();
  await opened(old.page, "You continue elsewhere");
  await accessible(old.page, "you continue elsewhere");
  await old.page.goto("/table");
  await expect(old.page.getByRole("heading", { name: "You continue elsewhere" })).toBeVisible();
  await accessible(old.page, "you continue elsewhere, loaded again");
  await old.page.goto("/continue/expired");
  await accessible(old.page, "a link that has been used");
});

test("the guest's menu on a wide screen has no barriers", async () => {
  const page = await restaurant.tablet("a guest's tablet");
  await scan(page, table);
  await live(page);
  await expect(page.locator(".menu-cart")).toBeVisible();
  await accessible(page, "wide menu");
});

test("the waiter's floor and its sheets have no barriers", async () => {
  const page = await restaurant.enter(await restaurant.tablet(), "waiter");
  const tablet = new Tablet(page);
  await accessible(page, "floor");
  await tablet.open("3");
  await accessible(page, "sheet of a free table");
  await tablet.open("6");
  await expect(tablet.sheet.locator(".tline").first()).toBeVisible();
  await accessible(page, "sheet of a table that calls");
  await tablet.open("4");
  await expect(tablet.sheet.locator(".tline").first()).toBeVisible();
  await tablet.sheet.getByRole("button", { name: "Payment" }).click();
  await opened(page, /^Take payment/);
  await accessible(page, "payment in cash");
  await page.getByRole("radio", { name: "Card terminal" }).check();
  await accessible(page, "payment on the terminal");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await tablet.sheet.getByRole("button", { name: "Change the number of guests" }).click();
  await opened(page, /^Guests at table/);
  await accessible(page, "covers");
  for (const queue of ["Ready", "Calls", "Approvals"]) {
    await page.goto(`/waiter?queue=${queue.toLowerCase()}`);
    await live(page);
    await expect(page.getByRole("heading", { name: queue })).toBeVisible();
    await accessible(page, `queue ${queue}`);
  }
});

test("the order pad has no barriers", async () => {
  const page = await restaurant.enter(await restaurant.tablet(), "waiter");
  const tablet = new Tablet(page);
  await tablet.open("10");
  await tablet.sheet.getByRole("link", { name: "Add order" }).click();
  await page.waitForURL("**/waiter/pad/**");
  await expect(page.getByRole("heading", { name: "Nothing chosen yet" }).or(page.locator(".porder .empty"))).toBeVisible();
  await accessible(page, "empty pad");
  await page.getByRole("button", { name: /^Secondi/ }).click();
  const dish = page.locator(".ptile", { hasText: "Tagliata di manzo" });
  await dish.click();
  await opened(page, /Tagliata di manzo/);
  await page.getByLabel("Mixed salad").check();
  await accessible(page, "choices");
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await expect(page.locator(".pline")).toHaveCount(1);
  await accessible(page, "pad with a line");
  await dish.click({ button: "right" });
  await opened(page, /Tagliata di manzo/);
  await accessible(page, "a dish's availability");
});

test("the office has no barriers", async () => {
  const page = await restaurant.enter(await restaurant.tablet(), "waiter");
  await page.goto("/manage/menu");
  await alive(page);
  await accessible(page, "the office's menu");
  await page.locator(".orow", { hasText: SUPPLI }).getByRole("link").click();
  await expect(page.locator(".oform-title")).toHaveText(SUPPLI);
  await accessible(page, "a dish in the office");
  await page.goto("/manage/settings");
  await alive(page);
  await accessible(page, "the settings");
  await page.goto("/manage/parts");
  await alive(page);
  await page.locator("summary", { hasText: "Board for" }).click();
  await accessible(page, "the parts of the menu");
});

test("the kitchen's displays have no barriers", async () => {
  const page = await restaurant.enter(await restaurant.wall(), "kitchen");
  await page.emulateMedia({ reducedMotion: "reduce" });
  const clean = async (screen: string) => expect.soft(await objections(page), `${screen}, kitchen`).toEqual([]);
  const open = async (button: string, title: string) => {
    await page.getByRole("button", { name: button, exact: true }).click();
    await opened(page, title);
  };
  const close = async () => {
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  await expect(page.locator(".ticket").first()).toBeVisible();
  await clean("expo");
  await open("Recall", "Recall");
  await clean("recall");
  await close();
  await open("Sold out", "Sold out (86)");
  await expect(page.getByRole("dialog").locator(".k86").first()).toBeVisible();
  await clean("86");
  await close();
  await page.keyboard.press("?");
  await opened(page, "Keys");
  await clean("keys");
  await close();
  await page.getByRole("tab", { name: /^Griglia/ }).click();
  await page.waitForURL("**/kitchen?station=**");
  await live(page);
  await expect(page.locator(".ticket").first()).toBeVisible();
  await clean("station");
  for (const theme of ["light", "dark"]) {
    await page.getByRole("button", { name: /^Theme/ }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    expect.soft(await objections(page), `station, ${theme}`).toEqual([]);
  }
});
