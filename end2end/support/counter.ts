import { type Page } from "@playwright/test";

/** Counts what a screen asks the server, by endpoint: `session`, `board`, `submit` … */
export class Counter {
  private asked: string[] = [];
  constructor(page: Page) {
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/api/")) this.asked.push(`${request.method()} ${pathname.slice("/api/".length)}`);
    });
  }

  reset(): void {
    this.asked = [];
  }

  /** `{ "GET session": 1 }` */
  get counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const one of this.asked) counts[one] = (counts[one] ?? 0) + 1;
    return counts;
  }
}
