import { type Page } from "@playwright/test";
import { expect } from "./restaurant";

/** The build whose program a guest’s page belongs to. */
export async function programOf(page: Page): Promise<string> {
  const script = await page.locator("script[data-program]").getAttribute("data-program");
  const styles = await page.locator('link[rel="stylesheet"]').getAttribute("href");
  const build = /^\/pkg\/([0-9a-f]{32})\/guest\.js$/.exec(script ?? "")?.[1];
  expect(styles).toBe(`/pkg/${build}/guest.css`);
  return build!;
}

/** Waits until a guest’s phone keeps what opens without a network, all of one build. */
export async function kept(page: Page, build: string, language = "en"): Promise<void> {
  const all = async () =>
    page.evaluate(async () => {
      const shelves = await Promise.all(["comanda-rooms", "comanda-files"].map(async (name) => (await caches.open(name)).keys()));
      const paths = shelves.flat().map((request) => new URL(request.url).pathname);
      return paths.filter((path) => path.startsWith("/pkg/") || path.startsWith("/table")).sort();
    });
  const program = [`comanda.${language}.txt`, "guest.css", "guest.js", "guest_bg.wasm"].map((file) => `/pkg/${build}/${file}`);
  await expect.poll(all).toEqual([...program, "/table", "/table/orders"]);
}
