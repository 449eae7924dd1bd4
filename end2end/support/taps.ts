import { type Locator, type Page } from "@playwright/test";

/** Two taps where a finger is, in a fifth of a second, whatever is there at the second. */
export async function twice(button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  const box = (await button.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await button.page().mouse.dblclick(x, y, { delay: 60 });
}

/** A key that is held: one press and many repeats. */
export async function hold(page: Page, key: string): Promise<void> {
  for (let n = 0; n < 12; n++) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

/** Taps what `css` names, or the first link or button in it, as soon as it is there and says these words: the tap of a finger that was on its way while `turn` happened. */
export async function tapOnSight(page: Page, css: string, words: RegExp, turn: () => Promise<unknown>): Promise<void> {
  // The page looks out before anything turns: a tap that comes when the moment is over would be heard, and rightly.
  const tapped = await page.evaluateHandle(
    ({ css, words }) => ({
      promise: new Promise<void>((done, fail) => {
        setTimeout(() => fail(new Error(`nothing says ${words}`)), 20_000);
        const find = () =>
          [...document.querySelectorAll<HTMLElement>(css)].find((one) => new RegExp(words).test(one.ariaLabel ?? one.textContent ?? ""));
        const look = () => {
          if (!find()) return;
          watch.disconnect();
          // A finger comes after all that the page does in one go.
          setTimeout(() => {
            const found = find();
            const button = found?.matches("a, button") ? found : found?.querySelector<HTMLElement>("a, button");
            if (!button || button.matches(":disabled")) return fail(new Error(`nothing to tap says ${words}`));
            button.click();
            done();
          });
        };
        const watch = new MutationObserver(look);
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
    }),
    { css, words: words.source },
  );
  await turn();
  await tapped.evaluate(({ promise }) => promise);
}
