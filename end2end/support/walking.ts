import { type Page, expect, test } from "@playwright/test";
import { HOSTILE_NAMES, type Seat, hostileParty } from "./hostile";
import { WIDTHS, walk } from "./layout";
import { Restaurant, alive } from "./restaurant";
import { Server } from "./server";
import { ask } from "./staff";

/** One restaurant for all tests of a file, where everything has a name that lays pages open. A page is resized, not loaded again. */
export interface House {
  restaurant: Restaurant;
  staff: Page;
  /** A guest of the hostile party. */
  ines: Seat;
  /** The table of the hostile party. */
  table: string;
  /** Free tables: their numbers, and the paths behind their codes. */
  free: { label: string; path: string }[];
}

/** Opens the house before the file’s tests and closes it after them. Its fields are there once a test runs. */
export function hostileHouse(): House {
  const house = {} as House;
  // A record of every step would cost more than the steps.
  test.use({ trace: "off", screenshot: "off", video: "off" });
  test.describe.configure({ mode: "default" });

  test.beforeAll(async ({ browser }) => {
    const restaurant = new Restaurant(browser, await Server.create(HOSTILE_NAMES));
    const staff = await restaurant.tablet("tablet", { deviceScaleFactor: 1 });
    const path = await restaurant.tablePath(staff);
    await restaurant.enter(staff, "waiter");
    const ines = await hostileParty(restaurant, staff, path);
    const { sessions, tables } = await ask(staff, "house");
    const table = sessions.find((session: any) => session.id === ines.session).place.table_label;
    const taken = sessions.map((session: any) => session.place.table_id);
    const free = [];
    for (const { id, label } of tables.map(({ table }: any) => table).filter((one: any) => !taken.includes(one.id))) {
      const { url } = await (await staff.request.get(`/api/table_qr?table=${id}`)).json();
      free.push({ label, path: new URL(url).pathname });
    }
    Object.assign(house, { restaurant, staff, ines, table, free });
  });

  test.afterAll(async () => {
    await house.restaurant.close();
    await house.restaurant.server.dispose();
    expect(house.restaurant.complaints, "no page complained").toEqual([]);
  });
  return house;
}

/** Phones first, and what a guest may also hold. Sheets and short pages are laid out alike on many of them. */
export const GUESTS = [360, 390, 744, 820, 1024, 1920];
export const SHEETS = [360, 744, 1920];
export const TABLETS = WIDTHS.filter((width) => width >= 390 && width !== 810);
export const PARTS = [390, 744, 1024, 1180];
export const OFFICE = [360, 390, 744, 820, 1180, 1920];
export const WALLS = [768, 1024, 1180, 1920];
/** Dialogs and strips are laid out alike from a tablet on. */
export const ASKED = [390, 1180];

/** Nothing of a screen is outside its box, covered, cut or pale, at each of these widths. */
export async function sound(page: Page, screen: string, widths: number[]): Promise<void> {
  await test.step(screen, async () => {
    expect.soft(await walk(page, screen, widths), screen).toEqual([]);
  });
}

export async function escape(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog:modal")).toHaveCount(0);
}

/** Opens an address whose page has this heading. */
export async function open(page: Page, address: string, heading: string): Promise<void> {
  await page.goto(address);
  await alive(page);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}
