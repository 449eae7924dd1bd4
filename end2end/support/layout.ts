import { type Page } from "@playwright/test";

/**
 * What is wrong with a page as it is laid out now: a line for each fault, with the text size at which it shows. With `colours` also what
 * can’t be told from what is painted behind it, by WCAG 2.2, AA.
 */
export async function faults(page: Page, sizes: number[], colours = false): Promise<string[]> {
  return page.evaluate(async ([sizes, colours]) => {
    /** Pixels that rounding may take. */
    const SLACK = 1.5;
    type Box = { left: number; right: number; top: number; bottom: number };
    type Text = { owner: Element; words: string; box: Box; layer: Element };

    // Looked up once for each size: a menu has thousands of them.
    let styles = new Map<Element, CSSStyleDeclaration>();
    let rects = new Map<Element, DOMRect>();
    const kept = <T>(all: Map<Element, T>, element: Element, look: () => T): T => {
      const known = all.get(element) ?? look();
      all.set(element, known);
      return known;
    };
    const styleOf = (element: Element) => kept(styles, element, () => getComputedStyle(element));
    const rectOf = (element: Element) => kept(rects, element, () => element.getBoundingClientRect());
    const frame = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    const scrolls = (value: string) => value === "auto" || value === "scroll";
    /** What is made to be pushed sideways by a finger; whatever else scrolls, scrolls down. */
    const SIDEWAYS = '.scroll-x, .tabs, .kstations, .pcats-list, .floor-legend, .allday-body, [data-layout="columns"] .board-tickets';
    const clips = (value: string) => value === "hidden" || value === "clip";
    const name = (element: Element) => {
      const part = (one: Element) =>
        one.localName + (one.id && !/\d{4}/.test(one.id) ? `#${one.id}` : "") + [...one.classList].map((c) => `.${c}`).join("");
      const parent = element.parentElement;
      return (parent && parent !== document.body ? `${part(parent)} > ` : "") + part(element);
    };

    /** The part of the page that can be used now: what is modal or popped up, else all of it. */
    const stage = (): Element => {
      const modal = [...document.querySelectorAll("dialog:modal")].pop();
      const risen = [...document.querySelectorAll(".tsheet[data-open], .porder[data-open]")].find((one) => getComputedStyle(one).position === "fixed");
      return modal ?? document.querySelector(":popover-open") ?? risen ?? document.body;
    };
    const isSeen = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      !element.closest(".mini, .floor-feature, script, style, svg, .visually-hidden, .skip-link, option") &&
      ![element, element.parentElement].some((one) => one && styleOf(one).clipPath === "inset(50%)");

    /** Follows a box outwards until something scrolls, and tells where it leaves what it stands in. */
    const follow = (owner: Element, box: Box, slack: number, report: (what: string) => void): Element => {
      let [wide, high, flows, layer] = [true, true, true, document.body as Element];
      for (let at: Element | null = owner; at && at !== document.documentElement; at = at.parentElement) {
        const style = styleOf(at);
        const inline = style.display === "inline" || style.display === "contents";
        const rect = rectOf(at);
        const beyondX = box.right > rect.right + SLACK || box.left < rect.left - SLACK;
        const beyondY = box.bottom > rect.bottom + slack || box.top < rect.top - slack;
        if (!inline && at !== document.body && !at.matches(".scroll-x > ul")) {
          const dots = style.textOverflow === "ellipsis" && clips(style.overflowX);
          const clamped = style.webkitLineClamp !== "none" && style.webkitLineClamp !== "";
          if (wide && at.matches(SIDEWAYS)) wide = false;
          else if (wide && dots) wide = false;
          else if (wide && (clips(style.overflowX) || scrolls(style.overflowX)) && beyondX) (report(`is cut by ${name(at)}`), (wide = false));
          else if (wide && flows && beyondX) (report(`runs out of ${name(at)}`), (wide = false));
          if (high && scrolls(style.overflowY)) high = false;
          else if (high && clamped) high = false;
          else if (high && clips(style.overflowY) && beyondY) (report(`is cut below by ${name(at)}`), (high = false));
          else if (high && flows && beyondY && at !== owner) (report(`runs out below of ${name(at)}`), (high = false));
        }
        if (/absolute|sticky/.test(style.position) || style.float !== "none") flows = false;
        if (layer === document.body && /absolute|fixed|sticky/.test(style.position)) layer = at;
        if (style.position === "fixed" || at.matches("dialog:modal, :popover-open")) {
          if (high && (box.top < -slack || box.bottom > innerHeight + slack)) report("is above or below the screen");
          break;
        }
      }
      if (wide && (box.left < -SLACK || box.right > innerWidth + SLACK)) report("is beside the screen");
      return layer;
    };

    /** What of a box can be seen through all that scrolls around it. */
    const seenOf = (owner: Element, box: Box): Box => {
      let seen = { left: Math.max(0, box.left), right: Math.min(innerWidth, box.right), top: Math.max(0, box.top), bottom: Math.min(innerHeight, box.bottom) };
      for (let at: Element | null = owner; at && at !== document.body; at = at.parentElement) {
        const style = styleOf(at);
        if (style.overflowX === "visible" && style.overflowY === "visible") continue;
        const rect = rectOf(at);
        seen = { left: Math.max(seen.left, rect.left), right: Math.min(seen.right, rect.right), top: Math.max(seen.top, rect.top), bottom: Math.min(seen.bottom, rect.bottom) };
      }
      return seen;
    };

    const found = new Map<string, string>();
    const sizeOf = { now: 100 };
    const add = (element: Element, what: string, words = "") => {
      const line = `${name(element)} ${what}`;
      if (!found.has(line)) found.set(line, `${sizeOf.now} %: ${line}${words && ` “${words.slice(0, 24)}”`}`);
    };

    const texts = (root: Element): Text[] => {
      const all: Text[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const words = node.textContent?.trim() ?? "";
        const owner = node.parentElement;
        if (!words || !owner || !isSeen(owner)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const slack = 0.5 * parseFloat(styleOf(owner).fontSize);
        for (const { left, right, top, bottom, width } of range.getClientRects()) {
          if (width < 1) continue;
          const box = { left, right, top, bottom };
          const layer = follow(owner, box, slack, (what) => add(owner, what, words));
          all.push({ owner, words, box: seenOf(owner, box), layer });
        }
      }
      return all;
    };

    /** Words over words, within what can be seen without scrolling. */
    const overlaps = (all: Text[]) => {
      const inner = all
        .map((text) => {
          const quarter = (text.box.bottom - text.box.top) / 4;
          return { ...text, box: { ...text.box, top: text.box.top + quarter, bottom: text.box.bottom - quarter } };
        })
        .filter(({ box }) => box.right - box.left > 2 && box.bottom - box.top > 2);
      inner.forEach((one, at) => {
        for (const other of inner.slice(at + 1)) {
          if (one.layer !== other.layer || one.owner === other.owner || one.owner.contains(other.owner) || other.owner.contains(one.owner)) continue;
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          if (across > 2 && down > 2) add(one.owner, `is written over by ${name(other.owner)}`, `${one.words.slice(0, 11)} | ${other.words.slice(0, 11)}`);
        }
      });
    };

    const isHit = (target: Element): Element | null | true => {
      const own = [...target.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
      // A link of several lines may be longer than the screen: one of them has to be there.
      const hits = (own.length > 0 ? own : [target.getBoundingClientRect()]).map((rect) => {
        const hit = document.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
        return hit && (target.contains(hit) || hit.closest("label")?.contains(target)) ? true : hit;
      });
      return hits.includes(true) ? true : hits[0]!;
    };

    /** Whatever can be pressed must be there to press: at once, or after scrolling to it. */
    const controls = async (root: Element) => {
      const moved = new Map<Element, [number, number]>();
      const keep = (from: Element) => {
        for (let at: Element | null = from; at; at = at.parentElement) {
          if (!moved.has(at) && (at.scrollHeight > at.clientHeight || at.scrollWidth > at.clientWidth)) moved.set(at, [at.scrollTop, at.scrollLeft]);
        }
      };
      for (const control of root.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
        const style = styleOf(control);
        if (style.pointerEvents === "none") continue;
        // A native control may lie invisibly over its face.
        if (style.opacity !== "0" && !isSeen(control)) continue;
        if (style.opacity === "0" && !control.parentElement?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        const rect = control.getBoundingClientRect();
        if (rect.width < 1 || rect.height < 1) continue;
        const words = control.getAttribute("aria-label") ?? control.textContent?.trim() ?? "";
        follow(control, rect, SLACK, (what) => add(control, what, words));
        if (isHit(control) === true) continue;
        keep(control);
        control.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
        rects = new Map();
        let hit = isHit(control);
        if (hit !== true) {
          // What changed a moment ago is laid out with the next frame: what lies over it then is what people see.
          await frame();
          hit = isHit(control);
        }
        if (hit !== true) {
          // A bar that sticks by its end shows the rest of itself at the head of the page.
          scrollTo({ top: 0, behavior: "instant" });
          rects = new Map();
          hit = isHit(control);
        }
        if (hit !== true) add(control, hit ? `is covered by ${name(hit)}` : "can’t be reached", words);
      }
      for (const [element, [top, left]] of moved) element.scrollTo({ top, left, behavior: "instant" });
    };

    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1, 1];
    const pen = canvas.getContext("2d", { willReadFrequently: true })!;
    type Layer = { colour: string; opacity: number };
    const lightnesses = new Map<string, number>();
    /** The relative luminance of colours painted one over the other, whatever notation they are in. */
    const lightness = (layers: Layer[]): number => {
      const key = JSON.stringify(layers);
      const known = lightnesses.get(key);
      if (known !== undefined) return known;
      pen.clearRect(0, 0, 1, 1);
      for (const { colour, opacity } of layers) {
        // A colour that a canvas can’t read would leave the one before it.
        pen.fillStyle = "#010203";
        pen.fillStyle = colour;
        if (pen.fillStyle === "#010203") throw new Error(`what colour is ${colour}?`);
        pen.globalAlpha = opacity;
        pen.fillRect(0, 0, 1, 1);
      }
      const rgb = [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      const light = 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
      lightnesses.set(key, light);
      return light;
    };
    const opacityOf = (element: Element): number => {
      let opacity = 1;
      for (let at: Element | null = element; at; at = at.parentElement) opacity *= Number(styleOf(at).opacity);
      return opacity;
    };
    /** What is painted behind a place of `owner`, from the ground up: by what lies there if that is in sight, else by what it is in. */
    const ground = (owner: Element, box: Box, self: boolean): Layer[] => {
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const there = box.right > box.left && box.bottom > box.top ? document.elementsFromPoint(x, y) : [];
      const depth = there.indexOf(owner);
      const line: Element[] = [];
      if (depth >= 0) line.push(...there.slice(depth));
      else for (let at: Element | null = owner; at; at = at.parentElement) line.push(at);
      const layers: Layer[] = [{ colour: "#fff", opacity: 1 }];
      for (const one of (self ? line : line.slice(1)).reverse()) {
        const { backgroundColor, backgroundImage, backgroundSize } = styleOf(one);
        layers.push({ colour: backgroundColor, opacity: opacityOf(one) });
        // Where a gradient begins.
        const shade = /(?:rgba?|oklch|oklab|color)\([^()]*\)/.exec(backgroundImage)?.[0];
        if (shade && !backgroundSize.startsWith("0px")) layers.push({ colour: shade, opacity: opacityOf(one) });
      }
      return layers;
    };
    const against = (colour: string, owner: Element, layers: Layer[]): number => {
      const [ink, paper] = [lightness([...layers, { colour, opacity: opacityOf(owner) }]), lightness(layers)];
      return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    };
    const palettes = (all: Text[], root: Element) => {
      // What lets taps through is painted too.
      const solid = new CSSStyleSheet();
      solid.replaceSync("*, ::before, ::after { pointer-events: auto !important }");
      document.adoptedStyleSheets.push(solid);
      const judge = (owner: Element, colour: string, layers: Layer[], least: number, words: string) => {
        // Nobody needs to read what can’t be pressed now, by WCAG; it must be seen to be there.
        const needs = owner.closest(":disabled, [aria-disabled=true]") ? 2 : least;
        const ratio = against(colour, owner, layers);
        if (ratio < needs) add(owner, `has a contrast below ${needs}:1 (${ratio.toFixed(2)})`, words);
      };
      for (const { owner, words, box } of all) {
        const { color, fontSize, fontWeight } = styleOf(owner);
        const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
        judge(owner, color, ground(owner, box, true), large ? 3 : 4.5, words);
      }
      for (const field of root.querySelectorAll<HTMLInputElement>("input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea")) {
        const rect = field.getBoundingClientRect();
        if (!isSeen(field) || styleOf(field).opacity === "0" || rect.width < 1) continue;
        const box = seenOf(field, rect);
        const inside = ground(field, box, true);
        const words = field.value || field.placeholder || "";
        const { color } = field.value ? styleOf(field) : getComputedStyle(field, "::placeholder");
        if (words) judge(field, color, inside, 4.5, words);
        // One without ink lies over its face.
        if (/[/,] 0\)$/.test(styleOf(field).color)) continue;
        // Its edge, or its ground, says where to type.
        const outside = ground(field, box, false);
        const { borderTopColor, borderTopWidth } = styleOf(field);
        const edges = [styleOf(field).backgroundColor, ...(parseFloat(borderTopWidth) > 0 ? [borderTopColor] : [])];
        const framed = field.parentElement?.closest(".stepper, .search, .input");
        if (!framed && Math.max(...edges.map((edge) => against(edge, field, outside))) < 3) add(field, "has no edge to be seen", words);
      }
      for (const icon of root.querySelectorAll("svg.icon")) {
        const owner = icon.closest("a[href], button, label, summary");
        if (!owner || owner.textContent?.trim() || !icon.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        const rect = owner.getBoundingClientRect();
        if (rect.width > 1) judge(owner, styleOf(icon).color, ground(owner, seenOf(owner, rect), true), 3, owner.getAttribute("aria-label") ?? "");
      }
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== solid);
    };

    // What lies out of sight is laid out for once.
    for (const dish of document.querySelectorAll<HTMLElement>(".dishes > li")) dish.style.contentVisibility = "visible";
    for (const size of sizes) {
      sizeOf.now = size;
      document.documentElement.style.fontSize = size === 100 ? "" : `${size}%`;
      await frame();
      [styles, rects] = [new Map(), new Map()];
      const root = stage();
      const words = texts(root);
      overlaps(words);
      if (colours && size === sizes[0]) palettes(words, root);
      await controls(root);
      if (document.documentElement.scrollWidth > innerWidth + SLACK) add(document.documentElement, "scrolls sideways");
    }
    document.documentElement.style.fontSize = "";
    return [...found.values()];
  }, [sizes, colours] as const);
}

/** Device widths with the heights that go with them: phones, the commonest tablets, a wall. */
const HEIGHTS: Record<number, number> = { 360: 740, 390: 844, 744: 1133, 768: 1024, 810: 1080, 820: 1180, 834: 1194, 1024: 768, 1180: 820, 1920: 1080 };
export const WIDTHS = Object.keys(HEIGHTS).map(Number);

/** All three sizes at the narrowest screens of each room, the usual one at widths that differ by little. Staff rooms take larger text
 * for a smaller screen. The others choose their wide layout by the browser's own text size, which this does not change: there half
 * as large again is the most. */
function sizesAt(room: string | undefined, width: number): number[] {
  if (width === 360 || (width === 1920 && room === "kitchen") || ([390, 1024].includes(width) && room === "waiter")) return [100, 150, 200];
  if (width === 744) return [100, 200];
  return width === 1024 ? [100, 150] : [100];
}

/** The themes of a room, first the one it comes in: a wall has one of its own, whatever the system’s. */
const themesOf = (room: string | undefined) => (room === "kitchen" ? ["kitchen", "light", "dark"] : ["light", "dark"]);

async function wear(page: Page, room: string | undefined, theme: string): Promise<void> {
  if (room === "kitchen") await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
  else await page.emulateMedia({ colorScheme: theme as "light" | "dark", reducedMotion: "reduce" });
}

/**
 * A screen at every width, in all text sizes; at the first and the last of the widths also its colours, in every theme of the room. The
 * faults, each with where it first shows. COMANDA_PICTURES names a folder for a picture of each.
 */
export async function walk(page: Page, screen: string, widths: number[]): Promise<string[]> {
  const all: string[] = [];
  const room = await page.evaluate(() => document.body.dataset.room);
  const [own, ...others] = themesOf(room) as [string, ...string[]];
  const look = async (width: number, theme: string, sizes: number[], colours: boolean) => {
    const pictures = process.env.COMANDA_PICTURES;
    if (pictures && colours) await page.screenshot({ path: `${pictures}/${screen.replace(/\W+/g, "-")}-${width}-${theme}.png` });
    // A page that has just become wider may still be laid out: what a second look finds is a fault.
    const clean = (await faults(page, sizes, colours)).length === 0;
    const stays = clean ? [] : await faults(page, sizes, colours);
    all.push(...stays.map((fault) => `${width} px, ${theme}, ${fault}`));
  };
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  for (const [at, width] of widths.entries()) {
    await page.setViewportSize({ width, height: HEIGHTS[width] ?? 800 });
    const ends = at === 0 || at === widths.length - 1;
    await look(width, own, sizesAt(room, width), ends);
    if (!ends) continue;
    for (const theme of others) {
      await wear(page, room, theme);
      await look(width, theme, [100], true);
    }
    await wear(page, room, own);
  }
  return all;
}
