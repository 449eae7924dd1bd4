import { type Locator, type Page } from "@playwright/test";
import { expect, live } from "./restaurant";

/** Dishes of the demo's menu that these evenings order. The first and the last are made at the same station. */
export const SUPPLI = "Supplì al telefono";
export const BURRATA = "Burrata e pomodorini";
export const TAGLIATELLE = "Tagliatelle al ragù";

/**
 * The moment a person takes between two acts. A spot whose meaning has just changed is deaf (`tap_guard.rs`), so that the second of two
 * quick taps does nothing that nobody meant; the page says when all of its spots hear.
 */
export async function moment(page: Page): Promise<void> {
  await expect(page.locator("html:not([data-deaf])")).toBeAttached();
}

/** Scans a table's code. The first guest is asked how many they are and taps a number; the page seats those who join by itself. */
export async function scan(page: Page, path: string, covers = 2): Promise<void> {
  await page.goto(path, { waitUntil: "commit" });
  const number = page.getByRole("group", { name: "How many are you?" }).getByRole("button", { name: `${covers}`, exact: true });
  const menu = page.locator(".guest-where-table");
  await expect(number.or(menu).first()).toBeVisible();
  if (await number.isVisible()) await number.click();
  await page.waitForURL("**/table");
}

/** A guest's phone: scans the code, sits down, says a name. */
export class Phone {
  constructor(
    readonly page: Page,
    readonly name: string,
  ) {}

  async sit(path: string): Promise<void> {
    await scan(this.page, path);
    await live(this.page);
    await this.page.getByRole("region", { name: "Buonasera." }).getByLabel("Your name").fill(this.name);
    await this.page.getByRole("region", { name: "Buonasera." }).getByRole("button", { name: "Save" }).click();
    await expect(this.page.getByRole("region", { name: "Buonasera." })).toBeHidden();
  }

  /** Goes to a page of the table through the bar at the foot, without loading anything anew. */
  async go(place: "Menu" | "Orders" | "Bill"): Promise<void> {
    await this.page.getByRole("navigation", { name: "Table" }).getByRole("link", { name: place }).click();
    await this.page.waitForURL(`**/table${{ Menu: "", Orders: "/orders", Bill: "/bill" }[place]}`);
  }

  /** A dish that asks nothing: one tap. */
  async add(dish: string): Promise<void> {
    await this.page.getByRole("button", { name: `Add ${dish}`, exact: true }).click();
  }

  /** A dish with questions: answers some of them and puts it into the cart. */
  async choose(dish: string, choices: string[]): Promise<void> {
    await this.page.getByRole("link", { name: `Add ${dish}`, exact: true }).click();
    const sheet = this.page.getByRole("dialog", { name: dish });
    for (const choice of choices) await sheet.getByLabel(choice).check();
    await sheet.getByRole("button", { name: /^Add/ }).click();
    await expect(sheet).toBeHidden();
  }

  /** Opens the shared cart. */
  async cart(): Promise<Locator> {
    await this.page.getByRole("link", { name: /^View cart/ }).click();
    const cart = this.page.getByRole("dialog", { name: "Your table’s cart" });
    await expect(cart).toBeVisible();
    await moment(this.page);
    return cart;
  }

  /** The lines of the orders that are under way, each with its state in `data-state`. */
  lines(state?: string): Locator {
    return this.page.locator(state ? `.order-line[data-state="${state}"]` : ".order-line");
  }

  async callWaiter(): Promise<void> {
    await this.page.getByRole("button", { name: "Call the waiter" }).click();
    await this.page.locator("#calls").getByRole("button", { name: /waiter/i }).first().click();
  }

  /** The number of the table this phone sits at. */
  async table(): Promise<string> {
    const label = await this.page.locator(".guest-where-table").innerText();
    return label.replace("Table ", "").trim();
  }
}

/** The waiter's tablet. */
export class Tablet {
  constructor(readonly page: Page) {}

  /** How many wait in a queue, as the bar says. */
  queue(name: "ready" | "calls"): Locator {
    return this.page.locator(`.wqueue[href="/waiter?queue=${name}"] .badge-count`);
  }

  async waiting(name: "ready" | "calls"): Promise<number> {
    return Number(await this.queue(name).getAttribute("data-count"));
  }

  /** A table on the drawn floor. */
  spot(table: string): Locator {
    return this.page.locator(".ftable", { has: this.page.locator(".ftable-no", { hasText: new RegExp(`^Table ${table}$`) }) });
  }

  /** The sheet of the table that is open beside the floor. */
  get sheet(): Locator {
    return this.page.locator(".tsheet[data-open]");
  }

  async open(table: string): Promise<void> {
    await this.spot(table).click();
    await expect(this.sheet.getByRole("heading", { name: `Table ${table}`, exact: true })).toBeVisible();
    await moment(this.page);
  }

  /** From the floor to a table’s order pad. */
  async pad(table: string): Promise<void> {
    await this.open(table);
    await this.sheet.getByRole("link", { name: /Add order/ }).click();
    await this.page.waitForURL("**/waiter/pad/**");
    await live(this.page);
  }

  /** Opens the payment of the table whose sheet is open. */
  async payment(): Promise<Locator> {
    await this.sheet.getByRole("button", { name: "Payment" }).click();
    const payment = this.page.getByRole("dialog", { name: /^Take payment/ });
    await expect(payment).toBeVisible();
    await moment(this.page);
    return payment;
  }

  /** Opens the queue of calls and answers a table’s. */
  async answerCall(table: string): Promise<void> {
    await this.page.locator('.wqueue[href="/waiter?queue=calls"]').click();
    await this.page.locator("#calls .wq-card", { hasText: `Table ${table}` }).getByRole("button", { name: "I’m on it" }).click();
  }

  /** A dish of the order pad. */
  tile(name: string): Locator {
    return this.page.locator(".ptile", { has: this.page.locator(".ptile-name", { hasText: new RegExp(`^${name}$`) }) });
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator(".toasts .toast", { hasText: text });
  }
}

/** The kitchen's wall display. */
export class Wall {
  constructor(readonly page: Page) {}

  ticket(table: string): Locator {
    const title = this.page.getByRole("heading", { name: `Table ${table}`, exact: true });
    // On the expo board an order of several stations is one card.
    return this.page.locator(".ticket:not([data-leaving]), .korder", { has: title });
  }

  async press(table: string, what: "Seen" | "Start" | "All ready" | "Bump"): Promise<void> {
    const button = this.ticket(table).getByRole("button", { name: what, exact: true });
    await expect(button).toBeVisible();
    await moment(this.page);
    // A hand scrolls to it: a board that nobody touches turns back to its oldest tickets, from under a pointer that came by itself.
    await this.page.dispatchEvent("body", "touchmove");
    await button.click();
  }
}
