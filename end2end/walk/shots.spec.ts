import { test, type Page } from "@playwright/test";
import { crowd, hostileParty } from "../support/hostile";
import { alive, live, Restaurant } from "../support/restaurant";
import { Tablet } from "../support/rooms";
import { ask } from "../support/staff";
import { Server } from "../support/server";
test.use({ trace: "off", screenshot: "off", video: "off" });
const H: Record<number, number> = { 360: 740, 390: 844, 744: 1133, 768: 1024, 820: 1180, 1024: 768, 1180: 820, 1920: 1080 };
async function shot(page: Page, name: string, all: [number, number, string?][]) {
  for (const [width, size, room] of all) {
    await page.setViewportSize({ width, height: H[width]! });
    await page.evaluate((s) => { document.documentElement.style.fontSize = s === 100 ? "" : `${s}%`; }, size);
    await page.waitForTimeout(400);
    await page.screenshot({ path: `/tmp/walk-shots/${name}-${width}-${size}.png` });
  }
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
}
test("shots", async ({ browser }) => {
  const restaurant = new Restaurant(browser, await Server.create());
  const staff = await restaurant.tablet("tablet", { deviceScaleFactor: 1 });
  const path = await restaurant.tablePath(staff);
  await restaurant.enter(staff, "waiter");
  const ines = await hostileParty(restaurant, staff, path);
  const table = ((await ask(staff, `session?hat=staff&id=${ines.session}`)) as any).table_label;
  const only = (process.env.SHOTS ?? "waiter,kitchen,guest,door").split(",");
  if (only.includes("waiter")) {
    const tablet = new Tablet(staff);
    await staff.goto("/waiter"); await live(staff);
    await shot(staff, "floor", [[390, 100], [744, 100], [1180, 100], [1024, 200], [1920, 100]]);
    await staff.setViewportSize({ width: 1180, height: 820 });
    await tablet.open(table);
    await shot(staff, "sheet", [[390, 100], [390, 200], [744, 100], [1180, 100], [1920, 100]]);
    await staff.setViewportSize({ width: 1180, height: 820 });
    await tablet.sheet.getByRole("button", { name: "Payment" }).click();
    await shot(staff, "payment", [[390, 100], [390, 200], [1180, 100]]);
    await staff.keyboard.press("Escape");
    for (const queue of ["ready", "calls", "approvals"]) {
      await staff.setViewportSize({ width: 1180, height: 820 });
      await staff.locator(`.wqueue[href="/waiter?queue=${queue}"]`).click();
      await shot(staff, queue, [[390, 100], [390, 200], [1180, 100]]);
    }
    await staff.goto(`/waiter/pad/${ines.session}`); await live(staff);
    await shot(staff, "pad", [[390, 100], [744, 100], [1180, 100]]);
    await staff.getByRole("button", { name: /^Secondi/ }).click();
    await staff.locator(".ptile", { hasText: "Tagliata di manzo" }).click();
    await shot(staff, "choices", [[390, 100], [390, 200], [1180, 100]]);
  }
  if (only.includes("kitchen")) {
    await crowd(staff, [2, 22, 3, 1, 5, 2, 1, 4, 2, 3, 1, 2]);
    const page = await restaurant.enter(await restaurant.wall(), "kitchen");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await shot(page, "expo", [[768, 100], [1024, 100], [1180, 100], [1920, 100], [1920, 150], [1920, 200]]);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.locator(".kstation").nth(1).click();
    await page.waitForURL("**/kitchen?station=**");
    await shot(page, "station", [[768, 100], [1180, 100], [1920, 100], [1920, 150]]);
    for (const key of ["e", "?"]) { await page.setViewportSize({ width: 1920, height: 1080 }); await page.keyboard.press(key); await shot(page, key === "e" ? "86" : "keys", [[768, 100], [1920, 100]]); await page.keyboard.press("Escape"); }
  }
  if (only.includes("guest")) {
    const { page } = ines;
    await page.goto("/table"); await live(page);
    await shot(page, "menu", [[360, 100], [360, 200], [820, 100], [1920, 100]]);
    for (const [o, id] of [['[popovertarget="filter"]', "filter"], ['[popovertarget="calls"]', "calls"], ['[popovertarget="people"]', "people"]]) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator(o!).first().click();
      await shot(page, id!, [[360, 100], [360, 200], [820, 100]]);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("link", { name: "Add Tagliata di manzo" }).click();
    await shot(page, "dish", [[360, 100], [360, 200], [1024, 100]]);
    for (const [u, n] of [["/table?cart=1", "cart"], ["/table/orders", "orders"], ["/table/bill", "bill"]]) {
      await page.goto(u!); await live(page);
      await shot(page, n!, [[360, 100], [360, 200], [820, 100], [1920, 100]]);
    }
  }
  if (only.includes("door")) {
    const page = await restaurant.tablet("passer-by");
    for (const [u, n] of [["/", "front"], ["/welcome/table?state=closed", "closed"], ["/welcome/table?state=locked", "locked"], [path, "join"], ["/nowhere", "nowhere"], ["/sign-in", "enrol"], ["/table", "noseat"]]) {
      await page.goto(u!); await alive(page);
      await shot(page, n!, [[360, 100], [820, 100], [1920, 100]]);
    }
    await staff.goto("/sign-in"); await alive(staff);
    await shot(staff, "people-in", [[360, 100], [1180, 100]]);
    await staff.locator("a.sperson").first().click();
    await shot(staff, "pin", [[360, 100], [1180, 100]]);
  }
  await restaurant.close(); await restaurant.server.dispose();
});
