import { expect } from "@playwright/test";
import { Wire } from "./wire";

/** What an engine’s driver can do with one tab. */
export interface Tab {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page; it sees nothing of what is around it here. */
  run<Arguments extends unknown[], Answer>(page: (...arguments_: Arguments) => Answer, ...arguments_: Arguments): Promise<Answer>;
  /** A real press at a place of the window, CSS pixels. */
  press(x: number, y: number): Promise<void>;
  /** Real keys, one after the other. */
  type(keys: string): Promise<void>;
  picture(): Promise<Buffer>;
  /** Another tab of the same browser. */
  another(): Promise<Tab>;
  close(): Promise<void>;
}

/** A browser engine that opens windows, each with cookies of its own. */
export interface Engine {
  readonly name: string;
  /** What it has said on its own account, where it can be read. */
  readonly words?: string;
  window(width: number, height: number): Promise<Tab>;
  close(): Promise<void>;
}

/** Where something is in a page. */
interface Spot {
  x: number;
  y: number;
  /** Would a press there reach it? If not, what is in the way. */
  over: string | undefined;
}

/** By CSS, and by its name: its label or its text, spaces as one. A text is the whole name, a pattern a part of it. */
export type Name = string | RegExp;

/** What is looked for by CSS, perhaps only inside of something. */
export type What = string | { css: string; in: [css: string, name: Name] };

/** A device of the evening: waits for what it looks for, and presses only what a finger would reach. */
export class Device {
  private constructor(
    readonly name: string,
    readonly tab: Tab,
    readonly wire: Wire,
  ) {}

  static async open(engine: Engine, name: string, server: string, width: number, height: number): Promise<Device> {
    return new Device(name, await engine.window(width, height), await Wire.to(server));
  }

  /** The same device’s second tab. */
  async another(): Promise<Device> {
    return new Device(`${this.name}, second tab`, await this.tab.another(), this.wire);
  }

  /** Opens an address of the restaurant, whoever’s it was. */
  async goto(address: string): Promise<void> {
    const { pathname, search } = new URL(address, this.wire.url);
    await this.tab.goto(this.wire.url + pathname + search);
  }

  async at(path: string): Promise<void> {
    await expect.poll(() => this.ask(() => location.pathname), { message: `${this.name} is at ${path}` }).toBe(path);
  }

  /** Hydrated, and following the log. */
  async live(): Promise<void> {
    await this.sees('html[data-hydrated] .status[data-state="live"]');
  }

  /** How many there are that can be seen. */
  async count(what: What, name?: Name): Promise<number> {
    return (await this.find(what, name, false)).length;
  }

  async counts(what: What, many: number, name?: Name): Promise<void> {
    await expect.poll(() => this.count(what, name), { message: `${this.name} sees ${many} ${said(what, name)}` }).toBe(many);
  }

  async sees(what: What, name?: Name): Promise<void> {
    const message = `${this.name} sees ${said(what, name)}`;
    await expect.poll(() => this.count(what, name), { message }).toBeGreaterThan(0);
  }

  async seesNo(what: What, name?: Name): Promise<void> {
    await this.counts(what, 0, name);
  }

  text(css: string): Promise<string> {
    return this.ask((css: string) => document.querySelector<HTMLElement>(css)?.innerText.trim() ?? "", css);
  }

  attribute(css: string, name: string): Promise<string | null> {
    const read = (css: string, name: string) => document.querySelector(css)?.getAttribute(name) ?? null;
    return this.ask(read, css, name);
  }

  async reads(css: string, text: RegExp): Promise<void> {
    await expect.poll(() => this.text(css), { message: `${this.name} reads ${css}` }).toMatch(text);
  }

  /** Nothing moves any more, but for what never stops. */
  async rests(): Promise<void> {
    const moving = () =>
      document.getAnimations().filter(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity).length;
    await expect.poll(() => this.ask(moving), { message: `${this.name} is at rest`, intervals: [50, 100] }).toBe(0);
  }

  /**
   * What in sight has no room: an icon that something has squeezed (each is a square, but a plant’s leaf, as wide as the plant), the head of a
   * ticket that what is in it has grown out of.
   */
  cramped(): Promise<string[]> {
    return this.ask(() => {
      const icons = [...document.querySelectorAll<SVGElement>("svg.icon:not([data-kind=plant] *)")]
        .filter((icon) => icon.checkVisibility())
        .map((icon) => {
          // As it is before it is turned.
          const { width, height } = getComputedStyle(icon);
          return { width: parseFloat(width), height: parseFloat(height), name: icon.firstElementChild?.getAttribute("href") };
        })
        .filter(({ width, height }) => Math.min(width, height) < 10 || Math.abs(width - height) > 1)
        .map(({ width, height, name }) => `${name} is ${Math.round(width)} × ${Math.round(height)}`);
      const heads = [...document.querySelectorAll<HTMLElement>(".ticket-head")]
        .filter((head) => head.scrollHeight > head.clientHeight + 1)
        .map((head) => `the head of ${head.innerText.split("\n")[0]} shows ${head.clientHeight} of ${head.scrollHeight}`);
      return [...icons, ...heads];
    });
  }

  /** Presses the first of these, once it is there, at rest, and nothing lies over it. */
  async press(what: What, name?: Name): Promise<void> {
    let before: Spot | undefined;
    const ready = async () => {
      const spot = (await this.find(what, name, true))[0];
      if (!spot) return "is missing";
      const rests = before?.x === spot.x && before.y === spot.y;
      before = spot;
      if (spot.over) return `is under ${spot.over}`;
      return rests ? "ready" : "moves";
    };
    await expect.poll(ready, { message: `${this.name} can press ${said(what, name)}`, intervals: [20, 50, 100] }).toBe("ready");
    await this.tab.press(before!.x, before!.y);
  }

  /** The moment a person takes between two acts: a spot that has just changed is deaf, which the page says (`tap_guard.rs`). */
  async moment(): Promise<void> {
    await this.sees("html:not([data-deaf])");
  }

  /** Presses where something else was a moment ago: it is deaf to the second of two quick taps. */
  async decide(what: What, name?: Name): Promise<void> {
    await this.sees(what, name);
    await this.moment();
    await this.press(what, name);
  }

  /** Types into a field, and sees that it has got there. */
  async fill(css: string, text: string): Promise<void> {
    await this.press(css);
    const focused = () => this.ask((css: string) => document.activeElement?.matches(css) ?? false, css);
    await expect.poll(focused, { message: `${this.name} is in ${css}` }).toBe(true);
    await this.tab.type(text);
    const value = () => this.ask((css: string) => document.querySelector<HTMLInputElement>(css)?.value, css);
    await expect.poll(value, { message: `${this.name} has filled ${css}` }).toBe(text);
  }

  /** Types on a page, into no field. */
  async key(key: string): Promise<void> {
    await this.tab.type(key);
  }

  async back(): Promise<void> {
    await this.tab.run(() => history.back());
  }

  async forward(): Promise<void> {
    await this.tab.run(() => history.forward());
  }

  async close(): Promise<void> {
    await this.tab.close();
    await this.wire.close();
  }

  private find(what: What, name: Name | undefined, near: boolean): Promise<Spot[]> {
    if (typeof what === "string") return this.ask(find, near, what, pattern(name));
    return this.ask(find, near, what.css, pattern(name), what.in[0], pattern(what.in[1]));
  }

  /** Asks the page. One that is being turned has no answer: it is asked once more. */
  private async ask<Arguments extends unknown[], Answer>(page: (...a: Arguments) => Answer, ...a: Arguments): Promise<Answer> {
    for (let times = 0; ; times++) {
      try {
        return await this.tab.run(page, ...a);
      } catch (turned) {
        if (times === 20) throw turned;
        await new Promise((soon) => setTimeout(soon, 100));
      }
    }
  }
}

function pattern(name: Name | undefined): Pattern {
  if (name === undefined) return undefined;
  return typeof name === "string" ? [`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`, ""] : [name.source, name.flags];
}

const said = (what: What, name: Name | undefined): string =>
  typeof what === "string" ? `${what} ${name ?? ""}` : `${what.css} ${name ?? ""} in ${what.in[0]} ${what.in[1]}`;

type Pattern = [source: string, flags: string] | undefined;

/** Runs in the page: what can be seen of these; with `near`, the first is brought into view. */
function find(near: boolean, css: string, name?: Pattern, around?: string, called?: Pattern): Spot[] {
  const seen = (root: ParentNode, css: string, name: Pattern) => {
    const pattern = name && new RegExp(name[0], name[1]);
    return [...root.querySelectorAll<HTMLElement>(css)].filter((element) => {
      const label = document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.textContent;
      const words = element.getAttribute("aria-label") ?? label ?? (element.innerText || element.textContent || "");
      return element.checkVisibility() && (!pattern || pattern.test(words.replace(/\s+/g, " ").trim()));
    });
  };
  const place = (element: HTMLElement) => {
    const box = element.getBoundingClientRect();
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  };
  const over = (element: HTMLElement, x: number, y: number) => {
    if (element.matches(":disabled, [aria-busy=true]")) return "its own rest";
    const top = document.elementFromPoint(x, y);
    if (!top) return "the window’s edge";
    return (element.closest("label") ?? element).contains(top) ? undefined : top.outerHTML.slice(0, 120);
  };
  const roots: ParentNode[] = around ? seen(document, around, called) : [document];
  const found = roots.flatMap((root) => seen(root, css, name));
  const [first] = found;
  if (near && first) {
    const { x, y } = place(first);
    if (over(first, x, y)) {
      first.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      // As a hand would: a board that nobody touches goes back to its oldest tickets.
      first.dispatchEvent(new WheelEvent("wheel", { bubbles: true }));
    }
  }
  return found.map((element) => {
    const { x, y } = place(element);
    return { x, y, over: near ? over(element, x, y) : undefined };
  });
}
