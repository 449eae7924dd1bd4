import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The server under test: COMANDA_BIN, else the debug build. */
export function binary(): string {
  const found = process.env.COMANDA_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/comanda");
  if (!existsSync(found)) throw new Error(`${found} is missing: run cargo build -p server`);
  return found;
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** A real server on a copy of the seeded restaurant. It can be stopped and started again on the same data and port. */
export class Server {
  private child: ChildProcess | undefined;
  private log: string[] = [];
  private constructor(
    readonly url: string,
    private readonly port: number,
    private readonly folder: string,
  ) {}

  /** `change` is SQL that is carried out before it starts. */
  static async create(change = ""): Promise<Server> {
    const template = process.env.COMANDA_TEMPLATE;
    if (!template) throw new Error("the template database was not seeded");
    const folder = mkdtempSync(join(tmpdir(), "comanda-e2e-"));
    for (const suffix of ["", "-wal", "-shm"]) {
      if (existsSync(template + suffix)) copyFileSync(template + suffix, join(folder, "comanda.db" + suffix));
    }
    if (change) execFileSync("sqlite3", ["-bail", join(folder, "comanda.db"), change]);
    const port = await freePort();
    const server = new Server(`http://127.0.0.1:${port}`, port, folder);
    await server.start();
    return server;
  }

  /** `settings` are environment variables. */
  async start(settings: Record<string, string> = {}): Promise<void> {
    const child = spawn(binary(), ["serve"], {
      cwd: root,
      env: {
        ...process.env,
        COMANDA_LISTEN: `127.0.0.1:${this.port}`,
        COMANDA_PUBLIC_URL: this.url,
        COMANDA_DATABASE: `sqlite:${join(this.folder, "comanda.db")}`,
        NO_COLOR: "1",
        ...settings,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    const keep = (chunk: Buffer) => this.log.push(chunk.toString());
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    await this.answers(child);
  }

  /** Changes how the restaurant seats its guests, as whoever looks at a table's page from now on reads it. The lane that decides who is
   * seated keeps what it was started with. */
  showSeating(policy: "open_by_scan" | "staff_approves" | "table_code"): void {
    execFileSync("sqlite3", ["-cmd", ".timeout 5000", join(this.folder, "comanda.db"), `UPDATE stores SET seating = '${policy}'`]);
  }

  /** Asks for /readyz until it says yes; a server that dies first is reported with its last words. */
  private async answers(child: ChildProcess): Promise<void> {
    const until = Date.now() + 30_000;
    while (Date.now() < until) {
      if (child.exitCode !== null) break;
      const ready = await fetch(`${this.url}/readyz`).then((r) => r.ok, () => false);
      if (ready) return;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error(`the server did not come up:\n${this.log.join("").slice(-4000)}`);
  }

  /** Stops it the way an operator does; `hard` pulls the plug. */
  async stop(hard = false): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill(hard ? "SIGKILL" : "SIGTERM");
    await gone;
  }

  async dispose(): Promise<void> {
    await this.stop(true);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What it has logged so far. */
  words(): string {
    return this.log.join("");
  }
}
