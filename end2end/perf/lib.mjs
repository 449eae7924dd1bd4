// Shared by the benches: a fresh server on a fresh demo restaurant, a signed-in caller, CPU and memory of the server.
import { spawn, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = process.env.COMANDA_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/comanda");
const TICKS = 100;

/** `--clients 100` … over defaults; numbers stay numbers. */
export function options(defaults) {
  const spec = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: "string" }]));
  const { values } = parseArgs({ options: spec });
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, values[name] === undefined ? value : typeof value === "number" ? Number(values[name]) : values[name]]),
  );
}

export const now = () => Number(process.hrtime.bigint()) / 1e6;
export const sleep = (ms) => new Promise((next) => setTimeout(next, ms));
export const round = (value, digits = 1) => (value == null ? null : Number(value.toFixed(digits)));
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] : null;
}
/** One JSON line, with how busy the machine was. */
export const print = (line) => console.log(JSON.stringify({ ...line, cpus: cpus().length, load1: round(loadavg()[0]) }));

/** A fresh version 7 id. */
export function id() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

async function freePort() {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** A release server on a freshly seeded demo restaurant. Rate limits are lifted: the load is one device's. */
export async function startServer(env = {}) {
  const folder = mkdtempSync(join(process.env.BENCH_DB_DIR ?? tmpdir(), "comanda-bench-"));
  const port = await freePort();
  const settings = {
    ...process.env,
    COMANDA_DATABASE: `sqlite:${join(folder, "comanda.db")}`,
    COMANDA_LISTEN: `127.0.0.1:${port}`,
    COMANDA_PUBLIC_URL: `http://127.0.0.1:${port}`,
    COMANDA_RATE_LIMITS: "off",
    COMANDA_LOG: "warn",
    ...env,
  };
  execFileSync(binary, ["migrate"], { env: settings, stdio: "ignore" });
  execFileSync(binary, ["demo"], { env: settings, stdio: "ignore" });
  const child = spawn(binary, ["serve"], { env: settings, cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  process.once("exit", () => child.kill());
  const base = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + 20_000; ; ) {
    if (await fetch(`${base}/readyz`).then((r) => r.ok, () => false)) break;
    if (Date.now() > until) throw new Error("the server did not come up");
    await sleep(30);
  }
  return {
    pid: child.pid,
    port,
    base,
    async stop() {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), 5000);
      await gone;
      clearTimeout(force);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** CPU seconds (user and system) a process has used. */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
export function rssKiB(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** One HTTP exchange over a kept connection. */
export function exchange(base, method, path, { body, cookie, type } = {}) {
  return new Promise((done, fail) => {
    const headers = { origin: base };
    if (cookie) headers.cookie = cookie;
    if (body !== undefined) {
      headers["content-type"] = type ?? "application/json";
      headers["content-length"] = Buffer.byteLength(body);
    }
    const asked = request(base + path, { method, headers, agent }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() }));
    });
    asked.on("error", fail);
    asked.end(body);
  });
}

/** Signs in as the demo's owner and returns the cookies. */
export async function signIn(base) {
  const answer = await exchange(base, "POST", "/demo/enter/waiter", { body: "", type: "application/x-www-form-urlencoded" });
  const cookie = (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
  if (!cookie) throw new Error(`no sign-in: ${answer.status} ${answer.text}`);
  return cookie;
}

export async function ask(base, cookie, query) {
  const answer = await exchange(base, "GET", `/api/${query}`, { cookie });
  if (answer.status !== 200) throw new Error(`${query}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text);
}

/** Submits one command as staff. */
export async function submit(base, cookie, command) {
  const answer = await exchange(base, "POST", "/api/submit", {
    cookie,
    body: JSON.stringify({ hat: "staff", envelope: { key: id(), command } }),
  });
  if (answer.status !== 200) throw new Error(`${command.command}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text);
}

/** Seats a party at a free table. */
export async function seat(base, cookie, skip = 0) {
  const floor = await ask(base, cookie, "floor");
  const free = floor.tables.filter((t) => !t.party)[skip];
  const session = id();
  await submit(base, cookie, { command: "seat_party", table: free.table.id, session, covers: 2 });
  return session;
}

/** Products that ask nothing, as `[{product, options}]`. */
export async function plainProducts(base, cookie) {
  const menu = await ask(base, cookie, "menu");
  const groups = new Map(menu.groups.map((group) => [group.id, group]));
  return menu.products
    .filter((p) => p.availability.available && p.availability.remaining == null)
    .filter((p) => p.groups.every((g) => (groups.get(g)?.min ?? 0) === 0 && !groups.get(g)?.options.some((o) => o.default)))
    .map((p) => ({ product: p.id, options: [] }));
}

/** The four commands of a three-dish order. */
export function orderCommands(session, products, n) {
  const lines = [0, 3, 7].map((k) => ({ ...products[(n + k) % products.length], id: id(), quantity: 1 + (n % 2), note: k === 3 ? "no onions" : null }));
  return [
    ...lines.map((line) => ({ command: "add_line", session, line })),
    { command: "send_order", session, order: id(), scope: "mine", expected: null },
  ];
}
