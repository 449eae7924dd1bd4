import { type CDPSession, type Page } from "@playwright/test";
import { expect, live, test } from "../support/restaurant";
import { ask, freshId, submit } from "../support/staff";

/** Events that pass before the screens; the long run plays more of them. */
const EVENTS = Number(process.env.COMANDA_DAYS_EVENTS ?? 1_500);
/** What a warmed-up page may grow by over the whole run: the tail of the log it holds, caches that fill. */
const MAY_GROW = { heap: 6 * 1024 * 1024, wasm: 4 * 1024 * 1024, nodes: 1_500 };

/** Plays one party after another at a free table, from the first dish to the door, past every screen. */
class Parties {
  played = 0;
  private constructor(
    private readonly page: Page,
    private readonly table: string,
    private readonly dishes: string[],
  ) {}

  static async at(page: Page): Promise<Parties> {
    const [menu, house] = [await ask(page, "menu"), await ask(page, "house")];
    const asks = new Set(menu.groups.filter((group: any) => group.min > 0 || group.options.some((o: any) => o.default)).map((group: any) => group.id));
    const dishes = menu.products.filter((dish: any) => !dish.availability.eighty_six && dish.availability.portions == null && !dish.groups.some((group: any) => asks.has(group)));
    const taken = new Set(house.sessions.map((session: any) => session.place.table_id));
    const free = house.tables.map(({ table }: any) => table.id).find((table: string) => !taken.has(table));
    return new Parties(page, free, dishes.map((dish: any) => dish.id));
  }

  /** Returns the place in the log afterwards. */
  async one(): Promise<number> {
    const [session, order] = [freshId(), freshId()];
    await submit(this.page, { command: "seat_party", table: this.table, session, covers: 2 });
    const lines = [0, 1, 2].map((n) => ({
      id: freshId(),
      product: this.dishes[(this.played * 3 + n) % this.dishes.length],
      options: [],
      quantity: 1,
      note: null,
    }));
    await submit(this.page, { command: "place_order", session, order, lines, expected: null });
    const held = (await ask(this.page, `session?hat=staff&id=${session}`)) as any;
    for (const ticket of held.orders[0].tickets) {
      for (const command of ["acknowledge_ticket", "start_ticket", "ready_ticket", "bump_ticket"]) {
        await submit(this.page, { command, session, ticket: ticket.id, items: null });
      }
    }
    await submit(this.page, { command: "serve", session, items: lines.map((line) => line.id) });
    const { seq } = await submit(this.page, { command: "close_session", session, write_off: "staff meal", despite: { unsent: 99, cooking: 99, ready: 99 } });
    this.played += 1;
    return seq;
  }
}

interface Size {
  heap: number;
  /** The program's own memory. */
  wasm: number;
  nodes: number;
  listeners: number;
}

async function size({ page, cdp }: { page: Page; cdp: CDPSession }): Promise<Size> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  const wasm = await page.evaluate(async () => {
    const program = document.querySelector<HTMLLinkElement>('link[rel="modulepreload"]')!.href;
    const { memory } = await (await import(program)).default();
    return (memory as WebAssembly.Memory).buffer.byteLength;
  });
  return { heap: metric("JSHeapUsedSize"), wasm, nodes: metric("Nodes"), listeners: metric("JSEventListeners") };
}

test("a kitchen wall and a floor that run for days grow no larger", async ({ restaurant }) => {
  test.setTimeout(180_000 + EVENTS * 120);
  await restaurant.server.stop();
  await restaurant.server.start({ COMANDA_CHANGE_LIMITS: "off" });
  const wall = await restaurant.enter(await restaurant.wall(), "kitchen");
  const floor = await restaurant.enter(await restaurant.tablet(), "waiter");
  const parties = await Parties.at(floor);
  const screens = await Promise.all(
    [wall, floor].map(async (page) => {
      const cdp = await page.context().newCDPSession(page);
      await cdp.send("Performance.enable");
      return { page, cdp };
    }),
  );
  // The wall's own count of what is on it: once the last ticket is off, it has folded all there was.
  const settled = async () => {
    for (const { page } of screens) await live(page);
    await expect(wall.locator(".ticket:not([data-leaving])")).toHaveCount(standing);
  };

  const standing = await wall.locator(".ticket:not([data-leaving])").count();
  const first = await parties.one();
  let seq = first;
  while (seq - first < EVENTS / 3) seq = await parties.one();
  await settled();
  const warm = await Promise.all(screens.map(size));
  while (seq - first < EVENTS) seq = await parties.one();
  await settled();
  const late = await Promise.all(screens.map(size));
  console.log(JSON.stringify({ events: seq - first, parties: parties.played, warm, late }));
  for (const [at, name] of ["wall", "floor"].entries()) {
    expect(late[at]!.heap - warm[at]!.heap, `${name}: heap`).toBeLessThan(MAY_GROW.heap);
    expect(late[at]!.wasm - warm[at]!.wasm, `${name}: memory of the program`).toBeLessThanOrEqual(MAY_GROW.wasm);
    expect(late[at]!.nodes - warm[at]!.nodes, `${name}: nodes`).toBeLessThan(MAY_GROW.nodes);
    expect(late[at]!.listeners, `${name}: listeners`).toBeLessThan(warm[at]!.listeners + 300);
  }
});
