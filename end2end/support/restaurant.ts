import { type Browser, type BrowserContext, type Page, test as base, expect } from "@playwright/test";
import { Server } from "./server";

/** Devices of the evening: each is a browser context of its own. */
export class Restaurant {
  private contexts: BrowserContext[] = [];
  /** Problems pages reported: uncaught errors and console errors. Checked after every test. */
  readonly complaints: string[] = [];
  constructor(
    readonly browser: Browser,
    readonly server: Server,
  ) {}

  private async device(name: string, options: Parameters<Browser["newContext"]>[0]): Promise<Page> {
    // What a test routes or counts must not go past it; who tests the offline shell asks for it.
    const context = await this.browser.newContext({ baseURL: this.server.url, serviceWorkers: "block", ...options });
    this.contexts.push(context);
    // A room may open in a tab of its own: every tab of the device is listened to.
    context.on("page", (page) => this.listen(name, page));
    const page = await context.newPage();
    return page;
  }

  private listen(name: string, page: Page): void {
    page.on("pageerror", (error) => this.complaints.push(`${name}: ${error.message}`));
    page.on("console", (message) => {
      // A refused command and a stopped server are part of some evenings; a panic or a hydration error never is.
      if (message.type() === "error" && /panicked|hydrat|did not start|Content.Security.Policy/i.test(message.text())) {
        this.complaints.push(`${name}: ${message.text()}`);
      }
    });
  }

  phone(name = "phone", options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    return this.device(name, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, ...options });
  }
  tablet(name = "tablet", options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    return this.device(name, { viewport: { width: 1180, height: 820 }, ...options });
  }
  wall(name = "wall", options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    return this.device(name, { viewport: { width: 1920, height: 1080 }, ...options });
  }

  /** Opens a staff room as a visitor of the demo’s front door does, but in the same tab. */
  async walkIn(page: Page, room: "waiter" | "kitchen"): Promise<Page> {
    await page.goto("/");
    await alive(page);
    const form = page.locator(`form[action="/demo/enter/${room}"]`).first();
    await form.evaluate((form) => form.removeAttribute("target"));
    await form.locator("button").click();
    await page.waitForURL(`**/${room}`);
    await live(page);
    return page;
  }

  /** The same without the front door’s page. */
  async enter(page: Page, room: "waiter" | "kitchen"): Promise<Page> {
    const answer = await page.request.post(`/demo/enter/${room}`, { maxRedirects: 0 });
    if (answer.status() !== 303) throw new Error(`the front door says ${answer.status()}: ${await answer.text()}`);
    await page.goto(`/${room}`);
    await live(page);
    return page;
  }

  /** The path behind the QR code that the front door shows: a free table. */
  async tablePath(page: Page): Promise<string> {
    const door = await (await page.request.get("/")).text();
    const path = /href="(\/t\/[^"]+)"/.exec(door)?.[1];
    if (!path) throw new Error("the front door shows no table code");
    return path;
  }

  async close(): Promise<void> {
    for (const context of this.contexts) await context.close();
  }
}

/** Waits until the page’s program runs. A page that needs none is there once it is read. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const needs = document.querySelector("script[data-program]");
    return document.documentElement.dataset.hydrated === "true" || (document.readyState === "complete" && !needs);
  });
}

export async function live(page: Page): Promise<void> {
  await alive(page);
  await expect(page.locator('.status[data-state="live"]').first()).toBeVisible();
}

/** The number of taps in the device's own database. Nobody announces the end of its transaction: tests poll it. */
export function keptTaps(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open("comanda");
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onerror = () => resolve(0);
        opening.onsuccess = () => {
          const database = opening.result;
          const count = database.transaction("outbox").objectStore("outbox").count();
          count.onsuccess = () => {
            database.close();
            resolve(count.result);
          };
        };
      }),
  );
}

export const test = base.extend<{ restaurant: Restaurant }>({
  restaurant: async ({ browser }, use, info) => {
    const server = await Server.create();
    const restaurant = new Restaurant(browser, server);
    await use(restaurant);
    await restaurant.close();
    await server.dispose();
    if (info.status !== "passed") await info.attach("server.log", { body: server.words(), contentType: "text/plain" });
    expect(restaurant.complaints, "no page complained").toEqual([]);
  },
});

export { expect };
