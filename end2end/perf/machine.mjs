// What the benches read off the machine, and how they report it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

export { pause };

/** Milliseconds of a steady clock. */
export const clock = () => performance.now();

/** Numbers given as `name=value` over the defaults: `node fanout.mjs clients=500`. */
export function numbers(defaults) {
  const given = process.argv.slice(2).map((word) => word.split("="));
  for (const [name, value] of given) {
    if (!(name in defaults) || Number.isNaN(Number(value))) {
      throw new Error(`“${name}=${value}”: give ${Object.keys(defaults).join(", ")} as name=number`);
    }
  }
  return { ...defaults, ...Object.fromEntries(given.map(([name, value]) => [name, Number(value)])) };
}

const hertz = Number(execFileSync("getconf", ["CLK_TCK"]).toString());

/** What a process has used of the CPU (user and system, microseconds) and holds in memory (resident, KiB). */
export function usage(pid) {
  // The command's name stands in brackets and may hold anything; utime and stime are the 12th and 13th field after it.
  const [, after] = readFileSync(`/proc/${pid}/stat`, "latin1").split(/\) (?=[A-Z] )/);
  const [utime, stime] = after.split(" ").slice(11, 13).map(Number);
  const resident = readFileSync(`/proc/${pid}/status`, "latin1").split("\n").find((line) => line.startsWith("VmRSS:"));
  return { cpuMicros: ((utime + stime) * 1e6) / hertz, residentKiB: parseInt(resident.slice(6), 10) };
}

/** The value below which the share `part` of them lies; `null` of none. Sorts a copy. */
export function at(part, values) {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

export const median = (values) => at(0.5, values);

/** One JSON line: figures to two places, and how busy the machine was. */
export function report(figures) {
  const tidy = Object.entries(figures).map(([name, value]) => [name, typeof value === "number" ? Math.round(value * 100) / 100 : value]);
  console.log(JSON.stringify({ ...Object.fromEntries(tidy), load: os.loadavg()[0], cores: os.cpus().length }));
}
