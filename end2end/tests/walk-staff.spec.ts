import { expect, test } from "@playwright/test";
import { DISHES, asGuest, crowd } from "../support/hostile";
import { alive, live } from "../support/restaurant";
import { SUPPLI, Tablet, moment } from "../support/rooms";
import { ask, freeTables, freshId, seat, submit } from "../support/staff";
import { ASKED, OFFICE, PARTS, TABLETS, WALLS, escape, hostileHouse, sound } from "../support/walking";

// Every screen of the staff at the widths its people have, in three text sizes, with names and wishes that lay pages open: nothing may be
// outside its box, covered or cut, and in each theme of its room all can be told from what is behind it.

const house = hostileHouse();

test("the waiter's tablet fits every screen", async () => {
  const { staff, ines, table } = house;
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
  await sound(staff, "payment", PARTS);
  await escape(staff);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await tablet.sheet.getByRole("button", { name: "QR code of this table" }).click();
  await expect(staff.locator("dialog .handover-link")).toBeVisible();
  await sound(staff, "the table's code", [390, 1180]);
  await escape(staff);
  for (const queue of ["ready", "calls"]) {
    await staff.setViewportSize({ width: 1180, height: 820 });
    await staff.locator(`.wqueue[href="/waiter?queue=${queue}"]`).click();
    await expect(staff.locator(".wqs")).toBeVisible();
    await sound(staff, queue, PARTS);
  }
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto(`/waiter/pad/${ines.session}`);
  await live(staff);
  await tablet.tile(SUPPLI).click();
  await expect(staff.locator(".pline").first()).toBeVisible();
  await sound(staff, "pad", TABLETS);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.getByRole("button", { name: /^Hauptspeisen/ }).click();
  await staff.locator(".ptile", { hasText: DISHES.choices }).click();
  await expect(staff.locator(".pmods")).toBeVisible();
  await sound(staff, "choices", PARTS);
});

test("the office fits every screen", async () => {
  const { staff } = house;
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/manage/menu");
  await alive(staff);
  await sound(staff, "the office's menu", OFFICE);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.locator(".orow-link", { hasText: DISHES.choices }).click();
  await expect(staff.locator(".oform")).toBeVisible();
  await staff.getByLabel("Price", { exact: true }).fill("much");
  await staff.getByRole("button", { name: "Save", exact: true }).click();
  await expect(staff.locator(".field-error", { hasText: "Price" })).toBeVisible();
  await sound(staff, "a dish in the office", OFFICE);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/manage/settings");
  await alive(staff);
  await sound(staff, "the settings", OFFICE);
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/manage/parts");
  await alive(staff);
  await staff.locator("summary", { hasText: "Beilagenzusammenstellungswunsch" }).click();
  await sound(staff, "the parts of the menu", OFFICE);
});

test("“Done” can be read in the light and in the dark", async () => {
  const { staff, ines, table } = house;
  const tablet = new Tablet(staff);
  const held = (await ask(staff, `session?hat=staff&id=${ines.session}`)) as any;
  for (const call of held.calls.filter((call: any) => !call.acknowledged)) {
    await submit(staff, { command: "acknowledge_call", session: ines.session, call: call.id });
  }
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/waiter");
  await live(staff);
  await tablet.open(table);
  await expect(tablet.sheet.locator(".wask").getByRole("button", { name: "Done" })).toBeVisible();
  await sound(staff, "on the way to a guest", [1180]);
  await staff.locator('.wqueue[href="/waiter?queue=calls"]').click();
  await expect(staff.locator("#calls .wq-card", { hasText: `Table ${table}` }).getByRole("button", { name: "Done" })).toBeVisible();
  await sound(staff, "on the way, in the queue", [1180]);
});

test("the kitchen's wall fits every screen", async () => {
  const { restaurant, staff } = house;
  await crowd(staff, [2, 22, 3, 1, 5, 2, 1, 4, 2, 3, 1, 2]);
  const page = await restaurant.enter(await restaurant.wall(), "kitchen");
  await expect(page.locator(".ticket").first()).toBeVisible();
  await sound(page, "expo", WALLS);
  for (const [key, drawer] of [["r", "recall"], ["e", "86"], ["?", "keys"]] as const) {
    await page.setViewportSize({ width: 1920, height: 1080 });
    if (drawer === "recall") await page.getByRole("button", { name: "Recall", exact: true }).click();
    else await page.keyboard.press(key);
    await expect(page.locator("dialog:modal")).toBeVisible();
    await sound(page, drawer, [768, 1920]);
    await escape(page);
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.locator(".kstation").nth(1).click();
  await page.waitForURL("**/kitchen?station=**");
  await expect(page.locator(".ticket").first()).toBeVisible();
  await sound(page, "station", WALLS);
});

test("what the waiter is asked and told fits every screen", async () => {
  const { staff, ines, table, free } = house;
  const tablet = new Tablet(staff);
  const { sheet } = tablet;
  const wide = () => staff.setViewportSize({ width: 1180, height: 820 });
  const asked = async (screen: string, opens: () => Promise<void>) => {
    await wide();
    await opens();
    await expect(staff.locator("dialog:modal").last()).toBeVisible();
    await sound(staff, screen, ASKED);
    await wide();
    // A page of another width is drawn anew, and its spots hear a moment later.
    await moment(staff);
  };
  const button = (name: string | RegExp) => sheet.getByRole("button", { name, exact: true }).first();
  await wide();
  await staff.goto("/waiter");
  await live(staff);
  // A party came, was asked for nothing, and has gone.
  const here = (await freeTables(staff)).find((one) => one.label === free[0]!.label);
  await submit(staff, { command: "close_session", session: await seat(staff, here!) });
  await tablet.open(here!.label);
  await expect(sheet.getByRole("button", { name: "Reopen" })).toBeVisible();
  await sound(staff, "free table", [390, 820, 1180]);
  await wide();

  await tablet.open(table);
  await expect(sheet.locator(".tline").first()).toBeVisible();
  await asked("covers", () => button("Change the number of guests").click());
  await escape(staff);
  await asked("remove a guest", () => sheet.locator(".tguest").first().click());
  await escape(staff);
  await asked("cancel a dish", () => button(/^Cancel /).click());
  await escape(staff);
  await asked("write off", () => button("Close").click());
  await escape(staff);
  await button("Payment").click();
  await asked("take a payment back", () => staff.locator(".pay").getByRole("button", { name: "Take back" }).first().click());
  await staff.getByRole("button", { name: "Keep it" }).last().click();
  await moment(staff);
  await asked("payment taken", async () => {
    await staff.locator(".pay-foot").getByRole("button", { name: /^Take cash/ }).click();
    await expect(staff.locator(".pay-change")).toContainText("Taken");
  });
  await moment(staff);
  await staff.locator(".pay-foot").getByRole("button", { name: "Done" }).click();
  await asked("nothing due", () => button("Payment").click());
  await escape(staff);
  await asked("close all the same", () => button("Close").click());
  await escape(staff);

  await staff.goto(`/waiter/pad/${ines.session}`);
  await live(staff);
  await asked("stock", () => tablet.tile(DISHES.long).click({ button: "right" }));
  await staff.getByRole("dialog").getByRole("button", { name: "Sold out (86)" }).click();
  await expect(staff.locator("dialog:modal")).toHaveCount(0);
  await expect(staff.locator(".toasts .toast", { hasText: DISHES.long })).toBeVisible();
  await sound(staff, "sold out, said", ASKED);
  await asked("back on the menu", () => tablet.tile(DISHES.long).click({ button: "right" }));
  await staff.getByRole("dialog").getByRole("button", { name: "Back on the menu" }).click();
  await expect(tablet.tile(DISHES.long)).not.toHaveAttribute("data-state", "sold-out");
});

test("without a connection every room fits every screen", async () => {
  const { restaurant, staff, ines } = house;
  const { page } = ines;
  await asGuest(ines, { command: "call_waiter", call: freshId(), kind: "water" });
  await page.goto("/table");
  await live(page);
  // A line of its own between the bar and the menu.
  await expect(page.locator(".banner")).toBeVisible();
  await staff.setViewportSize({ width: 1180, height: 820 });
  await staff.goto("/waiter?queue=approvals");
  await live(staff);
  const wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  await restaurant.server.stop();
  await expect(page.locator(".offline-strip")).toBeVisible();
  await page.getByRole("button", { name: `Add ${SUPPLI}` }).click();
  await expect(page.locator(".offline-strip")).toContainText("Your tap is kept");
  await sound(page, "offline", [360, 744]);
  await expect(staff.locator(".wlost")).toBeVisible();
  await expect(staff.locator(".empty[data-unknown]")).toBeVisible();
  await sound(staff, "floor, lost", ASKED);
  await expect(wall.locator(".klost")).toBeVisible();
  await sound(wall, "wall, lost", [768, 1920]);
});
