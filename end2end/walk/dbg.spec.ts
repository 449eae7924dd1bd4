import { test } from "@playwright/test";
import { live, Restaurant } from "../support/restaurant";
import { Tablet } from "../support/rooms";
import { Server } from "../support/server";
test("dbg", async ({ browser }) => {
  const restaurant = new Restaurant(browser, await Server.create());
  const staff = await restaurant.tablet("tablet", { deviceScaleFactor: 1 });
  const path = await restaurant.tablePath(staff);
  await restaurant.enter(staff, "waiter");
  const tablet = new Tablet(staff);
  await tablet.open("4");
  await tablet.sheet.getByRole("button", { name: "QR code of this table" }).click();
  await staff.locator("dialog .handover-link").waitFor();
  await staff.setViewportSize({ width: 390, height: 844 });
  await staff.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await staff.waitForTimeout(300);
  console.log(JSON.stringify(await staff.evaluate(() => { const h = document.querySelector("#table-code-title")!; const r = document.createRange(); r.selectNodeContents(h.firstChild!); return [h.getBoundingClientRect(), ...[...r.getClientRects()]]; })));
  await staff.screenshot({ path: "/tmp/walk-shots/qr.png" });
  const p = await restaurant.phone();
  await p.goto(path); await p.getByText("More than 8").click();
  for (const [w, s] of [[360, 100], [360, 200], [744, 100]] as const) { await p.setViewportSize({ width: w, height: 740 }); await p.evaluate((s) => { document.documentElement.style.fontSize = `${s}%`; }, s); await p.waitForTimeout(200); await p.screenshot({ path: `/tmp/walk-shots/covers-${w}-${s}.png` }); }
  await restaurant.close(); await restaurant.server.dispose();
});
