import { expect } from "@playwright/test";
import { type Device, type What } from "./device";

/** Goes through the welcome of a table’s code and says a name. */
export async function sit(phone: Device, path: string, name: string): Promise<void> {
  await phone.goto(path);
  // The first guest says how many they are; the page seats who joins by itself.
  await phone.sees(".welcome-covers button, .guest-where-table");
  const first = await phone.tab.run(() => document.querySelector(".welcome-covers") !== null);
  if (first) await phone.press(".welcome-covers button", "2");
  await phone.at("/table");
  await phone.live();
  await phone.fill(".newcomer input[name=name]", name);
  await phone.press(".newcomer button", "Save");
  await phone.seesNo(".newcomer");
}

/** Enters a staff room through the demo’s front door. */
export async function enter(screen: Device, room: "waiter" | "kitchen"): Promise<void> {
  await screen.goto("/");
  await screen.sees(".front-foot");
  // In the same tab.
  await screen.tab.run(() => document.querySelectorAll("form[target]").forEach((form) => form.removeAttribute("target")));
  await screen.press(`form[action="/demo/enter/${room}"] button`);
  await screen.at(`/${room}`);
  await screen.live();
}

/** The path behind the code that the front door shows: a free table. */
export async function freeTable(screen: Device): Promise<string> {
  await screen.goto("/");
  await screen.sees(".front-foot");
  return (await screen.attribute('a[href^="/t/"]', "href"))!;
}

export async function go(phone: Device, place: "Menu" | "Orders" | "Bill"): Promise<void> {
  const path = `/table${{ Menu: "", Orders: "/orders", Bill: "/bill" }[place]}`;
  await phone.press(`.bottom-nav a[href="${path}"]`);
  await phone.at(path);
}

/** A dish that asks nothing. */
export async function add(phone: Device, dish: string): Promise<void> {
  await phone.press(".dish-add button", new RegExp(`^Add ${dish}`));
}

export async function inCart(phone: Device, many: number): Promise<void> {
  await phone.sees('a[href*="cart="]', new RegExp(`View cart · ${many}`));
}

export async function openCart(phone: Device, lines: number): Promise<void> {
  await phone.press('a[href*="cart="]', /^View cart/);
  await phone.counts("dialog.cart:modal .cart-line", lines);
}

export const waiting = async (tablet: Device, queue: "ready" | "calls"): Promise<number> =>
  Number(await tablet.attribute(`.wqueue[href="/waiter?queue=${queue}"] .badge-count`, "data-count"));

/** Something of a table’s ticket on the wall. */
export const onTicket = (table: string, css: string): What => ({ css, in: [".ticket:not([data-leaving])", new RegExp(`\\bTable ${table}\\b`)] });

/** Calls for somebody, and puts the little menu away. */
export async function call(phone: Device, kind: RegExp): Promise<void> {
  await phone.press("[popovertarget=calls]");
  await phone.press("#calls button", kind);
  await phone.sees("#calls [data-state=waiting]", kind);
  await phone.tab.run(() => document.getElementById("calls")?.hidePopover());
  await phone.seesNo("#calls");
}

/** Waits until the phone keeps what opens without a network. */
export async function kept(phone: Device): Promise<void> {
  const look = () => {
    const page = window as typeof window & { kept?: string[] };
    const shelves = ["comanda-rooms", "comanda-files"].map(async (name) => (await caches.open(name)).keys());
    void Promise.all(shelves).then((all) => (page.kept = all.flat().map(({ url }) => new URL(url).pathname)));
    return page.kept?.filter((path) => /^\/table|^\/pkg\/\w+\/(guest|comanda)/.test(path)).sort().join(" ").replace(/\/pkg\/\w+/g, "") ?? "";
  };
  await expect.poll(() => phone.tab.run(look), { message: `${phone.name} keeps two rooms and four files` }).toBe("/comanda.en.txt /guest.css /guest.js /guest_bg.wasm /table /table/orders");
}
