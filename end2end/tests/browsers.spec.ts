import { type Page } from "@playwright/test";
import { alive, expect, live, type Restaurant, test } from "../support/restaurant";
import { Phone, scan, SUPPLI, Tablet, Wall } from "../support/rooms";

/** What some browser or other goes without: no iPhone shakes, none fills its display with a page, an http address has no locks … */
function lacks(): void {
  const without = (of: object, ...names: string[]) => names.forEach((name) => delete (of as Record<string, unknown>)[name]);
  without(Navigator.prototype, "vibrate", "wakeLock", "locks", "serviceWorker", "share", "clipboard");
  without(Element.prototype, "requestFullscreen");
  without(Document.prototype, "exitFullscreen", "fullscreenElement");
  without(window, "BroadcastChannel", "AudioContext", "ResizeObserver", "requestIdleCallback", "reportError");
}

/** A guest who has sat down, and the waiter’s floor. */
async function phoneAndFloor(restaurant: Restaurant): Promise<{ phone: Phone; tablet: Tablet }> {
  const phone = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const page = await restaurant.tablet();
  await phone.sit(await restaurant.tablePath(phone.page));
  return { phone, tablet: new Tablet(page) };
}

/** Calls twice: what the second changes shows that the floor has got over the first. */
async function ringsTwice(phone: Phone, tablet: Tablet): Promise<void> {
  const before = await tablet.waiting("calls");
  for (const [more, kind] of [[1, "Waiter"], [2, "Water"]] as const) {
    await phone.page.getByRole("button", { name: "Call the waiter" }).click();
    await phone.page.locator("#calls").getByRole("button", { name: kind }).click();
    await expect(tablet.queue("calls")).toHaveAttribute("data-count", String(before + more));
    await phone.page.keyboard.press("Escape");
  }
}

test("a floor goes on moving after a ring in a browser that lacks whatever one may lack", async ({ restaurant }) => {
  const { phone, tablet } = await phoneAndFloor(restaurant);
  await tablet.page.addInitScript(lacks);
  await phone.page.addInitScript(lacks);
  await restaurant.enter(tablet.page, "waiter");
  await phone.page.reload();
  await live(phone.page);
  await tablet.page.getByRole("button", { name: "Sound: on" }).click();
  await tablet.page.getByRole("button", { name: "Sound: off" }).click();
  await ringsTwice(phone, tablet);
});

test("a floor goes on moving after a ring that throws", async ({ restaurant }) => {
  const { phone, tablet } = await phoneAndFloor(restaurant);
  await restaurant.enter(tablet.page, "waiter");
  await tablet.page.getByRole("button", { name: "Sound: on" }).click();
  await tablet.page.getByRole("button", { name: "Sound: off" }).click();
  await tablet.page.evaluate(() => {
    const get = () => {
      throw new Error("no clock");
    };
    Object.defineProperty(BaseAudioContext.prototype, "currentTime", { get });
  });
  await ringsTwice(phone, tablet);
  expect(restaurant.complaints.splice(0), "said on the page, once for each ring").toEqual(Array(2).fill("tablet: no clock"));
});

test.describe("sound", () => {
  const sound = (page: Page) => page.locator('button[aria-label^="Sound: on"]');

  /** A wall that nobody has touched, and the audio contexts that its page makes. */
  async function untouched(restaurant: Restaurant): Promise<Page> {
    const page = await restaurant.wall("wall", { hasTouch: true });
    await page.addInitScript(() => {
      const made: AudioContext[] = [];
      Object.assign(window, { made });
      window.AudioContext = class extends AudioContext {
        constructor() {
          super();
          made.push(this);
        }
      };
    });
    await restaurant.enter(page, "kitchen");
    await page.goto("/kitchen");
    await live(page);
    return page;
  }

  test("the first touch of a screen brings its sound", async ({ restaurant }) => {
    const page = await untouched(restaurant);
    await expect(sound(page)).toHaveAccessibleName(/first tap/);
    await page.locator(".ticket-table").first().tap();
    await expect(sound(page)).not.toHaveAccessibleName(/first tap/);
    expect(await page.evaluate(() => (window as any).made.map(({ state }: AudioContext) => state))).toEqual(["running"]);
  });

  test("sound that the browser keeps back is not said to be on, and is asked for at each touch", async ({ restaurant }) => {
    const page = await untouched(restaurant);
    await page.evaluate(() => {
      Object.assign(window, { asked: 0 });
      AudioContext.prototype.resume = () => ((window as any).asked++, Promise.reject(new DOMException("not yet", "NotAllowedError")));
      Object.defineProperty(BaseAudioContext.prototype, "state", { get: () => "interrupted" });
    });
    const asked = () => page.evaluate(() => (window as any).asked);
    await page.locator(".ticket-table").first().tap();
    await expect.poll(asked).toBeGreaterThan(0);
    const once = await asked();
    await page.locator(".ticket-table").first().tap();
    await expect.poll(asked).toBeGreaterThan(once);
    await expect(sound(page)).toHaveAccessibleName(/first tap/);
  });
});

test("back, forward, then a link: the address goes with the page, and so does the history", async ({ restaurant }) => {
  const phone = new Phone(await restaurant.phone("Ada’s phone"), "Ada");
  const { page } = phone;
  await phone.sit(await restaurant.tablePath(page));
  const heading = (name: string) => expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  const at = async (path: string, name?: string) => {
    await expect(page).toHaveURL(path);
    if (name) await heading(name);
  };
  await phone.go("Orders");
  await phone.go("Bill");
  const length = () => page.evaluate(() => history.length);
  const entries = await length();

  // Forward to the last, and a link to the one before it.
  await page.goBack();
  await at("/table/orders");
  await page.goForward();
  await at("/table/bill");
  await phone.go("Orders");
  expect(await length()).toBe(entries + 1);
  await page.goBack();
  await at("/table/bill");

  // Two steps at once, and a link to where they began.
  await page.evaluate(() => history.go(-2));
  await at("/table");
  await phone.go("Bill");
  await page.reload();
  await live(page);
  await at("/table/bill");
  await page.goBack();
  await at("/table");

  // A sheet is a step of its own.
  await page.getByRole("link", { name: "Add Tagliata di manzo" }).click();
  await expect(page.getByRole("dialog", { name: "Tagliata di manzo" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.goForward();
  await expect(page.getByRole("dialog", { name: "Tagliata di manzo" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toBeHidden();
  await phone.go("Orders");
});

/** Ways in which a program does not start. */
const LOST: Record<string, (page: Page) => Promise<unknown>> = {
  "is not allowed to run": (page) => page.addInitScript(() => delete (window as any).WebAssembly),
  "is gone": (page) => page.route("**/pkg/*/*_bg.wasm", (route) => route.fulfill({ status: 404 })),
  "can’t be read": (page) => page.route(/\/pkg\/[0-9a-f]+\/(guest|staff)\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "{" })),
  "fails as it starts": (page) =>
    page.addInitScript(() => {
      const fails = () => Promise.reject(new Error("too old"));
      Object.assign(WebAssembly, { instantiate: fails, instantiateStreaming: fails });
    }),
};

for (const [how, lose] of Object.entries(LOST)) {
  test(`a page whose program ${how} says so: guests go on by forms, a staff room is covered`, async ({ restaurant }) => {
    const phone = await restaurant.phone("phone");
    await scan(phone, await restaurant.tablePath(phone));
    const screen = await restaurant.tablet();
    await restaurant.enter(screen, "waiter");
    await lose(phone);
    await lose(screen);

    await phone.goto("/table");
    await expect(phone.getByRole("alert").filter({ hasText: "does not move by itself" })).toBeVisible();
    await phone.getByRole("button", { name: `Add ${SUPPLI}`, exact: true }).click();
    await expect(phone.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
    expect(await phone.locator("html").getAttribute("data-hydrated")).toBeNull();

    for (const room of ["/waiter", "/kitchen"]) {
      await screen.goto(room);
      await expect(screen.getByRole("heading", { name: "This screen is not running" })).toBeVisible();
      const covered = await screen.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight - 20)?.closest(".unstarted-room"));
      expect(covered, `${room} is covered`).not.toBeNull();
    }
    await screen.screenshot({ path: test.info().outputPath("unstarted.png") });
    await phone.screenshot({ path: test.info().outputPath("unstarted-guest.png") });
    restaurant.complaints.length = 0;
  });
}

test("a staff room without scripts is covered by words", async ({ restaurant }) => {
  const screen = await restaurant.tablet();
  await restaurant.enter(screen, "waiter");
  const plain = await restaurant.tablet("without scripts", { javaScriptEnabled: false, storageState: await screen.context().storageState() });
  for (const room of ["/waiter", "/kitchen"]) {
    await plain.goto(room);
    await expect(plain.getByRole("heading", { name: "This screen is not running" })).toBeVisible();
  }
});

test("a page that starts after all takes back that it has not", async ({ restaurant }) => {
  const page = await restaurant.phone();
  let through = () => {};
  const held = new Promise<void>((go) => (through = go));
  await page.route("**/pkg/*/staff_bg.wasm", async (route) => (await held, route.continue()));
  await page.goto("/sign-in");
  await page.evaluate(() => dispatchEvent(new PromiseRejectionEvent("unhandledrejection", { promise: Promise.resolve(), reason: "" })));
  const note = page.locator(".unstarted");
  await expect(note).toBeVisible();
  through();
  await alive(page);
  await expect(note).toHaveCount(0);
});

test("what is tapped before the program runs is seen to be taken, and nothing happens twice", async ({ restaurant }) => {
  const phone = await restaurant.phone("phone");
  const friend = await restaurant.phone("friend");
  const path = await restaurant.tablePath(phone);
  await scan(phone, path);
  await scan(friend, path);
  await live(friend);
  let through = () => {};
  const held = new Promise<void>((go) => (through = go));
  await phone.route("**/pkg/*/guest_bg.wasm", async (route) => (await held, route.continue()));

  // A form goes its own way at once: the friend sees its dish.
  await phone.goto("/table");
  await phone.getByRole("button", { name: `Add ${SUPPLI}`, exact: true }).click();
  await expect(friend.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
  await expect(phone.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();

  // Any other button has its turn once the program runs, as often as it was tapped.
  await phone.getByRole("link", { name: "Add Tagliata di manzo" }).click();
  const dish = phone.locator("dialog.product");
  await expect(dish).toBeVisible();
  const more = dish.getByRole("button", { name: "One more" });
  const quantity = dish.getByRole("textbox", { name: "Quantity" });
  await more.click();
  await more.click();
  await expect(more).toHaveAttribute("aria-busy", "true");
  await expect(quantity).toHaveValue("1");
  await phone.screenshot({ path: test.info().outputPath("taken.png") });
  through();
  await alive(phone);
  await expect(quantity).toHaveValue("3");
  await expect(more).not.toHaveAttribute("aria-busy", "true");
  await live(phone);
  await expect(phone.getByRole("link", { name: /^View cart · 1/ }), "the form was sent once").toHaveCount(1);
  await expect(friend.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
});

test("a guest whose program takes longer than twenty seconds orders by forms, is told, and then has it all the same", async ({ restaurant }) => {
  const phone = await restaurant.phone("phone");
  await scan(phone, await restaurant.tablePath(phone));
  const wall = new Wall(await restaurant.enter(await restaurant.wall(), "kitchen"));
  const table = await new Phone(phone, "Ada").table();
  let through = () => {};
  const held = new Promise<void>((go) => (through = go));
  await phone.route("**/pkg/*/guest_bg.wasm", async (route) => (await held, route.continue()));
  await phone.clock.install();

  await phone.goto("/table");
  await phone.getByRole("button", { name: `Add ${SUPPLI}`, exact: true }).click();
  await phone.getByRole("link", { name: /^View cart · 1/ }).click();
  await phone.locator("dialog.cart").getByRole("button", { name: /^Send to the kitchen/ }).click();
  await phone.waitForURL("**/table/orders");
  await expect(wall.ticket(table)).toHaveCount(1);
  const note = phone.getByRole("alert").filter({ hasText: "does not move by itself" });
  await expect(note).toHaveCount(0);
  await phone.clock.fastForward(21_000);
  await expect(note).toBeVisible();
  through();
  await alive(phone);
  await expect(note).toHaveCount(0);
  await live(phone);
  await wall.press(table, "Seen");
  await expect(new Phone(phone, "Ada").lines("seen")).toHaveCount(1);
  await expect(wall.ticket(table)).toHaveCount(1);
});

test("a browser below the floor is told so in words, in place of the page", async ({ restaurant }) => {
  for (const missing of ["popover", ":has()", "relative colours"]) {
    const page = await restaurant.phone(missing);
    await page.addInitScript((missing) => {
      if (missing === "popover") delete (HTMLElement.prototype as any).popover;
      const supports = CSS.supports.bind(CSS) as (...words: string[]) => boolean;
      const unknown = { popover: "none", ":has()": "selector(:has(", "relative colours": "from" }[missing]!;
      CSS.supports = (...words: string[]) => !words.join(" ").includes(unknown) && supports(...words);
    }, missing);
    const fetched: string[] = [];
    page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
    await page.goto("/waiter");
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "This browser is too old for Comanda" })).toBeVisible();
    await expect(page.getByText("Chrome 119, Firefox 128 or Safari 17")).toBeVisible();
    await expect(page.getByText("Your waiter takes your order, too.")).toBeVisible();
    expect(await page.locator("body > *").count()).toBe(4);
    expect(fetched.filter((path) => /\.(js|wasm)$/.test(path)), "it is sent no program").toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`too-old-${missing.replace(/\W/g, "")}.png`) });
  }
});
