import { type Page } from "@playwright/test";
import { evening } from "../support/evening";
import { expect, test } from "../support/restaurant";
import { Phone, SUPPLI } from "../support/rooms";

/** Where a course's heading stands under the foot of the bar that sticks above it, pixels. */
const under = (page: Page, href: string) =>
  page.evaluate((href) => {
    const [bar, name] = [document.querySelector(".menu-cats")!, document.querySelector(`${href}-name`)!];
    return name.getBoundingClientRect().top - bar.getBoundingClientRect().bottom;
  }, href);

test("a category's link brings its dishes under the bar, from wherever one is reading", async ({ restaurant }) => {
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  await ada.sit(await restaurant.tablePath(ada.page));
  const links = ada.page.locator(".menu-cats a");
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")!));
  expect(hrefs.length).toBeGreaterThan(4);
  // The last but one: the page may end before the last has come up.
  const places = hrefs.slice(0, -1);
  for (const href of [...places, ...places.slice().reverse()]) {
    await ada.page.locator(`.menu-cats a[href="${href}"]`).click();
    // Its own margin above it, and nothing of the course before.
    await expect.poll(async () => Math.abs((await under(ada.page, href)) - 32), { message: href }).toBeLessThan(3);
    await expect(ada.page.locator(`.menu-cats a[href="${href}"]`)).toHaveAttribute("aria-current", "true");
  }
});

test("a phone draws the cart's lines once; beside the menu they are drawn where there is room", async ({ restaurant }) => {
  test.slow();
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const bruno = new Phone(await restaurant.phone("Bruno’s phone"), "Bruno");
  const path = await restaurant.tablePath(ada.page);
  await ada.sit(path);
  await bruno.sit(path);
  const [all, beside] = [ada.page.locator(".cart-line"), ada.page.locator(".menu-cart .cart-line-name")];
  await bruno.add(SUPPLI);
  await expect(all).toHaveCount(1);
  await expect(beside).toHaveCount(0);

  const phone = ada.page.viewportSize()!;
  await ada.page.setViewportSize({ width: 1180, height: 820 });
  await expect(beside).toHaveText([SUPPLI]);
  await bruno.add("Burrata e pomodorini");
  await expect(beside).toHaveText([SUPPLI, "Burrata e pomodorini"]);
  await expect(beside.first()).toBeVisible();

  await ada.page.setViewportSize(phone);
  await expect(all).toHaveCount(2);
  await expect(beside).toHaveCount(0);
  await expect((await ada.cart()).locator(".cart-line-name")).toHaveText([SUPPLI, "Burrata e pomodorini"]);
});

test("a dish's sheet begins empty, at one and at its top, whatever was written for the last dish", async ({ restaurant }) => {
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const { page } = ada;
  await ada.sit(await restaurant.tablePath(page));
  const sheetOf = (dish: string) => page.getByRole("dialog", { name: dish });
  const open = async (dish: string) => {
    await page.locator(".dish-name a", { hasText: dish }).click();
    await expect(sheetOf(dish)).toBeVisible();
    return sheetOf(dish);
  };
  const write = async (dish: string) => {
    const sheet = await open(dish);
    await sheet.getByLabel("Well done").check();
    await sheet.getByLabel("Any requests?").fill("ALLERGIC TO NUTS");
    await sheet.getByRole("button", { name: "One more" }).click();
    await sheet.getByRole("button", { name: "One more" }).click();
    await expect(sheet.getByLabel("Quantity").last()).toHaveValue("3");
    await sheet.locator(".sheet-body").evaluate((body) => body.scrollTo(0, body.scrollHeight));
    return sheet;
  };
  const begins = async (dish: string) => {
    const sheet = await open(dish);
    await expect(sheet.getByLabel("Any requests?")).toHaveValue("");
    await expect(sheet.locator("input[name=quantity]")).toHaveValue("1");
    expect(await sheet.locator(".sheet-body").evaluate((body) => body.scrollTop)).toBe(0);
    await expect(sheet.locator("#product-name")).toBeFocused();
    return sheet;
  };

  // Closed without adding.
  await write("Tagliata di manzo");
  await page.keyboard.press("Escape");
  const costata = await begins("Bistecca alla fiorentina");
  await expect(costata.getByLabel("Medium rare")).toBeChecked();
  await page.keyboard.press("Escape");
  await begins("Burrata e pomodorini");
  await page.keyboard.press("Escape");
  // Added.
  await (await write("Tagliata di manzo")).getByRole("button", { name: /^Add/ }).click();
  await expect(page.getByRole("link", { name: /^View cart · 3/ })).toBeVisible();
  await begins("Burrata e pomodorini");
  await page.keyboard.press("Escape");
  const again = await begins("Tagliata di manzo");
  await expect(again.getByLabel("Medium rare")).toBeChecked();
});

test("the way to the bill is quiet, says that it is one, and never stands where the cart was", async ({ restaurant }) => {
  const ada = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const { page } = ada;
  await ada.sit(await restaurant.tablePath(page));
  await ada.add(SUPPLI);
  await (await ada.cart()).getByRole("button", { name: /^Send to the kitchen/ }).click();
  await page.waitForURL("**/table/orders");
  const way = page.getByRole("link", { name: /^See the bill\s*€/ });
  await expect(way).toBeVisible();
  await expect(way).not.toHaveClass(/btn-primary/);
  await page.screenshot({ path: test.info().outputPath("orders.png") });
  await ada.go("Menu");
  await expect(page.locator(".dish").first()).toBeVisible();
  await expect(page.locator(".fab")).toHaveCount(0);
  await expect(page.getByText(/^Pay/)).toHaveCount(0);
  await ada.go("Orders");
  await way.click();
  await page.waitForURL("**/table/bill");
});

test("a service charge is said on the menu, in the cart, on the pad and where covers are set, before anybody orders", async ({ restaurant }) => {
  test.slow();
  const { ada, bruno, tablet, table } = await evening(restaurant);
  const [few, many] = ["10 % service is added for parties of 8 or more.", "10 % service is added to the bill."];
  await expect(ada.page.locator(".menu-head .service-note")).toHaveText(few);
  await tablet.sheet.getByRole("button", { name: "Change the number of guests" }).click();
  const covers = tablet.page.getByRole("dialog", { name: `Guests at table ${table}` });
  await expect(covers.locator(".service-note")).toHaveText(few);
  for (let n = 2; n < 8; n++) await covers.getByRole("button", { name: "Guests: one more" }).click();
  await expect(covers.locator(".service-note")).toHaveText(many);
  await covers.getByRole("button", { name: "Save" }).click();
  await expect(ada.page.locator(".menu-head .service-note")).toHaveText(many);
  await bruno.add(SUPPLI);
  await expect((await ada.cart()).locator(".service-note")).toHaveText(many);
  await tablet.sheet.getByRole("link", { name: /Add order/ }).click();
  await expect(tablet.page.locator(".porder-foot .service-note")).toHaveText(many);
});
