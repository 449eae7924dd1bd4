import { type Browser, type BrowserContext, type Page, chromium } from "@playwright/test";
import base from "../playwright.config";
import { type Engine, type Tab } from "./device";

/** Chromium, moved the same way: for pictures to lay beside the others’. */
export class Chromium implements Engine {
  readonly name = "chromium";
  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<Chromium> {
    return new Chromium(await chromium.launch(base.use?.launchOptions));
  }

  async window(width: number, height: number): Promise<Tab> {
    const context = await this.browser.newContext({ viewport: { width, height } });
    return new ChromiumTab(context, await context.newPage());
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

class ChromiumTab implements Tab {
  constructor(
    private readonly context: BrowserContext,
    private readonly page: Page,
  ) {}

  async goto(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: "domcontentloaded" });
  }

  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: "domcontentloaded" });
  }

  run<Arguments extends unknown[], Answer>(page: (...a: Arguments) => Answer, ...a: Arguments): Promise<Answer> {
    const script = `(${page}).apply(null, ${JSON.stringify(a.map((one) => one ?? null))})`;
    return this.page.evaluate(script) as Promise<Answer>;
  }

  async press(x: number, y: number): Promise<void> {
    await this.page.mouse.click(x, y);
  }

  async type(keys: string): Promise<void> {
    await this.page.keyboard.type(keys);
  }

  async picture(): Promise<Buffer> {
    return this.page.screenshot();
  }

  async another(): Promise<Tab> {
    return new ChromiumTab(this.context, await this.context.newPage());
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
