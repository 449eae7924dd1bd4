// Every bench in turns with the peer's, so that both see the same machine. PEER is the peer's folder (npm ci and npm run build done).
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { options } from "./lib.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { rounds } = options({ rounds: 5 });
const peer = process.env.PEER;
const run = (cwd, file, args, env = {}) => {
  const line = execFileSync(process.execPath, [file, ...args], { cwd, env: { ...process.env, ...env } }).toString().trim();
  console.log(cwd === here ? line : JSON.stringify({ system: "peer", ...env, ...JSON.parse(line.split("\n").at(-1)) }));
};
for (let round = 0; round < rounds; round++) {
  for (const clients of ["100", "500"]) {
    run(here, "fanout.mjs", ["--clients", clients]);
    if (peer) run(peer, join("bench", "fanout.mjs"), ["--clients", clients]);
  }
  run(here, "orders.mjs", []);
  if (peer) {
    run(peer, join("bench", "orders.mjs"), []);
    run(peer, join("bench", "orders.mjs"), [], { GROUP_COMMIT: "1" });
  }
  run(here, "idle.mjs", []);
  if (peer) run(peer, join("bench", "idle.mjs"), []);
}
