import { randomBytes } from "node:crypto";
import { type Page } from "@playwright/test";

/** A version 7 id: the log orders by them. */
export function freshId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A command of whoever is signed in on this page, over HTTP and past its screen. */
export async function submit(page: Page, command: object): Promise<{ seq: number }> {
  const envelope = { key: freshId(), command, at: 0, base_seq: 0 };
  const answer = await page.request.post("/api/submit", { data: { hat: "staff", envelope } });
  if (answer.status() !== 200) throw new Error(`${JSON.stringify(command)}: ${await answer.text()}`);
  return answer.json();
}

/** What the server answers to a question now. */
export async function ask(page: Page, question: string): Promise<any> {
  const answer = await page.request.get(`/api/${question}`);
  if (answer.status() !== 200) throw new Error(`${question}: ${await answer.text()}`);
  return (await answer.json()).value;
}

/** What the server says of the table’s bill: its payments, and what they come to, minor units. */
export async function bill(page: Page, table: string): Promise<{ legs: any[]; paid: number }> {
  const { legs } = await sessionAt(page, table);
  const paid = legs.filter((leg: any) => leg.status === "completed").reduce((sum: number, leg: any) => sum + leg.amount, 0);
  return { legs, paid };
}

/** The party at a table, as the floor knows it. */
export async function sessionAt(page: Page, table: string): Promise<any> {
  const house = await ask(page, "house");
  return house.sessions.find((session: any) => session.place.table_label === table && session.status !== "closed");
}

/** The free tables, the one whose code the front door shows last. */
export async function freeTables(page: Page): Promise<{ id: string; label: string }[]> {
  const house = await ask(page, "house");
  const taken = new Set(house.sessions.filter((session: any) => session.status !== "closed").map((session: any) => session.place.table_id));
  return house.tables.map(({ table }: any) => table).filter((table: any) => !taken.has(table.id)).reverse();
}

/** Seats a party past the screen, as a colleague does on another one. */
export async function seat(page: Page, table: { id: string }): Promise<string> {
  const session = freshId();
  await submit(page, { command: "seat_party", table: table.id, session, covers: 2 });
  return session;
}

export async function dish(page: Page, name: string): Promise<{ id: string; price: number }> {
  return (await ask(page, "menu")).products.find((product: any) => product.name === name);
}

/** A dish that asks nothing, ordered past the screen; returns its ticket. */
export async function order(page: Page, session: string, name: string, whose: string | null = null): Promise<string> {
  const [product, order] = [(await dish(page, name)).id, freshId()];
  const line = { id: freshId(), product, options: [], quantity: 1, for_guest: whose };
  await submit(page, { command: "place_order", session, order, lines: [line], expected: null });
  const held = await ask(page, `session?hat=staff&id=${session}`);
  return held.orders.find((one: any) => one.id === order).tickets[0].id;
}
