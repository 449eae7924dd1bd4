import { type FullResult, type Reporter, type Suite, type TestCase } from "@playwright/test/reporter";
import { rmSync, writeFileSync } from "node:fs";

/** Names each test that passed only at its second try, in the last lines of the run: such a test is a fault that somebody has to find. */
export default class Retried implements Reporter {
  private suite?: Suite;
  private readonly file?: string;

  constructor({ file }: { file?: string } = {}) {
    this.file = file;
  }

  onBegin(_: unknown, suite: Suite): void {
    this.suite = suite;
    if (this.file) rmSync(this.file, { force: true });
  }

  onEnd(_: FullResult): void {
    const names = (this.suite?.allTests() ?? []).filter((test) => test.outcome() === "flaky").map(nameOf);
    if (names.length === 0) return;
    const words = [`${names.length === 1 ? "One test" : `${names.length} tests`} needed a second try:`, ...names.map((name) => `  ${name}`)];
    console.log(["", ...words].join("\n"));
    if (this.file) writeFileSync(this.file, words.join("\n") + "\n");
  }

  printsToStdio(): boolean {
    return true;
  }
}

function nameOf(test: TestCase): string {
  const { file, line } = test.location;
  return `${file.split("/").at(-1)}:${line} ${test.title}`;
}
