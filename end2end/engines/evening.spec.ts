import { type TestInfo, expect, test } from "@playwright/test";
import { writeFileSync } from "node:fs";
import { Server } from "../support/server";
import { Chromium } from "./chromium";
import { Device, type Engine } from "./device";
import { Firefox } from "./firefox";
import { add, call, enter, freeTable, go, inCart, kept, onTicket, openCart, sit, waiting } from "./rooms";
import { WebKit } from "./webkit";

const PHONE = [390, 844] as const;
const TABLET = [1180, 820] as const;
const WALL = [1920, 1080] as const;

/** ENGINES=chromium takes the same pictures there, to lay beside the others’. */
const ENGINES: Record<string, () => Promise<Engine>> = {
  webkit: async () => new WebKit(),
  firefox: () => Firefox.start(),
  chromium: () => Chromium.start(),
};

for (const name of (process.env.ENGINES ?? "webkit firefox").split(" ")) {
  test(`an evening in ${name}`, async ({}, info) => {
    const server = await Server.create();
    const engine = await ENGINES[name]!();
    const devices: Device[] = [];
    const open = async (who: string, [width, height]: readonly [number, number]) => {
      const device = await Device.open(engine, who, server.url, width, height);
      devices.push(device);
      return device;
    };
    try {
      await evening(open, info, name);
      await weather(open, info);
      for (const { name, wire } of devices) {
        expect.soft(wire.complaints, `${name} has no errors`).toEqual([]);
        expect.soft(wire.cramped, `${name}’s dialogs have room`).toEqual([]);
      }
      const opened = devices.flatMap(({ wire }) => wire.opened);
      for (const dialog of ["Tagliata di manzo", "Your table’s cart", "Call the waiter", "At this table", /^Take payment/, /^Keys/]) {
        expect.soft(opened, "was opened").toContainEqual(expect.stringMatching(dialog));
      }
    } catch (stuck) {
      await Promise.allSettled(devices.map((device) => snap(info, device, `last, ${device.name}`)));
      if (engine.words) writeFileSync(info.outputPath("engine.txt"), engine.words);
      throw stuck;
    } finally {
      await engine.close();
      for (const { wire } of devices) await wire.close();
      await server.dispose();
    }
  });
}

/** Takes a picture of what a device shows. */
async function snap(info: TestInfo, device: Device, name: string): Promise<void> {
  writeFileSync(info.outputPath(`${name}.png`), await device.tab.picture());
}

/** The same of a page that is as it should be: all that is in sight has its room. */
async function show(info: TestInfo, device: Device, name: string): Promise<void> {
  await device.rests();
  await snap(info, device, name);
  expect.soft(await device.cramped(), `${name} has room`).toEqual([]);
}

/** A dialog that was just opened has said its size, has room, and is put away. */
async function look(device: Device, title: RegExp, away: RegExp = /^(Close|Done|Cancel)$/): Promise<void> {
  await expect.poll(() => device.wire.opened, { message: `${device.name} opens ${title}` }).toContainEqual(expect.stringMatching(title));
  await device.rests();
  expect.soft(await device.cramped(), `${device.name}’s dialog has room`).toEqual([]);
  await device.decide("dialog:modal button", away);
  await device.seesNo("dialog:modal");
}

/**
 * Whether a page that somebody has touched is given sound. Firefox gives none on a machine without an audio device, and then the wall
 * must go on saying that it can’t be heard; WebKitGTK plays into the void.
 */
async function canRing(device: Device): Promise<boolean> {
  const state = () => {
    const page = window as typeof window & { probe?: AudioContext };
    page.probe ??= new AudioContext();
    void page.probe.resume();
    return page.probe.state;
  };
  for (let tries = 0; tries < 20; tries++) {
    if ((await device.tab.run(state)) === "running") return true;
    await new Promise((soon) => setTimeout(soon, 100));
  }
  return false;
}

async function evening(
  open: (who: string, size: readonly [number, number]) => Promise<Device>,
  info: TestInfo,
  engine: string,
): Promise<void> {
  const ada = await open("Ada’s phone", PHONE);
  const bruno = await open("Bruno’s phone", PHONE);
  const tablet = await open("the tablet", TABLET);
  const wall = await open("the wall", WALL);
  let table = "";
  let calls = 0;

  await test.step("two phones scan the code", async () => {
    const path = await freeTable(ada);
    await sit(ada, path, "Ada");
    await sit(bruno, path, "Bruno");
    table = (await ada.text(".guest-where-table")).replace("Table", "").trim();
    await show(info, ada, "guest-menu");
    await ada.press('[popovertarget="filter"]');
    await expect.poll(() => ada.wire.opened).toContain("Filter the menu");
    await ada.tab.run(() => document.getElementById("filter")?.hidePopover());
    await ada.seesNo("#filter");
  });

  await test.step("the staff come in", async () => {
    await enter(tablet, "waiter");
    await tablet.sees(".ftable", numbered(table));
    calls = await waiting(tablet, "calls");
    await show(info, tablet, "waiter-floor");
    await enter(wall, "kitchen");
    // No browser rings before somebody has touched the page, and the wall says so; after that it is heard.
    await wall.sees('button[aria-label="Sound: on, after the first tap on this screen"]');
    await wall.sees(".sound-hint");
    await show(info, wall, "kitchen-board");
    await wall.press(".ktool", "Recall");
    await look(wall, /^Recall/);
    if (engine !== "firefox" || (await canRing(wall))) {
      await wall.sees('button[aria-label="Sound: on"]');
      await wall.seesNo(".sound-hint");
    } else {
      await wall.sees('button[aria-label="Sound: on, after the first tap on this screen"]');
    }
    await wall.press(".ktool", "Sold out");
    await look(wall, /^Sold out/);
  });

  await test.step("a dish with choices and a note, and another’s, in the shared cart", async () => {
    await ada.press(".dish-add a", /^Add Tagliata di manzo/);
    await ada.sees("dialog.product:modal .choice");
    await show(info, ada, "guest-product");
    await ada.press("dialog.product .choice", /^Well done/);
    await ada.press("dialog.product .choice", /^Mixed salad/);
    await ada.fill("dialog.product #note", "One without rocket");
    await ada.press("dialog.product .sheet-foot button.btn-primary", /^Add/);
    await ada.seesNo("dialog.product:modal");
    await inCart(bruno, 1);
    await add(bruno, "Patate al rosmarino");
    await inCart(ada, 2);
    await openCart(ada, 2);
    await ada.sees("dialog.cart .cart-line", /Well done.*One without rocket/);
    await show(info, ada, "guest-cart");
  });

  await test.step("sent: the kitchen sees it, starts it by touch and bumps it by key; phones and floor follow", async () => {
    await ada.moment();
    await ada.decide("dialog.cart .sheet-foot button", /^Send for the table/);
    await ada.at("/table/orders");
    await go(bruno, "Orders");
    await bruno.counts('.order-line[data-state="sent"]', 2);
    await wall.sees(onTicket(table, ".kline"), /One without rocket/);
    await wall.decide(onTicket(table, ".ticket-next"));
    await bruno.counts('.order-line[data-state="seen"]', 2);
    await wall.moment();
    await wall.decide(onTicket(table, ".ticket-next"));
    await ada.counts('.order-line[data-state="preparing"]', 2);
    await show(info, ada, "guest-orders");
    await wall.key("?");
    await wall.decide("dialog:modal button", "Close");
    await wall.seesNo("dialog:modal");
    const ready = await waiting(tablet, "ready");
    const numbers = await wall.tab.run(() => [...document.querySelectorAll(".ticket:not([data-leaving]) .ticket-table")].map((one) => one.textContent));
    const place = numbers.findIndex((text) => new RegExp(`\\bTable ${table}\\b`).test(text)) + 1;
    expect(place, "has a key of its own").toBeLessThan(10);
    await wall.moment();
    await wall.key(String(place));
    await ada.counts('.order-line[data-state="ready"]', 2);
    await expect.poll(() => waiting(tablet, "ready"), { message: "the floor counts what is ready" }).toBe(ready + 1);
  });

  await test.step("a guest’s call rings on the floor, and the floor goes on moving", async () => {
    for (const [phone, kind, more] of [[ada, /^Waiter/, 1], [bruno, /^Water/, 2]] as const) {
      await call(phone, kind);
      await expect.poll(() => waiting(tablet, "calls"), { message: `${more} more calls on the floor` }).toBe(calls + more);
    }
  });

  await test.step("the bill: asked for by one phone, taken at the table, said on both", async () => {
    await go(ada, "Bill");
    await show(info, ada, "guest-bill");
    await ada.press(".fab button", /^Ask for the bill/);
    await tablet.press(".ftable", numbered(table));
    await tablet.sees(".tsheet[data-open] .tline", /Tagliata di manzo/);
    await show(info, tablet, "waiter-sheet");
    await tablet.moment();
    await tablet.press(".tsheet[data-open] button", "QR code of this table");
    await look(tablet, /^QR code of table/);
    await tablet.press(".tsheet[data-open] button", "Change the number of guests");
    await look(tablet, /^Guests at table/);
    await tablet.decide(".tsheet[data-open] .tsheet-actions button", "Close");
    await look(tablet, /^Close table .+ unpaid\?$/, /^Keep it open$/);
    await tablet.decide(".tsheet[data-open] .tsheet-actions button", /^Serve 2/);
    await ada.sees('.bottom-nav a[href="/table/orders"]');
    await tablet.decide(".tsheet[data-open] .tsheet-actions button", "Payment");
    await tablet.sees("dialog.pay:modal .pay-keys button");
    await show(info, tablet, "waiter-payment");
    await tablet.moment();
    await tablet.decide("dialog.pay .pay-foot button.btn-primary", /^Take cash/);
    await ada.sees('.bill-status[data-state="paid"]');
    await go(bruno, "Bill");
    await bruno.sees('.bill-status[data-state="paid"]');
  });

  await test.step("a waiter’s own order, with choices, on the pad", async () => {
    await tablet.goto("/waiter");
    await tablet.live();
    await tablet.press(".ftable", numbered("10"));
    await tablet.decide(".tsheet[data-open] a", /Add order/);
    await tablet.sees(".ptile");
    await tablet.press(".pcat", /^Secondi/);
    await tablet.press(".ptile", /^Tagliata di manzo/);
    await tablet.sees("dialog.pmods:modal .chip");
    await show(info, tablet, "waiter-choices");
    await tablet.press("dialog.pmods .chip", /^Mixed salad/);
    await tablet.fill("dialog.pmods .pmods-note .input", "No salt");
    await tablet.press("dialog.pmods .pmods-foot button.btn-primary", /^Add/);
    await tablet.sees(".pline", /No salt/);
    await show(info, tablet, "waiter-pad");
    await tablet.decide(".porder-foot button.btn-primary", /^Send/);
    await wall.sees(onTicket("10", ".kline"), /No salt/);
  });

  await test.step("questions before a dish and a party go", async () => {
    await tablet.decide(".tsheet[data-open] button", /^Cancel /);
    await look(tablet, /^Cancel .+\?$/, /^Keep it$/);
    await tablet.decide(".tsheet[data-open] .tsheet-actions button", "Payment");
    await tablet.moment();
    await tablet.decide("dialog.pay .pay-foot button.btn-primary", /^Take cash/);
    await tablet.decide("#pay-done");
    await tablet.seesNo("dialog:modal");
    await tablet.decide(".tsheet[data-open] .tsheet-actions button", "Close");
    await look(tablet, /^Close table .+ all the same\?$/, /^Keep it open$/);
    await tablet.goto("/sign-in");
    await tablet.sees("html[data-hydrated]");
    await tablet.press(".signin-foot button", "People and screens");
    await tablet.sees(".steam-row");
    await look(tablet, /^People and screens$/);
  });
}

/** What happens to a phone besides its evening: no network, loading again, steps through its history, a second tab, another phone. */
async function weather(open: (who: string, size: readonly [number, number]) => Promise<Device>, info: TestInfo): Promise<void> {
  const carla = await open("Carla’s phone", PHONE);
  const dario = await open("Dario’s phone", PHONE);

  await test.step("without a connection taps are kept, over a reload too, and go out once it is back", async () => {
    const path = await freeTable(carla);
    await sit(carla, path, "Carla");
    // WebKit gives up the program of a page whose form is under way: that page says nothing of it.
    dario.wire.lag = 2_000;
    await sit(dario, path, "Dario");
    dario.wire.lag = 0;
    await kept(carla);
    carla.wire.cut();
    await carla.sees(".offline-strip");
    await add(carla, "Patate al rosmarino");
    await carla.reads(".offline-strip", /Your tap/);
    await show(info, carla, "guest-offline");
    await carla.tab.reload();
    await carla.reads("html[data-hydrated] .offline-strip", /Your tap/);
    carla.wire.mend();
    await inCart(dario, 1);
    await carla.live();
    await carla.seesNo(".status-waiting");
  });

  await test.step("back, forward, and a link: the address goes with the page", async () => {
    await go(carla, "Orders");
    await go(carla, "Bill");
    await carla.back();
    await carla.at("/table/orders");
    await carla.forward();
    await carla.at("/table/bill");
    await go(carla, "Orders");
    await carla.back();
    await carla.at("/table/bill");
    await carla.tab.reload();
    await carla.live();
    await carla.at("/table/bill");
    await go(carla, "Menu");
  });

  await test.step("what one tab does the other shows", async () => {
    const second = await carla.another();
    await second.goto("/table");
    await second.live();
    await inCart(second, 1);
    await add(second, "Focaccia al rosmarino");
    await inCart(second, 2);
    await inCart(dario, 2);
    await second.tab.close();
    await inCart(carla, 2);
  });

  await test.step("a guest goes on at another phone; the one before says so", async () => {
    await dario.press("[popovertarget=people]");
    await dario.press("#people button", "Continue on another phone");
    await dario.sees(".handover:modal .handover-link");
    await show(info, dario, "guest-handover");
    const link = (await dario.attribute(".handover-link", "href"))!;
    const fresh = await open("Dario’s new phone", PHONE);
    await fresh.goto(link);
    await fresh.sees("button.btn-primary");
    await fresh.press("button.btn-primary", "Continue on this phone");
    await fresh.at("/table");
    await fresh.live();
    await inCart(fresh, 2);
    await dario.sees("dialog:modal", /You continue elsewhere/);
    await show(info, dario, "guest-replaced");
  });
}

const numbered = (table: string): RegExp => new RegExp(`^Table ${table}\\b`);
