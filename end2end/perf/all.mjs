// Every bench in turns: ours, the floor, and with PEER=<folder> the peer's own benches, so that all see the same machine in the
// same hour. One JSON line a run; the medians of all rounds at the end.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { median, numbers } from "./machine.mjs";

const { rounds } = numbers({ rounds: 5 });
const peer = process.env.PEER;
const results = new Map();

function run(cwd, script, words, system, env = {}) {
  const printed = execFileSync(process.execPath, [script, ...words], { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  const figures = { ...JSON.parse(printed.toString().trim().split("\n").at(-1)), system };
  console.log(JSON.stringify(figures));
  const name = [figures.bench, system, figures.clients ?? ""].join(" ").trim();
  results.set(name, [...(results.get(name) ?? []), figures]);
  return figures;
}
const ours = (script, ...words) => run(import.meta.dirname, script, words, "comanda");
const theirs = (script, words = [], env = {}) => peer && run(peer, path.join("bench", script), words, env.GROUP_COMMIT ? "peer, group commit" : "peer", env);

for (let round = 0; round < rounds; round++) {
  for (const clients of [100, 500]) {
    const { bytes } = ours("fanout.mjs", `clients=${clients}`);
    run(import.meta.dirname, "fanout.mjs", [`clients=${clients}`, "floor=1"], "floor", { FLOOR_BYTES: String(bytes) });
    theirs("fanout.mjs", ["--clients", String(clients)]);
  }
  ours("orders.mjs");
  theirs("orders.mjs");
  theirs("orders.mjs", [], { GROUP_COMMIT: "1" });
  ours("idle.mjs");
  theirs("idle.mjs");
  ours("paint.mjs");
  for (const slow of [0, 1]) ours("visit.mjs", `slow=${slow}`, "visits=1");
  theirs("bytes.mjs", ["--rounds", "1"]);
  const page = path.join(os.tmpdir(), `comanda-menu-${process.pid}.html`);
  run(import.meta.dirname, "ssr.mjs", [], "comanda", { SSR_KEEP: page });
  ours("ssr.mjs", "packed=1");
  theirs("ssr.mjs", ["--page", page], { NODE_ENV: "production" });
  fs.rmSync(page, { force: true });
  theirs("refetch.mjs");
}
for (const [name, runs] of [...results].sort()) {
  const figures = Object.keys(runs[0]).filter((key) => typeof runs[0][key] === "number");
  const medians = Object.fromEntries(figures.map((key) => [key, median(runs.map((figures) => figures[key]))]));
  console.log(JSON.stringify({ median: name, rounds: runs.length, ...medians }));
}
