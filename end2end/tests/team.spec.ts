import { expect, live, alive, test } from "../support/restaurant";

test("e5: a manager gives a new PIN, ends an access and removes a screen, and who it concerns is out at once", async ({ restaurant }) => {
  const office = await restaurant.enter(await restaurant.tablet("the office"), "waiter");
  const floor = await restaurant.enter(await restaurant.tablet("the floor’s tablet"), "waiter");
  // Giulia takes the floor’s tablet.
  const people: { id: string; name: string; roles: string[] }[] = await (await floor.request.get("/api/staff")).json();
  const giulia = people.find((person) => person.roles[0] === "waiter")!;
  const pins = await restaurant.tablet("the front door");
  await pins.goto("/");
  const pin = (await (await pins.request.get("/api/front_door")).json()).demo.staff.find((person: any) => person.name === giulia.name).pin;
  const signIn = (pin: string) => floor.request.post("/api/sign_in", { form: { staff: giulia.id, pin } });
  expect((await signIn(pin)).status()).toBe(200);
  await floor.goto("/waiter");
  await live(floor);

  await office.goto("/sign-in");
  await alive(office);
  await office.getByRole("button", { name: "People and screens" }).click();
  const dialog = office.getByRole("dialog", { name: "People and screens" });
  const row = dialog.locator(".steam-row", { hasText: giulia.name });
  await row.first().getByRole("button", { name: "New PIN" }).click();
  await dialog.getByLabel(/^New PIN for/).fill("90210");
  await dialog.getByRole("button", { name: "Save PIN" }).click();
  await expect(dialog.locator('p[role="status"]')).toContainText(`${giulia.name} has a new PIN`);
  // The tablet shows its door.
  await expect(floor).toHaveURL(/sign-in/);
  expect((await signIn(pin)).status()).toBe(401);
  expect((await signIn("90210")).status()).toBe(200);
  await floor.goto("/waiter");
  await live(floor);

  // Too many wrong PINs: the pad is shut, and opens where it stands when the manager says so.
  await floor.goto(`/sign-in?to=%2Fwaiter&staff=${giulia.id}`);
  await alive(floor);
  for (let tries = 0; tries < 10 && (await signIn("0000")).status() !== 429; tries++);
  for (const digit of "90210") await floor.keyboard.press(digit);
  await expect(floor.getByRole("alert")).toContainText("Too many wrong PINs");
  await expect(floor.getByRole("button", { name: "1", exact: true })).toBeDisabled();
  await office.reload();
  await alive(office);
  await office.getByRole("button", { name: "People and screens" }).click();
  await row.first().getByRole("button", { name: "Unlock" }).click();
  // Long before the pad would open by itself.
  await expect(floor.getByRole("button", { name: "1", exact: true })).toBeEnabled({ timeout: 8_000 });
  for (const digit of "90210") await floor.keyboard.press(digit);
  await floor.waitForURL("**/waiter");
  await live(floor);

  await row.first().getByRole("button", { name: "End access" }).click();
  await expect(dialog).toContainText(`End ${giulia.name}’s access?`);
  await dialog.locator(".steam-ask").getByRole("button", { name: "End access" }).click();
  await expect(dialog.locator('p[role="status"]')).toContainText(`${giulia.name} can’t sign in any more.`);
  await expect(floor).toHaveURL(/sign-in/);
  expect((await signIn("90210")).status()).toBe(404);

  const screens = dialog.locator(".steam-row", { hasText: "Nobody is signed in" });
  const before = await screens.count();
  await screens.first().getByRole("button", { name: "Remove" }).click();
  await dialog.locator(".steam-ask").getByRole("button", { name: "Remove" }).click();
  await expect(screens).toHaveCount(before - 1);
});

test("e6: an address puts no words into the house’s mouth", async ({ restaurant }) => {
  const phone = await restaurant.phone();
  await phone.goto("/sign-in?problem=Your%20card%20was%20declined");
  await expect(phone.locator("body")).not.toContainText("declined");
});
