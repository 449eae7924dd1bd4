import { type Page } from "@playwright/test";
import { alive, expect, live, test } from "../support/restaurant";
import { BURRATA, Phone, SUPPLI, moment } from "../support/rooms";
import { dish } from "../support/staff";

/** The office's menu on an enrolled screen. Managers are let in; the demo's door lets one in as waiter. */
async function office(page: Page): Promise<void> {
  await page.goto("/manage/menu");
  await alive(page);
}

const row = (page: Page, name: string) => page.locator(".orow", { hasText: name });

async function pick(page: Page, name: string): Promise<void> {
  await row(page, name).getByRole("link").click();
  await expect(page.locator(".oform-title")).toHaveText(name);
}

async function save(page: Page): Promise<void> {
  await moment(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

test("f1: a price and a name changed in the office are on open phones, and the cart is told", async ({ restaurant }) => {
  const phone = new Phone(await restaurant.phone(), "Ana");
  await phone.sit(await restaurant.tablePath(phone.page));
  const manager = await restaurant.enter(await restaurant.tablet("the office"), "waiter");
  const before = (await dish(manager, SUPPLI)).price;
  await phone.add(SUPPLI);
  await expect(phone.page.getByRole("link", { name: /^View cart/ })).toContainText("1");

  await office(manager);
  await pick(manager, SUPPLI);
  await manager.getByLabel("Price", { exact: true }).fill("9,75");
  await expect(manager.locator(".opreview .price")).toHaveText("€9.75");
  await save(manager);
  await expect(row(manager, SUPPLI)).toContainText("€9.75");
  await expect(phone.page.locator(".dish", { hasText: SUPPLI }).locator(".price")).toHaveText("€9.75");
  await expect(phone.page.locator(".toast", { hasText: `${SUPPLI} in your cart costs €9.75 now` })).toBeVisible();
  await expect(phone.page.getByRole("link", { name: /^View cart/ })).toContainText("€9.75");

  // The way back.
  await moment(manager);
  await manager.locator(".toast", { hasText: `${SUPPLI} saved` }).getByRole("button", { name: "Undo" }).click();
  await expect(phone.page.locator(".dish", { hasText: SUPPLI }).locator(".price")).not.toHaveText("€9.75");
  expect((await dish(manager, SUPPLI)).price).toBe(before);
  await expect(manager.getByLabel("Price", { exact: true })).toHaveValue((before / 100).toFixed(2));
});

test("f2: a new dish and a dish taken off reach phones, pads and the next visitor", async ({ restaurant }) => {
  const phone = new Phone(await restaurant.phone(), "Ana");
  await phone.sit(await restaurant.tablePath(phone.page));
  const manager = await restaurant.enter(await restaurant.tablet("the office"), "waiter");
  await office(manager);
  await manager.getByRole("link", { name: "New dish" }).click();
  await manager.getByLabel("Name", { exact: true }).fill("Panna cotta ai lamponi");
  await save(manager);
  // Nothing is half done: the field that says nothing is named, the others are kept.
  await expect(manager.locator(".field-error", { hasText: "Price: please fill this in." })).toBeVisible();
  await expect(manager.getByLabel("Name", { exact: true })).toHaveValue("Panna cotta ai lamponi");
  await manager.getByLabel("Price", { exact: true }).fill("1.250,00");
  await save(manager);
  await expect(manager.locator(".field-error", { hasText: "Price: please write a number." })).toBeVisible();
  await manager.getByLabel("Price", { exact: true }).fill("6,50");
  for (const [label, option] of [["Category", "Dolci"], ["Station", "Cucina"]] as const) {
    const select = manager.getByLabel(label, { exact: true });
    const value = await select.locator("option", { hasText: option }).first().getAttribute("value");
    await select.selectOption(value!);
  }
  await manager.getByLabel("Tax class", { exact: true }).selectOption({ index: 1 });
  await manager.getByRole("group", { name: "Allergens" }).getByRole("checkbox", { name: "Milk" }).check();
  await save(manager);
  await expect(row(manager, "Panna cotta ai lamponi")).toBeVisible();
  const shown = phone.page.locator(".dish", { hasText: "Panna cotta ai lamponi" });
  await expect(shown.locator(".price")).toHaveText("€6.50");
  await phone.add("Panna cotta ai lamponi");
  await expect(phone.page.getByRole("link", { name: /^View cart/ })).toContainText("€6.50");

  await pick(manager, BURRATA);
  await moment(manager);
  await manager.getByRole("button", { name: "Take off the menu" }).click();
  await expect(phone.page.locator(".dish", { hasText: BURRATA })).toHaveCount(0);
  await expect(manager.getByText("Off the menu: 1 dish")).toBeVisible();
  const next = new Phone(await restaurant.phone(), "Bo");
  await next.sit(await restaurant.tablePath(next.page));
  await expect(next.page.locator(".dish", { hasText: "Panna cotta ai lamponi" })).toBeVisible();
  await expect(next.page.locator(".dish", { hasText: BURRATA })).toHaveCount(0);
  // Back on: a phone that no longer holds it asks for it.
  await manager.getByRole("button", { name: "Put back on the menu" }).click();
  for (const page of [phone.page, next.page]) await expect(page.locator(".dish", { hasText: BURRATA })).toBeVisible();
});

test("f3: two managers at one dish overwrite nothing of each other's", async ({ restaurant }) => {
  const one = await restaurant.enter(await restaurant.tablet("the office"), "waiter");
  const other = await restaurant.enter(await restaurant.tablet("the owner's tablet"), "waiter");
  for (const page of [one, other]) {
    await office(page);
    await pick(page, SUPPLI);
  }
  // Two fields: both stand, and each shows what the other has done.
  await other.getByLabel("Description").fill("Rice, ragù, mozzarella");
  await one.getByLabel("Price", { exact: true }).fill("8");
  await save(one);
  await expect(other.getByLabel("Price", { exact: true })).toHaveValue("8.00");
  await expect(other.getByLabel("Description")).toHaveValue("Rice, ragù, mozzarella");
  await save(other);
  await expect(one.getByLabel("Description")).toHaveValue("Rice, ragù, mozzarella");
  // One field: the second is told, and may then.
  await other.getByLabel("Price", { exact: true }).fill("7.50");
  await one.getByLabel("Price", { exact: true }).fill("7");
  await save(one);
  await expect(row(other, SUPPLI)).toContainText("€7.00");
  await save(other);
  await expect(other.locator(".field-error", { hasText: "was changed by somebody else meanwhile" })).toBeVisible();
  await expect(other.getByLabel("Price", { exact: true })).toHaveValue("7.50");
  await expect(row(one, SUPPLI)).toContainText("€7.00");
  await save(other);
  await expect(row(one, SUPPLI)).toContainText("€7.50");
});

test("f4: headings and places are changed by keyboard, and only managers get in", async ({ restaurant }) => {
  const manager = await restaurant.enter(await restaurant.tablet("the office"), "waiter");
  const phone = new Phone(await restaurant.phone(), "Ana");
  await phone.sit(await restaurant.tablePath(phone.page));
  await office(manager);
  const part = manager.locator(".opart").first();
  const names = async () => part.locator(".orow-name").allInnerTexts();
  const [first, second] = await names();
  const down = part.getByRole("button", { name: `Move ${first} down` });
  await down.focus();
  await manager.keyboard.press("Enter");
  await expect(part.locator(".orow-name").first()).toHaveText(second!);
  await expect(phone.page.locator(".course").first().locator(".dish-name").first()).toHaveText(second!);
  const heading = await part.locator(".opart-name").innerText();
  await part.getByRole("button", { name: `Rename ${heading}` }).click();
  await part.getByLabel("Name of the heading").fill("To begin with");
  await manager.keyboard.press("Enter");
  await expect(phone.page.locator(".course-name").first()).toHaveText("To begin with");
  await expect(phone.page.getByRole("navigation", { name: "Categories" }).getByRole("link").first()).toHaveText("To begin with");

  // A waiter signs in on the same screen.
  const people: { id: string; roles: string[] }[] = await (await manager.request.get("/api/staff")).json();
  const waiter = people.find((person) => person.roles[0] === "waiter")!;
  const door = await (await manager.request.get("/api/front_door")).json();
  const pin = door.demo.staff.find((person: any) => person.role === "waiter").pin;
  expect((await manager.request.post("/api/sign_in", { form: { staff: waiter.id, pin } })).status()).toBe(200);
  const answer = await manager.request.get("/manage/menu", { maxRedirects: 0, headers: { accept: "text/html" } });
  expect(answer.status()).toBe(302);
  expect(answer.headers()["location"]).toContain("/sign-in?to=");
});

test("f5: settings changed in the office are everybody's at once, and what can't be is said at its field", async ({ restaurant }) => {
  const manager = await restaurant.enter(await restaurant.tablet("the office"), "waiter");
  const floor = await restaurant.enter(await restaurant.tablet("the floor"), "waiter");
  await manager.goto("/manage/settings");
  await alive(manager);
  await manager.getByLabel("Time zone").fill("Atlantis/Centre");
  await manager.getByLabel("Name", { exact: true }).fill("Trattoria Comanda");
  await save(manager);
  await expect(manager.locator(".field-error", { hasText: "Time zone: this does not exist any more" })).toBeVisible();
  await expect(manager.getByLabel("Name", { exact: true })).toHaveValue("Trattoria Comanda");
  await manager.getByLabel("Time zone").fill("Europe/Rome");
  await manager.getByLabel("How guests are seated").selectOption({ label: "With the table’s code of four digits" });
  await save(manager);
  await expect(manager.locator(".obar .brand")).toHaveText("Trattoria Comanda");
  // Another screen, without loading anything; and a phone that scans from now on is asked for the code.
  await expect(floor.locator(".wbar-brand")).toContainText("Trattoria Comanda");
  const phone = await restaurant.phone();
  await phone.goto(await restaurant.tablePath(phone));
  await expect(phone.getByLabel(/code/i).first()).toBeVisible();
  await expect(phone.locator("body")).toContainText("Trattoria Comanda");
});

test("f6: a choice made in the office is asked on phones, at its price", async ({ restaurant }) => {
  const phone = new Phone(await restaurant.phone(), "Ana");
  await phone.sit(await restaurant.tablePath(phone.page));
  const manager = await restaurant.enter(await restaurant.tablet("the office"), "waiter");
  await manager.goto("/manage/parts");
  await alive(manager);
  const groups = manager.getByRole("region", { name: "Choices", exact: true });
  await groups.locator("summary", { hasText: "Add" }).click();
  const form = groups.locator(".opiece-new form");
  await form.getByLabel("Name", { exact: true }).fill("Spice");
  await form.getByLabel("At least").fill("2");
  for (const [name, price] of [["Mild", ""], ["Hot", "1,50"]] as const) {
    await form.getByRole("button", { name: "Add an option" }).click();
    await form.getByLabel("Name of the option").last().fill(name);
    await form.getByLabel(`Price difference of ${name}`).fill(price);
  }
  await moment(manager);
  await form.getByRole("button", { name: "Save" }).click();
  // It asks for more than may be chosen: nothing of it is there, all that was typed is.
  await expect(form.locator(".field-error")).toContainText("this must be at least 2");
  await form.getByLabel("At least").fill("1");
  await form.getByRole("checkbox", { name: "Mild is chosen from the start" }).check();
  await moment(manager);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(groups.locator("summary", { hasText: "Spice" })).toBeVisible();

  await office(manager);
  await pick(manager, SUPPLI);
  await manager.getByRole("group", { name: "Choices" }).getByRole("checkbox", { name: "Spice" }).check();
  await save(manager);
  await phone.page.getByRole("link", { name: `Add ${SUPPLI}`, exact: true }).click();
  const sheet = phone.page.getByRole("dialog", { name: SUPPLI });
  await expect(sheet.getByLabel("Mild")).toBeChecked();
  await sheet.getByLabel(/^Hot/).check();
  await sheet.getByRole("button", { name: /^Add/ }).click();
  await expect(phone.page.getByRole("link", { name: /^View cart/ })).toContainText("€9.00");
});

test("f7: many prices are changed at once, read before, and taken back as one", async ({ restaurant }) => {
  const phone = new Phone(await restaurant.phone(), "Ana");
  await phone.sit(await restaurant.tablePath(phone.page));
  const manager = await restaurant.enter(await restaurant.tablet("the office"), "waiter");
  await office(manager);
  await manager.getByRole("button", { name: "Change prices" }).click();
  const dialog = manager.getByRole("dialog", { name: "Change prices" });
  await dialog.getByLabel("By how many percent").fill("10");
  await dialog.getByLabel("Of", { exact: true }).selectOption({ label: "Antipasti" });
  await dialog.getByLabel("Rounded to").selectOption({ label: "€0.50" });
  // 7.50 and a tenth is 8.25, and 8.50 to the nearest half.
  await expect(dialog.locator(".oprices-row", { hasText: SUPPLI })).toContainText("€8.50");
  const count = await dialog.locator(".oprices-row").count();
  expect(count).toBeGreaterThan(3);
  await moment(manager);
  await dialog.getByRole("button", { name: `Change ${count} prices` }).click();
  await expect(phone.page.locator(".dish", { hasText: SUPPLI }).locator(".price")).toHaveText("€8.50");
  await expect(phone.page.locator(".dish", { hasText: "Tagliatelle al ragù" }).locator(".price")).toHaveText("€14.50");
  await moment(manager);
  await manager.locator(".toast", { hasText: `${count} prices changed` }).getByRole("button", { name: "Undo" }).click();
  await expect(phone.page.locator(".dish", { hasText: SUPPLI }).locator(".price")).toHaveText("€7.50");
});
