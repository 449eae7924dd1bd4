import { defineConfig } from "@playwright/test";

// Debian's Chromium: no browser is downloaded. As root it needs --no-sandbox.
export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  globalSetup: "./support/global-setup.ts",
  fullyParallel: false,
  workers: 1,
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
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
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
