import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

// Every screen at every width, and the overfull wall: `npx playwright test --config walk.config.ts`. It wants a machine to itself.
export default defineConfig(base, { testDir: ".", reporter: [["list"]], timeout: 240_000 });
