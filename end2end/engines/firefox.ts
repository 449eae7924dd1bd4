import puppeteer, { type Browser, type BrowserContext, type Page } from "puppeteer-core";
import { type Engine, type Tab } from "./device";

/** Firefox, by WebDriver BiDi. Each window is a context of its own in one browser. */
export class Firefox implements Engine {
  readonly name = "firefox";
  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<Firefox> {
    const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
    return new Firefox(await puppeteer.launch({ browser: "firefox", executablePath, headless: true, protocolTimeout: 60_000 }));
  }

  async window(width: number, height: number): Promise<Tab> {
    const context = await this.browser.createBrowserContext();
    return FirefoxTab.of(context, width, height);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

class FirefoxTab implements Tab {
  private constructor(
    private readonly page: Page,
    private readonly context: BrowserContext,
    private readonly size: { width: number; height: number },
  ) {}

  static async of(context: BrowserContext, width: number, height: number): Promise<FirefoxTab> {
    const page = await context.newPage({ type: "window" });
    await page.setViewport({ width, height });
    return new FirefoxTab(page, context, { width, height });
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: "domcontentloaded" });
  }

  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: "domcontentloaded" });
  }

  run<Arguments extends unknown[], Answer>(page: (...a: Arguments) => Answer, ...a: Arguments): Promise<Answer> {
    return this.page.evaluate(page as (...a: unknown[]) => unknown, ...a) as Promise<Answer>;
  }

  async press(x: number, y: number): Promise<void> {
    await this.page.mouse.click(x, y);
  }

  async type(keys: string): Promise<void> {
    await this.page.keyboard.type(keys);
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.page.screenshot());
  }

  another(): Promise<Tab> {
    return FirefoxTab.of(this.context, this.size.width, this.size.height);
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
