import base from "./playwright.config";

// The evening in WebKit and Firefox, which drivers of their own move: Playwright only runs it, and starts no browser.
export default { ...base, testDir: "engines", testMatch: "*.spec.ts", outputDir: "test-results-engines", timeout: 420_000, expect: { timeout: 45_000 }, use: {} };
