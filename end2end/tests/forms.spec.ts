import { type Locator, type Page } from "@playwright/test";
import { expect, live, type Restaurant, test } from "../support/restaurant";
import { scan } from "../support/rooms";

/** A phone whose browser runs no scripts, seated at the free table of the front door. */
async function seated(restaurant: Restaurant, wall: Page): Promise<{ phone: Page; table: string }> {
  const path = await restaurant.tablePath(wall);
  const phone = await restaurant.phone("phone without scripts", { javaScriptEnabled: false });
  await scan(phone, path);
  await expect(phone).toHaveURL("/table");
  const table = (await phone.locator(".guest-where-table").innerText()).trim();
  expect(table).toMatch(/^Table \S+$/);
  return { phone, table };
}

/** A sheet that the address opened. */
function sheet(phone: Page, name: string): Locator {
  return phone.getByRole("dialog", { name });
}

function line(phone: Page, name: string): Locator {
  return sheet(phone, "Your table’s cart").locator(".cart-line", { hasText: name });
}

/** Adds a dish that asks nothing. */
async function addFocaccia(phone: Page): Promise<void> {
  await phone.getByRole("button", { name: "Add Focaccia al rosmarino", exact: true }).click();
  await expect(phone.getByRole("button", { name: "Add Focaccia al rosmarino, 1 in the cart" })).toBeVisible();
}

/** Sends a form the way a browser does; the page that comes next. */
async function post(phone: Page, action: string, form: Record<string, string>): Promise<string> {
  const headers = { origin: new URL(phone.url()).origin, accept: "text/html" };
  const answer = await phone.request.post(action, { form, headers });
  expect(answer.ok()).toBe(true);
  const { pathname, search } = new URL(answer.url());
  return pathname + search;
}

/** The fields a form would send, its key among them. */
async function fields(form: Locator): Promise<Record<string, string>> {
  await expect(form).toHaveCount(1);
  const all: Record<string, string> = {};
  for (const input of await form.locator("input[type=hidden]").all()) {
    all[(await input.getAttribute("name")) ?? ""] = await input.inputValue();
  }
  expect(all.key, "the server made the key").toMatch(/^[0-9a-f-]{36}$/);
  return all;
}

test("a whole visit works without JavaScript, and kitchen and waiter hear of it", async ({ restaurant }) => {
  const display = await restaurant.wall();
  const { phone, table } = await seated(restaurant, display);
  const wall = await restaurant.enter(display, "kitchen");
  const tablet = await restaurant.enter(await restaurant.tablet(), "waiter");
  await tablet.getByRole("link", { name: /^Calls/ }).click();
  await live(tablet);
  const dishes = phone.locator(".dish");

  await test.step("the search is a form that asks the server", async () => {
    const before = await dishes.count();
    await phone.getByRole("searchbox", { name: "Search the menu" }).fill("tiramisu");
    await phone.getByRole("searchbox", { name: "Search the menu" }).press("Enter");
    await expect(phone).toHaveURL(/\/table\?(.*&)?q=tiramisu/);
    await expect(dishes).toHaveCount(1);
    await expect(dishes.first()).toContainText("Tiramisù");
    await expect(phone.locator(".filter-summary")).toContainText(`1 of ${before} dishes`);
  });

  await test.step("the filter is one too", async () => {
    await phone.getByRole("link", { name: "Show all" }).click();
    await phone.locator('button[popovertarget="filter"]').click();
    const filter = phone.getByRole("dialog", { name: "Filter the menu" });
    await filter.getByRole("checkbox", { name: "Vegan" }).check();
    await filter.getByRole("checkbox", { name: /Celery/ }).check();
    await filter.getByRole("button", { name: /^Show/ }).click();
    await expect(phone).toHaveURL(/diet=vegan/);
    await expect(phone).toHaveURL(/without=celery/);
    await expect(dishes.filter({ hasText: "Patate al rosmarino" })).toHaveCount(1);
    await expect(dishes.filter({ hasText: "Minestrone" }), "contains celery").toHaveCount(0);
    await expect(dishes.filter({ hasText: "Tagliata" }), "is meat").toHaveCount(0);
    await expect(dishes.filter({ hasNotText: "Vegan" })).toHaveCount(0);
  });

  await test.step("a dish that asks nothing is added with one tap, and the filter stays", async () => {
    await phone.getByRole("button", { name: /^Add Patate al rosmarino/ }).click();
    await expect(phone).toHaveURL(/diet=vegan/);
    await expect(phone.getByRole("button", { name: "Add Patate al rosmarino, 1 in the cart" })).toBeVisible();
    await expect(phone.getByRole("link", { name: /View cart · 1/ })).toBeVisible();
  });

  await test.step("a dish with choices is added from its own page", async () => {
    await phone.goto("/table");
    await phone.getByRole("link", { name: "Add Tagliata di manzo" }).click();
    await expect(phone).toHaveURL(/product=/);
    const dish = sheet(phone, "Tagliata di manzo");
    await dish.getByRole("radio", { name: "Well done" }).check();
    await dish.getByRole("radio", { name: "Mixed salad" }).check();
    await dish.getByRole("radio", { name: /^Honey & mustard/ }).check();
    await dish.getByRole("textbox", { name: "Quantity" }).fill("2");
    await dish.getByRole("textbox", { name: "Any requests?" }).fill("One without rocket");
    await dish.getByRole("button", { name: /^Add/ }).click();
    await expect(sheet(phone, "Tagliata di manzo")).toHaveCount(0);
  });

  await test.step("the cart tells what was chosen", async () => {
    await phone.getByRole("link", { name: /View cart · 3/ }).click();
    await expect(phone).toHaveURL(/cart=1/);
    await expect(line(phone, "Patate al rosmarino")).toContainText("€5.50");
    const steak = line(phone, "Tagliata di manzo");
    await expect(steak).toContainText("Well done · Mixed salad · Honey & mustard");
    await expect(steak).toContainText("One without rocket");
    await expect(steak).toContainText("€45.00");
    await steak.getByRole("button", { name: "One less Tagliata di manzo" }).click();
    await expect(line(phone, "Tagliata di manzo")).toContainText("€22.50");
  });

  await test.step("it is sent, and the kitchen sees it", async () => {
    await sheet(phone, "Your table’s cart").getByRole("button", { name: /Send to the kitchen/ }).click();
    await expect(phone).toHaveURL("/table/orders");
    await expect(phone.locator(".order-line")).toHaveCount(2);
    await expect(phone.locator(".order-line", { hasText: "Tagliata di manzo" })).toContainText("Sent");
    const ticket = wall.locator(".ticket").filter({ has: wall.getByRole("heading", { name: table, exact: true }) });
    await expect(ticket.filter({ hasText: "Tagliata di manzo" })).toBeVisible();
    await expect(ticket.filter({ hasText: "Well done" })).toBeVisible();
    await expect(ticket.filter({ hasText: "One without rocket" })).toBeVisible();
    await expect(ticket.filter({ hasText: "Patate al rosmarino" })).toBeVisible();
  });

  const call = (words: RegExp) => tablet.locator("#calls li").filter({ hasText: table }).filter({ hasText: words });

  await test.step("a call reaches the waiter", async () => {
    await expect(call(/waiter/i)).toHaveCount(0);
    await phone.getByRole("button", { name: "Call the waiter" }).click();
    await phone.getByRole("dialog", { name: "Call the waiter" }).getByRole("button", { name: "Waiter" }).click();
    await expect(phone.locator(".banner")).toContainText("We’ve told your waiter.");
    await expect(call(/waiter/i)).toBeVisible();
  });

  await test.step("the bill is asked for, and the answer is seen after loading the page again", async () => {
    await phone.getByRole("navigation", { name: "Table" }).getByRole("link", { name: /^Bill/ }).click();
    await expect(phone).toHaveURL("/table/bill");
    await expect(phone.locator(".bill-remaining")).toContainText("€28.00");
    await phone.getByRole("button", { name: /Ask for the bill/ }).click();
    await expect(phone).toHaveURL("/table/bill");
    await expect(phone.locator(".bill-status")).toContainText("You asked for the bill");
    await expect(call(/bill/i)).toBeVisible();
    await call(/bill/i).getByRole("button", { name: "I’m on it" }).click();
    await expect(call(/bill/i)).toContainText("is on it");
    await phone.reload();
    await expect(phone.locator(".bill-status")).toContainText("and is on the way with the terminal");
  });
});

test("a form sent twice adds once", async ({ restaurant }) => {
  const { phone } = await seated(restaurant, await restaurant.wall());
  const form = phone.locator("form", { has: phone.getByRole("button", { name: /^Add Focaccia/ }) });
  const twice = await fields(form);
  for (let times = 0; times < 2; times += 1) {
    expect(await post(phone, "/api/add_line", twice)).toMatch(/^\/table\??$/);
  }
  await phone.goto("/table?cart=1");
  await expect(line(phone, "Focaccia")).toHaveCount(1);
  await expect(line(phone, "Focaccia").getByRole("group").locator("output")).toHaveText("1");

  // A page loaded anew has a new key: that is a second wish.
  await phone.goto("/table");
  const again = await fields(form);
  expect(again.key).not.toBe(twice.key);
  await post(phone, "/api/add_line", again);
  await phone.goto("/table");
  await expect(phone.getByRole("button", { name: /^Add Focaccia al rosmarino, 2 in the cart/ })).toBeVisible();
});

test("an order sent twice is cooked once", async ({ restaurant }) => {
  const display = await restaurant.wall();
  const { phone, table } = await seated(restaurant, display);
  const wall = await restaurant.enter(display, "kitchen");
  await addFocaccia(phone);
  await phone.goto("/table?cart=1");
  const cart = sheet(phone, "Your table’s cart");
  const send = await fields(cart.locator('form[action="/api/send_order"]'));
  for (let times = 0; times < 2; times += 1) {
    expect(await post(phone, "/api/send_order", send)).toBe("/table/orders");
  }
  await phone.goto("/table/orders");
  await expect(phone.locator(".order-line")).toHaveCount(1);
  const heading = wall.getByRole("heading", { name: table, exact: true });
  await expect(wall.locator(".ticket", { has: heading })).toHaveCount(1);
});

test("a refused form says why, where the tap was", async ({ restaurant }) => {
  const display = await restaurant.wall();
  const { phone } = await seated(restaurant, display);
  const wall = await restaurant.enter(display, "kitchen");

  // Two dishes are on the guest's screen and in the cart; then the kitchen runs out of them.
  await addFocaccia(phone);
  await phone.getByRole("link", { name: "Add Panna cotta" }).click();
  await expect(phone).toHaveURL(/product=/);
  const panel = wall.getByRole("dialog", { name: "Sold out (86)" });
  for (const name of ["Panna cotta", "Focaccia al rosmarino"]) {
    await wall.goto("/kitchen");
    await live(wall);
    await wall.getByRole("button", { name: "Sold out", exact: true }).click();
    const row = panel.locator(".k86").filter({ has: wall.getByText(name, { exact: true }) });
    await row.getByRole("switch").click();
    await expect(row).toContainText("Sold out");
  }

  const dish = sheet(phone, "Panna cotta");
  await dish.getByRole("button", { name: /^Add/ }).click();
  await expect(phone).toHaveURL(/product=.*problem=/);
  await expect(dish.getByRole("alert")).toContainText("Panna cotta is sold out.");

  await phone.goto("/table?cart=1");
  const cart = sheet(phone, "Your table’s cart");
  await expect(line(phone, "Focaccia")).toContainText("Focaccia al rosmarino is sold out.");
  await cart.getByRole("button", { name: /Send to the kitchen/ }).click();
  await expect(phone).toHaveURL(/cart=1&problem=/);
  await expect(cart.getByRole("alert")).toContainText("Focaccia al rosmarino is sold out.");
  await expect(line(phone, "Focaccia"), "nothing is lost").toHaveCount(1);
});
