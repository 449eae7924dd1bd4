import { Line } from "../support/line";
import { expect, live, test } from "../support/restaurant";
import { Phone, SUPPLI } from "../support/rooms";
import { keepsNothing } from "../support/unkept";

const moved = (phone: Phone) => phone.page.getByRole("dialog", { name: "You continue elsewhere" });

test("a guest continues on another phone; the one before says so and stops, and can have the place back", async ({ restaurant }) => {
  test.slow();
  const old = new Phone(await restaurant.phone("Ada’s old phone"), "Ada");
  const bruno = new Phone(await restaurant.phone("Bruno’s phone"), "Bruno");
  const path = await restaurant.tablePath(old.page);
  await old.sit(path);
  await bruno.sit(path);
  await old.add(SUPPLI);
  await expect(bruno.page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();

  await old.page.getByRole("button", { name: /At this table/ }).click();
  await old.page.getByRole("button", { name: "Continue on another phone" }).click();
  const sheet = old.page.getByRole("dialog", { name: "Continue on another phone" });
  await expect(sheet.locator(".handover-code svg")).toBeVisible();
  const link = (await sheet.locator(".handover-link").getAttribute("href")) ?? "";

  // Opening the link changes nothing; only the button does.
  const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15";
  const fresh = new Phone(await restaurant.phone("Ada’s new phone", { userAgent: iphone }), "Ada");
  await fresh.page.goto(link);
  await expect(moved(old)).toBeHidden();
  await fresh.page.getByRole("button", { name: "Continue on this phone" }).click();
  await fresh.page.waitForURL("**/table");
  await live(fresh.page);
  await expect(fresh.page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();

  // The old phone says where, and cannot be talked out of it.
  await expect(moved(old)).toContainText("an iPhone");
  await old.page.keyboard.press("Escape");
  await expect(moved(old)).toBeVisible();
  expect((await old.page.request.get("/api/menu")).status()).toBe(401);

  // It is the same guest, not a third one; the table goes on.
  await bruno.page.getByRole("button", { name: /At this table/ }).click();
  await expect(bruno.page.locator("#people .row")).toHaveCount(2);
  await bruno.page.keyboard.press("Escape");
  await fresh.add("Burrata e pomodorini");
  await expect(bruno.page.getByRole("link", { name: /^View cart · 2/ })).toBeVisible();

  // The link was for once.
  const late = await restaurant.phone("somebody’s phone");
  await late.goto(link);
  await late.getByRole("button", { name: "Continue on this phone" }).click();
  await expect(late.getByRole("heading", { name: "This link has been used" })).toBeVisible();

  // A page loaded again says the same, and the place comes back from there.
  await old.page.goto("/table");
  await expect(old.page.getByRole("heading", { name: "You continue elsewhere" })).toBeVisible();
  await old.page.getByRole("button", { name: "Continue here instead" }).click();
  await live(old.page);
  await expect(old.page.getByRole("link", { name: /^View cart · 2/ })).toBeVisible();
  await expect(moved(fresh)).toBeVisible();
  await moved(fresh).getByRole("button", { name: "Continue here instead" }).click();
  await live(fresh.page);
  await expect(moved(old)).toBeVisible();
});

for (const keeps of [true, false]) {
  const what = keeps ? "waits on it, says so, and goes out once its guest is back" : "is said to be lost by a phone that keeps nothing";
  test(`what a phone never got through ${what}`, async ({ restaurant }) => {
    test.slow();
    const page = await restaurant.phone("Ada’s old phone");
    if (!keeps) await keepsNothing(page.context());
    const line = await Line.of(page.context());
    const old = new Phone(page, "Ada");
    const bruno = new Phone(await restaurant.phone("Bruno’s phone"), "Bruno");
    const path = await restaurant.tablePath(page);
    await old.sit(path);
    await bruno.sit(path);
    await page.getByRole("button", { name: /At this table/ }).click();
    await page.getByRole("button", { name: "Continue on another phone" }).click();
    const sheet = page.getByRole("dialog", { name: "Continue on another phone" });
    const link = (await sheet.locator(".handover-link").getAttribute("href")) ?? "";
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();

    await line.cut();
    await old.add(SUPPLI);
    await expect(page.locator(".status-waiting").first()).toHaveText("1 waiting");
    const fresh = new Phone(await restaurant.phone("Ada’s new phone"), "Ada");
    await fresh.page.goto(link);
    await fresh.page.getByRole("button", { name: "Continue on this phone" }).click();
    await live(fresh.page);
    line.mend();
    const promise = keeps ? "It waits here until you continue on this phone." : "and this phone can’t keep it.";
    await expect(moved(old)).toContainText("One tap was never sent");
    await expect(moved(old)).toContainText(promise);
    await page.screenshot({ path: test.info().outputPath("never-sent.png") });
    await expect(fresh.page.getByRole("link", { name: /^View cart/ })).toBeHidden();

    // Back by a form: the page is loaded anew, and what was not kept is gone with it.
    await moved(old).getByRole("button", { name: "Continue here instead" }).click();
    await live(page);
    if (!keeps) await old.add("Burrata e pomodorini");
    await expect(bruno.page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
    await expect(page.locator(".status-waiting")).toHaveCount(0);
    const dish = keeps ? SUPPLI : "Burrata e pomodorini";
    await expect((await bruno.cart()).locator(".cart-line-name")).toHaveText([dish]);
  });
}
