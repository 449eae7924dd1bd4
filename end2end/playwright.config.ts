import { defineConfig } from "@playwright/test";
import { existsSync } from "node:fs";

// Debian's Chromium: no browser is downloaded. As root it needs --no-sandbox. Without windows it is lighter.
const browser = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(existsSync);

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  globalSetup: "./support/global-setup.ts",
  fullyParallel: false,
  // Files side by side: each test has a server of its own, and mostly waits.
  workers: 2,
  forbidOnly: !!process.env.CI,
  // A test that fails gets one more chance, here as in CI, since two cores share server, browsers and compilers. The run's last words
  // name each that needed it.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ...(process.env.CI ? [] : [["html", { open: "never" }] as const]), ["./support/retried.ts", { file: process.env.COMANDA_RETRIED }]],
  use: {
    browserName: "chromium",
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? browser,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
