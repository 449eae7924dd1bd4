// A release server on a fresh demo restaurant, and what a member of staff asks of it.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { WebSocket } from "ws";
import { pause } from "./machine.mjs";
import { Wire } from "./wire.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const release = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, "target"), "release");

/** Starts `file` and waits until it answers on a port it is given. Stopped with this process at the latest. */
export async function launch(file, args, env, port, ready) {
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ["ignore", process.env.BENCH_LOG ? fs.openSync(process.env.BENCH_LOG, "a") : "ignore", "inherit"] });
  process.once("exit", () => child.kill("SIGKILL"));
  for (let tries = 0; !(await fetch(`http://127.0.0.1:${port}${ready}`).then((answer) => answer.ok, () => false)); tries++) {
    if (tries > 600 || child.exitCode !== null) throw new Error(`${path.basename(file)} did not come up`);
    await pause(25);
  }
  return {
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await Promise.race([once(child, "exit"), pause(8000).then(() => child.kill("SIGKILL"))]);
    },
  };
}

/** A port below those that connections are given: with thousands of clients one of those may be taken again at once. */
export async function freePort() {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 15_000);
    const probe = http.createServer().listen(port, "127.0.0.1");
    const free = await Promise.race([once(probe, "listening").then(() => true), once(probe, "error").then(() => false)]).catch(() => false);
    if (!free) continue;
    await new Promise((done) => probe.close(done));
    return port;
  }
}

/** A version 7 id. */
export function freshId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A restaurant that is open: its server, the owner's cookie, dishes that ask no questions. */
export class Restaurant {
  static async open(env = {}) {
    const self = new Restaurant();
    self.folder = fs.mkdtempSync(path.join(process.env.BENCH_DB_DIR ?? os.tmpdir(), "comanda-bench-"));
    self.port = await freePort();
    self.base = `http://127.0.0.1:${self.port}`;
    // One device plays a whole dining room: nobody counts its taps.
    const settings = {
      COMANDA_DATABASE: `sqlite:${path.join(self.folder, "comanda.db")}`,
      COMANDA_LISTEN: `127.0.0.1:${self.port}`,
      COMANDA_CHANGE_LIMITS: "off",
      COMANDA_LOG: process.env.COMANDA_LOG ?? "warn",
      ...env,
    };
    const binary = process.env.COMANDA_BIN ?? path.join(release, "comanda");
    for (const step of ["migrate", "demo"]) execFileSync(binary, [step], { env: { ...process.env, ...settings }, stdio: "ignore" });
    self.server = await launch(binary, ["serve"], settings, self.port, "/readyz");
    self.agent = new http.Agent({ keepAlive: true, maxSockets: 512 });
    await self.#enter();
    return self;
  }

  get pid() {
    return this.server.pid;
  }

  async #enter() {
    const entered = await this.exchange("POST", "/demo/enter/waiter", "", "application/x-www-form-urlencoded");
    this.cookie = (entered.headers["set-cookie"] ?? []).map((line) => line.split(";", 1)[0]).join("; ");
    if (!this.cookie) throw new Error(`nobody is signed in: ${entered.status} ${entered.body}`);
    this.wire = new Wire(this.port);
    this.head = `origin: ${this.base}\r\ncookie: ${this.cookie}\r\ncontent-type: application/json\r\n`;
    const { value: menu } = await this.ask("menu");
    const asks = new Set(menu.groups.filter((group) => group.min > 0 || group.options.some((option) => option.default)).map((group) => group.id));
    this.dishes = menu.products.filter((dish) => !dish.availability.eighty_six && dish.availability.portions == null && !dish.groups.some((group) => asks.has(group)));
    const { value: house } = await this.ask("house");
    const taken = new Set(house.sessions.map((session) => session.place.table_id));
    this.freeTables = house.tables.map(({ table }) => table.id).filter((table) => !taken.has(table));
  }

  exchange(method, target, body, type = "application/json") {
    return new Promise((done, failed) => {
      const headers = { origin: this.base, ...(this.cookie && { cookie: this.cookie }) };
      if (body !== undefined) Object.assign(headers, { "content-type": type, "content-length": Buffer.byteLength(body) });
      const asked = http.request(this.base + target, { method, headers, agent: this.agent }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => done({ status: answer.statusCode, headers: answer.headers, body: text }));
      });
      asked.on("error", failed).end(body);
    });
  }

  async ask(query) {
    const { status, body } = await this.exchange("GET", `/api/${query}`);
    if (status !== 200) throw new Error(`${query}: ${status} ${body}`);
    return JSON.parse(body);
  }

  async submit(command) {
    const envelope = JSON.stringify({ hat: "staff", envelope: { key: freshId(), command } });
    const { status, body } = await this.wire.exchange("POST", "/api/submit", this.head, envelope);
    if (status !== 200) throw new Error(`${command.command}: ${status} ${body}`);
    return JSON.parse(body);
  }

  /** Three dishes for a party, in one go. */
  threeDishes(session, n) {
    const line = (skip) => ({ id: freshId(), product: this.dishes[(n + skip) % this.dishes.length].id, options: [], quantity: 1 + (n % 2), note: skip === 4 ? "no onions" : null });
    return { command: "place_order", session, order: freshId(), lines: [line(0), line(4), line(9)], expected: null };
  }

  /** A socket in these rooms that has caught up; `heard(frame, deflated)` gets every event frame as it came. */
  listen(rooms, heard, deflate = false) {
    return new Promise((done, failed) => {
      const socket = new WebSocket(`ws://127.0.0.1:${this.port}/ws?hat=staff`, {
        perMessageDeflate: false,
        skipUTF8Validation: true,
        headers: { cookie: this.cookie, origin: this.base },
      });
      socket.once("error", failed);
      socket.on("open", () => socket.send(JSON.stringify({ type: "hello", protocol: 1, build: "bench", cursor: null, rooms, deflate })));
      let settled = false;
      socket.on("message", (frame, deflated) => {
        if (settled) return heard?.(frame, deflated);
        const { type } = JSON.parse(frame);
        if (type === "resync" || type === "caught_up") {
          settled = true;
          done(socket);
        }
      });
    });
  }

  async close() {
    this.agent.destroy();
    this.wire.close();
    await this.server.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A table whose guests order `rounds` times, leave, and make room for the next. Shared by any number of callers. */
export class Table {
  constructor(restaurant, table, rounds = 50) {
    Object.assign(this, { restaurant, table, rounds, under: 0, placed: rounds, waiting: null });
  }

  async #next() {
    while (this.under > 0) await pause(1);
    if (this.session) await this.restaurant.submit({ command: "close_session", session: this.session, write_off: "bench", despite: { unsent: 99, cooking: 99, ready: 99 } });
    this.session = freshId();
    await this.restaurant.submit({ command: "seat_party", table: this.table, session: this.session, covers: 2 });
    this.placed = 0;
    this.waiting = null;
  }

  /** Runs `work(session)` with a party that may still order. */
  async order(work) {
    while (this.placed >= this.rounds) await (this.waiting ??= this.#next());
    this.placed++;
    this.under++;
    try {
      return await work(this.session);
    } finally {
      this.under--;
    }
  }
}
