import { evening } from "../support/evening";
import { expect, test } from "../support/restaurant";
import { SUPPLI } from "../support/rooms";

test("what had to be chosen is said everywhere, and an allergy never looks like a wish", async ({ restaurant }) => {
  test.slow();
  const { ada, tablet, wall, table } = await evening(restaurant);
  const said = "Medium rare · Rosemary potatoes";
  const allergy = '[data-note="allergy"]';
  // As it comes: nothing is touched but the note.
  await ada.page.getByRole("link", { name: "Add Tagliata di manzo", exact: true }).click();
  const dish = ada.page.getByRole("dialog", { name: "Tagliata di manzo" });
  await dish.getByLabel("Any requests?").fill("I am ALLERGIC TO NUTS");
  await dish.getByRole("button", { name: /^Add/ }).click();
  const cart = await ada.cart();
  await expect(cart.locator(".cart-line-options")).toHaveText(said);
  await expect(cart.locator(allergy)).toContainText("ALLERGIC TO NUTS");
  await expect(tablet.sheet.locator(".tline .tline-mods")).toHaveText(said);
  await expect(tablet.sheet.locator(allergy)).toContainText("Allergy");
  await cart.getByRole("button", { name: /^Send to the kitchen/ }).click();

  await expect(ada.lines().locator(".order-line-options")).toHaveText(said);
  await expect(tablet.sheet.locator(".tline .tline-mods")).toHaveText(said);
  const ticket = wall.ticket(table);
  await expect(ticket.locator(".kline-mods")).toHaveText(said);
  await expect(ticket.locator(`.kline-note${allergy}`)).toHaveText(/Allergy\s*I am ALLERGIC TO NUTS/);
  await wall.page.screenshot({ path: test.info().outputPath("wall.png") });

  await wall.press(table, "Bump");
  await tablet.page.locator('.wqueue[href="/waiter?queue=ready"]').click();
  const ready = tablet.page.locator("#ready .wq-card", { hasText: `Table ${table}` });
  await expect(ready.locator(".wq-mods")).toHaveText(said);
  await expect(ready.locator(`.wq-note${allergy}`)).toContainText("ALLERGIC TO NUTS");
  await tablet.page.screenshot({ path: test.info().outputPath("ready.png") });

  await ada.go("Bill");
  await expect(ada.page.locator(".bill-line small")).toHaveText(said);
  // A wish is one.
  await ada.go("Menu");
  await ada.page.locator(".dish-name a", { hasText: SUPPLI }).click();
  const plain = ada.page.getByRole("dialog", { name: SUPPLI });
  await plain.getByLabel("Any requests?").fill("Sauce on the side, please");
  await plain.getByRole("button", { name: /^Add/ }).click();
  await (await ada.cart()).getByRole("button", { name: /^Send to the kitchen/ }).click();
  await expect(wall.ticket(table).locator(".kline-note")).toHaveText("Sauce on the side, please");
  await expect(wall.ticket(table).locator(allergy)).toHaveCount(0);
});

test("d: a note is never cut: one that is too long says by how much, and is not sent", async ({ restaurant }) => {
  const { ada, tablet } = await evening(restaurant);
  await ada.page.getByRole("link", { name: "Add Tagliata di manzo", exact: true }).click();
  const dish = ada.page.getByRole("dialog", { name: "Tagliata di manzo" });
  const note = dish.getByLabel("Any requests?");
  const text = `${"No salt please. ".repeat(12)}ALLERGIC TO NUTS`;
  await note.fill(text);
  await expect(dish.locator("#note-room")).toHaveText(`A note has room for 200 characters: ${text.length - 200} too many.`);
  await expect(note).toHaveValue(text);
  await expect(dish.getByRole("button", { name: "Please shorten your note" })).toBeDisabled();
  // Counted as people count.
  await note.fill("👨‍👩‍👧‍👦".repeat(60));
  await expect(dish.locator("#note-room")).toHaveText("");
  await expect(dish.getByRole("button", { name: /^Add/ })).toBeEnabled();
  await tablet.sheet.getByRole("link", { name: /Add order/ }).click();
  await tablet.page.getByRole("button", { name: /^Secondi/ }).click();
  await tablet.tile("Tagliata di manzo").click();
  const asked = tablet.page.locator("dialog.pmods[open]");
  await asked.getByLabel("Note for the kitchen").fill(text);
  await expect(asked.locator("#pmods-note-room")).toContainText(`${text.length - 200} too many`);
  await expect(asked.getByRole("button", { name: /^Add/ })).toBeDisabled();
});
