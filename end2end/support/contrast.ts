import { type Locator } from "@playwright/test";

/** How much the words of an element stand out from what is painted behind them, by WCAG 2.2: from 1 to 21. */
export async function contrast(words: Locator): Promise<number> {
  return words.evaluate((element) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1, 1];
    const pen = canvas.getContext("2d", { willReadFrequently: true })!;
    // The colours from the page's ground up to this element, painted one over the other; whatever notation they are in.
    const paint = (...layers: string[]) => {
      pen.clearRect(0, 0, 1, 1);
      for (const layer of layers) {
        // A colour that a canvas can't read would leave the one before it.
        pen.fillStyle = "#010203";
        pen.fillStyle = layer;
        if (pen.fillStyle === "#010203") throw new Error(`what colour is ${layer}?`);
        pen.fillRect(0, 0, 1, 1);
      }
      return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    };
    const light = (rgb: number[]) => {
      const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const grounds = ["#fff"];
    const line: Element[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) line.unshift(at);
    for (const one of line) grounds.push(getComputedStyle(one).backgroundColor);
    const [ground, ink] = [light(paint(...grounds)), light(paint(...grounds, getComputedStyle(element).color))];
    return (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
  });
}
