import { hostname, networkInterfaces } from "node:os";
import { expect, live, test } from "../support/restaurant";
import { Phone } from "../support/rooms";

/** This machine's address in its network; without one its name, which browsers do not take for this very machine either. */
function address(): string {
  const found = Object.values(networkInterfaces()).flat().find((found) => found && !found.internal && found.family === "IPv4");
  return found?.address ?? hostname();
}

test("over plain http in a network guests order and staff sign in", async ({ restaurant }) => {
  const here = address();
  const { port } = new URL(restaurant.server.url);
  const baseURL = `http://${here}:${port}`;
  await restaurant.server.stop();
  await restaurant.server.start({ COMANDA_LISTEN: `0.0.0.0:${port}`, COMANDA_PUBLIC_URL: baseURL });

  const page = await restaurant.phone("Ada’s phone", { baseURL, serviceWorkers: "allow" });
  await page.goto("/");
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await expect(page.locator(".front-qr")).toContainText("Scan it with your phone");
  const ada = new Phone(page, "Ada");
  await ada.sit(await restaurant.tablePath(page));
  await ada.add("Burrata e pomodorini");
  await expect(page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();
  await page.reload();
  await live(page);
  await expect(page.getByRole("link", { name: /^View cart · 1/ })).toBeVisible();

  const waiter = await restaurant.tablet("tablet", { baseURL });
  await restaurant.walkIn(waiter, "waiter");
  await expect(waiter).toHaveURL(`${baseURL}/waiter`);
});

test("a code that only this computer can open says so at the front door", async ({ restaurant }) => {
  const page = await restaurant.phone();
  await page.goto("/");
  await expect(page.locator(".front-qr")).toContainText("Only this computer can open it");
  await expect(page.locator(".front-qr")).toContainText("make run lan=1");
});
