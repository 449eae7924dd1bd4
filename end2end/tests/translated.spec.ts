import { type Page } from "@playwright/test";
import { evening } from "../support/evening";
import { expect, test } from "../support/restaurant";
import { SUPPLI, moment } from "../support/rooms";

/**
 * Does to the page what a browser's translation does: a `<font>` element takes the place of each text, which is nowhere from then on.
 * One with manners leaves alone what says `translate="no"`.
 */
async function translate(page: Page, { manners }: { manners: boolean }): Promise<number> {
  return page.evaluate((manners) => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walk.nextNode()) texts.push(walk.currentNode as Text);
    const meant = texts.filter((text) => {
      const around = text.parentElement!;
      if (!text.data.trim() || around.closest("script, style, noscript, font")) return false;
      return !manners || !around.closest("[translate=no]");
    });
    for (const text of meant) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = text.data.toUpperCase();
      outer.append(inner);
      text.parentNode!.replaceChild(outer, text);
    }
    return meant.length;
  }, manners);
}

for (const manners of [true, false]) {
  test(`a page that a browser translates goes on telling what happens${manners ? "" : ", whatever is translated"}`, async ({ restaurant }) => {
    test.slow();
    const { ada, bruno, wall, tablet, table } = await evening(restaurant);
    await bruno.add(SUPPLI);
    const way = ada.page.locator(".fab a");
    await expect(way).toContainText("1");
    expect(await translate(ada.page, { manners })).toBeGreaterThan(50);
    await expect(way).toContainText("VIEW CART");
    const before = await way.innerText();
    await bruno.add("Burrata e pomodorini");
    await expect(way).toContainText(/· *2/);
    const price = (text: string) => text.match(/€[\d.]+/)?.[0];
    await expect.poll(async () => price(await way.innerText())).not.toBe(price(before));

    await (await bruno.cart()).getByRole("button", { name: /^Send to the kitchen/ }).click();
    await ada.page.locator('.bottom-nav a[href="/table/orders"]').click();
    await expect(ada.lines()).toHaveCount(2);
    await translate(ada.page, { manners });
    await wall.press(table, "Seen");
    await expect(ada.lines("seen")).toHaveCount(2);
    await expect(ada.lines().first().locator(".order-line-foot")).toContainText(/Seen by/);
    await expect(ada.lines().first().locator(".badge").first()).toContainText(/^About \d+ min$/);

    await ada.page.locator('.bottom-nav a[href="/table/bill"]').click();
    const left = ada.page.locator(".bill-remaining .price");
    const owed = await left.innerText();
    await translate(ada.page, { manners });
    await tablet.sheet.getByRole("button", { name: "Payment" }).click();
    const payment = tablet.page.getByRole("dialog", { name: `Take payment · Table ${table}` });
    await moment(tablet.page);
    await payment.getByRole("button", { name: /^Take cash/ }).click();
    await expect(left).toHaveText("€0.00");
    expect(owed).not.toBe("€0.00");
  });
}

test("staff rooms are not translated", async ({ restaurant }) => {
  const wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  await expect(wall.locator("html")).toHaveAttribute("lang", "en");
  expect(await translate(wall, { manners: true })).toBe(0);
});
