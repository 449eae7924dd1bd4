import type { BrowserContext } from "@playwright/test";

/** A window that keeps nothing: IndexedDB can't be opened. Before its first page. */
export async function keepsNothing(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("A private window.", "InvalidStateError");
    };
  });
}
