import { type Page } from "@playwright/test";
import { type Restaurant } from "./restaurant";
import { seatGuest } from "./guests";
import { ask, freshId, submit } from "./staff";

/** Marks stacked on every letter, as pranksters paste them. */
const stacked = (text: string) => [...text].map((letter) => letter + "\u0336\u0489\u0321\u0306\u030f\u0302\u0303").join("");

/** Names and wishes that lay pages open: no spaces, from right to left, put together from many code points. */
export const NAMES = ["WolfgangAmadeusTheophilu", "שלום עולם 045", "محمد عبد الرحمن", "👨‍👩‍👧‍👦👩🏽‍🍳🇮🇹 Ada", "W".repeat(24), stacked("Zal")];
export const NOTES = ["Allergictonutsandshellfishandeverythingelsewithoutanyspaces1", "בלי בצל 2 בבקשה", stacked("no pepper"), "👩🏽‍🍳".repeat(30), "🌶".repeat(60), "w".repeat(200)];

/** Dishes with names as restaurants give them: words of a length of their own, other scripts, other directions. */
export const DISHES = {
  /** The longest word; it asks nothing. */
  long: "Donaudampfschifffahrtsgesellschaftskapitänsschnitzel",
  /** It has choices. */
  choices: "Rindfleischetikettierungsüberwachungstagliata",
};

/** What the restaurant is called, and all it calls by a name: before and after. */
const CALLED: Record<string, [string, string][]> = {
  stores: [["Osteria Comanda", "LlanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochInn"]],
  areas: [["Sala", "Restaurantinnenbereich"], ["Terrazza", "تراس الحديقة 2"]],
  stations: [["Cucina", "Küchenhauptzubereitungsposten"], ["Bar", "בר 7"]],
  categories: [["Secondi", "Hauptspeisenempfehlungen"], ["Primi", "前菜とパスタの盛り合わせ料理一覧"], ["Dolci", "🍰🍨 Dolci"]],
  products: [
    ["Burrata e pomodorini", DISHES.long],
    ["Vitello tonnato", "קציצות בשר ברוטב עגבניות 045"],
    ["Calamari fritti", "🍝🇮🇹 Calamari 👩🏽‍🍳".repeat(3)],
    ["Minestrone di stagione", "ก๋วยเตี๋ยวต้มยำกุ้งน้ำข้นสมุนไพรไทยโบราณสูตรคุณยาย"],
    ["Parmigiana di melanzane", "Aubergines baked slowly in tomato with basil, smoked scamorza and breadcrumbs of yesterday’s loaf"],
    ["Patate al rosmarino", "W".repeat(40)],
    ["Tagliata di manzo", DISHES.choices],
    ["Tiramisù", "محمرة بالجوز والرمان 3"],
  ],
  modifier_groups: [["Side dish", "Beilagenzusammenstellungswunsch"], ["How would you like it cooked?", "איך תרצו את הבשר שלכם, 2?"]],
  modifier_options: [
    ["Medium rare", "Mittelblutiggebratenundnachgezogenimofen"],
    ["Well done", "W".repeat(32)],
    ["Mixed salad", "Gemischterblattsalatmitkirschtomatenundkernen"],
    ["Rosemary potatoes", "תפוחי אדמה ברוזמרין 1"],
  ],
  staff: [
    // The owner: who is signed in on the demo’s screens.
    ["Marta", "WolfgangAmadeusTheophilusMozart"],
    ["Paolo", "W".repeat(24)],
    ["Giulia", "גיוליה 12"],
    ["Ahmed", "أحمد عبد الرحمن"],
    ["Sofia", "👩🏽‍🍳 Sofia"],
  ],
};

/** Gives the demo’s restaurant hostile names: SQL for a server that has not started. */
export const HOSTILE_NAMES = Object.entries(CALLED)
  .flatMap(([table, names]) => names.map(([before, after]) => `UPDATE ${table} SET name = '${after}' WHERE name = '${before}';`))
  .join("\n");

/** One guest of the party: the page they sit at, and who they are. */
export interface Seat {
  page: Page;
  session: string;
  guest: string;
}

/** Something the guest of this page does, past its screen. */
export async function asGuest(at: Seat, command: object): Promise<void> {
  const envelope = { key: freshId(), command: { session: at.session, ...command }, at: 0, base_seq: 0 };
  const answer = await at.page.request.post("/api/submit", { data: { hat: "guest", envelope } });
  if (answer.status() !== 200) throw new Error(`${JSON.stringify(command)}: ${await answer.text()}`);
}

/** A phone sits down under such a name. */
async function sit(restaurant: Restaurant, path: string, name: string): Promise<Seat> {
  const page = await restaurant.phone(name);
  await seatGuest(page.request, path, { covers: "2" });
  const { guest } = await (await page.request.get("/api/viewer")).json();
  const sits = { page, session: guest.session, guest: guest.guest };
  await asGuest(sits, { command: "name_guest", guest: sits.guest, name });
  return sits;
}

/** A line of these dishes, with a wish. */
function line(menu: any, dish: string, note: string, quantity = 1) {
  const product = menu.products.find((p: any) => p.name === dish);
  const groups = menu.groups.filter((g: any) => product.groups.includes(g.id));
  // What must be chosen, and everything else there is: as long as a line gets.
  const options = groups.flatMap((g: any) => {
    const own = g.options.filter((o: any) => o.default);
    return (own.length || !g.min ? own : g.options.slice(0, g.min)).map((o: any) => o.id);
  });
  return { id: freshId(), product: product.id, options, quantity, note };
}

/** Dishes that ask nothing and are there in any number. */
const plainDishes = (menu: any): any[] =>
  menu.products.filter((p: any) => !p.groups.length && !p.availability.eighty_six && p.availability.portions === undefined);

/** A party of hostile names with hostile wishes at a table: dishes in every state, a cart, calls, part of the bill paid. The first of them. */
export async function hostileParty(restaurant: Restaurant, staff: Page, path: string): Promise<Seat> {
  const menu = await ask(staff, "menu");
  const plain = plainDishes(menu).map((p: any) => p.name);
  const party: Seat[] = [];
  for (const [at, name] of NAMES.entries()) {
    const guest = await sit(restaurant, path, name);
    await asGuest(guest, { command: "add_line", line: line(menu, plain[at], NOTES[at]!, at === 3 ? 99 : 1) });
    party.push(guest);
  }
  const [first, second] = [party[0]!, party[1]!];
  const session = first.session;
  // An order this large is for a waiter to send.
  await submit(staff, { command: "send_order", session, order: freshId(), scope: "table", expected: null });
  const held = async () => (await ask(staff, `session?hat=staff&id=${session}`)) as any;
  const tickets = (await held()).orders[0].tickets;
  for (const [at, ticket] of tickets.entries()) {
    if (at > 1) break;
    await submit(staff, { command: "acknowledge_ticket", session, ticket: ticket.id });
    await submit(staff, { command: "start_ticket", session, ticket: ticket.id, items: null });
    if (at === 0) await submit(staff, { command: "ready_ticket", session, ticket: ticket.id, items: null });
  }
  for (const [at, guest] of party.entries()) {
    await asGuest(guest, { command: "add_line", line: line(menu, plain[at + 2], NOTES[at]!) });
    if (at === 2) await asGuest(guest, { command: "send_order", order: freshId(), scope: "mine", expected: null });
  }
  await asGuest(second, { command: "call_waiter", call: freshId(), kind: "waiter" });
  await submit(staff, {
    command: "record_payment",
    session,
    payment: { id: freshId(), method: "cash", amount: { minor: 500, currency: menu.currency }, tip: 0, tendered: 500 },
  });
  for (const { page } of party.slice(1)) await page.context().close();
  return first;
}

/** Orders of so many lines each for parties at the other tables, so that the wall overflows. */
export async function crowd(staff: Page, orders: number[]): Promise<void> {
  const [menu, house] = [await ask(staff, "menu"), await ask(staff, "house")];
  const [first] = plainDishes(menu);
  const plain = plainDishes(menu).filter((p: any) => p.station === first.station);
  const sessions = house.sessions.filter((s: any) => s.status === "open");
  for (const [at, count] of orders.entries()) {
    const session = sessions[at % sessions.length].id;
    const lines = Array.from({ length: count }, (_, n) => line(menu, plain[n % plain.length].name, n % 5 ? "" : NOTES[n % 2]!));
    await submit(staff, { command: "place_order", session, order: freshId(), lines, expected: null });
  }
}
