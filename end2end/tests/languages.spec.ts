import { type Page } from "@playwright/test";
import { seatGuest } from "../support/guests";
import { faults } from "../support/layout";
import { alive, expect, live, type Restaurant, test } from "../support/restaurant";
import { Phone, scan, SUPPLI } from "../support/rooms";
import { kept, programOf } from "../support/shell";

const html = (page: Page) => page.locator("html");

/** Taps a language at the foot of the page; the page comes again in it. */
async function read(page: Page, language: string, name: string): Promise<void> {
  await page.locator(".language-switch").first().getByRole("button", { name, exact: true }).click();
  await expect(html(page)).toHaveAttribute("lang", language);
}

/** Two phones at one table; the second stays in English. */
async function two(restaurant: Restaurant): Promise<{ guest: Page; other: Page }> {
  const guest = await restaurant.phone("guest");
  const other = await restaurant.phone("other");
  const path = await restaurant.tablePath(guest);
  await scan(guest, path);
  await new Phone(other, "Ada").sit(path);
  return { guest, other };
}

/** What the server wrote of a part of this page, and what stands there once the page is awake. */
async function written(page: Page, part: string): Promise<{ server: string; awake: string }> {
  return page.evaluate(async (part) => {
    const text = (of: Document) => (of.querySelector(part)?.textContent ?? "nothing").replace(/\s+/g, " ").trim();
    const page = await (await fetch(location.href, { headers: { accept: "text/html" } })).text();
    return { server: text(new DOMParser().parseFromString(page, "text/html")), awake: text(document) };
  }, part);
}

test("a guest reads Italian, then Arabic, while the other phone stays in English", async ({ restaurant }) => {
  test.slow();
  const { guest, other } = await two(restaurant);
  await live(guest);

  await test.step("Italian", async () => {
    await read(guest, "it", "Italiano");
    await expect(guest).toHaveURL("/table");
    await expect(html(guest)).toHaveAttribute("dir", "ltr");
    await live(guest);
    await expect(guest.getByRole("searchbox", { name: "Cerca nel menu" })).toBeVisible();
    await expect(guest.locator(".dish .price").first()).toHaveText(/^\d+,\d\d\u00a0€$/);
    const { server, awake } = await written(guest, "main .course");
    expect(awake).toBe(server);
    await guest.getByRole("button", { name: `Aggiungi ${SUPPLI}`, exact: true }).click();
    await guest.getByRole("link", { name: /^Vedi il carrello/ }).click();
    const cart = guest.getByRole("dialog", { name: "Il carrello del tavolo" });
    await expect(cart).toContainText("1 voce");
    await expect(cart.getByRole("button", { name: /^Invia in cucina/ })).toBeVisible();
    await guest.keyboard.press("Escape");
    // Others at the table read their own language.
    await expect(html(other)).toHaveAttribute("lang", "en");
    await expect(other.getByRole("button", { name: `Add ${SUPPLI}, 1 in the cart`, exact: true })).toBeVisible();
  });

  await test.step("a refusal of the rules", async () => {
    const name = guest.locator(".newcomer");
    await name.getByLabel("Il tuo nome").fill("x".repeat(60));
    await expect(name).toContainText("Un nome può avere 24 caratteri: 36 di troppo.");
    await name.getByRole("button", { name: "Salva" }).click();
    await expect(guest.locator(".toast", { hasText: "Un nome ha da 1 a 24 caratteri." })).toBeVisible();
    await name.getByLabel("Il tuo nome").fill("سارة");
    await name.getByRole("button", { name: "Salva" }).click();
    await expect(name).toBeHidden();
  });

  await test.step("Arabic", async () => {
    await guest.goto("/table");
    await read(guest, "ar", "العربية");
    await expect(html(guest)).toHaveAttribute("dir", "rtl");
    await live(guest);
    const { server, awake } = await written(guest, "main .course");
    expect(awake).toBe(server);
    // Latin digits; the sign after the amount.
    await expect(guest.locator(".dish .price").first()).toHaveText(/^\u200f\d+\.\d\d\u00a0€$/);
    await guest.setViewportSize({ width: 360, height: 740 });
    for (const path of ["/table", "/table?cart=1", "/table/orders", "/table/bill"]) {
      await guest.goto(path);
      await alive(guest);
      expect(await faults(guest, [100]), path).toEqual([]);
    }
    const switches = guest.locator(".language-switch button");
    for (const one of await switches.all()) expect((await one.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    // A page that is turned to without the server keeps the language.
    await guest.locator(".bottom-nav a[href='/table']").click();
    await expect(guest.getByRole("searchbox", { name: "ابحث في القائمة" })).toBeVisible();
  });
  await expect(html(other)).toHaveAttribute("lang", "en");
});

test("a phone without scripts reads Italian, and what its browser asks for comes first", async ({ restaurant }) => {
  const plain = await restaurant.phone("phone without scripts", { javaScriptEnabled: false });
  const path = await restaurant.tablePath(plain);
  await plain.goto(path);
  await read(plain, "it", "Italiano");
  await expect(plain).toHaveURL(path);
  await expect(plain.getByRole("heading", { level: 1 })).toHaveText("In quanti siete?");
  const guest = await restaurant.phone("phone of Cairo", { locale: "ar-EG" });
  await guest.goto("/welcome/none?state=closed");
  await expect(html(guest)).toHaveAttribute("dir", "rtl");
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("هذه الطاولة مغلقة");
});

test("the language stays without a connection", async ({ restaurant }) => {
  test.slow();
  const guest = await restaurant.phone("guest", { serviceWorkers: "allow", locale: "it-IT" });
  await seatGuest(guest.request, await restaurant.tablePath(guest), { covers: "2" });
  await guest.goto("/table");
  await expect(html(guest)).toHaveAttribute("lang", "it");
  await kept(guest, await programOf(guest), "it");
  await restaurant.server.stop();
  await guest.reload();
  await alive(guest);
  await expect(html(guest)).toHaveAttribute("lang", "it");
  await expect(guest.locator(".offline-strip")).toContainText("Nessuna connessione");
  await guest.getByRole("button", { name: `Aggiungi ${SUPPLI}`, exact: true }).click();
  await expect(guest.getByRole("link", { name: /^Vedi il carrello/ })).toBeVisible();
});
