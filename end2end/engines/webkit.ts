import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { type AddressInfo } from "node:net";
import { type Engine, type Tab } from "./device";

/** WebKitGTK, by WebDriver over HTTP. A driver has one session, and a full-screen window is as large as its display: each has its own. */
export class WebKit implements Engine {
  readonly name = "webkit";
  private readonly processes: ChildProcess[] = [];
  /** What drivers and browsers have said: of use once one has died. */
  words = "";

  constructor() {
    // A run that is broken off leaves none of them behind.
    process.once("exit", () => this.processes.forEach(end));
  }

  async window(width: number, height: number): Promise<Tab> {
    const display = await this.display(width, height);
    const port = await freePort();
    this.spawn(process.env.WEBKIT_DRIVER ?? "WebKitWebDriver", ["--host=127.0.0.1", `--port=${port}`], display);
    const driver = new Driver(`http://127.0.0.1:${port}`);
    await driver.up();
    const options = { binary: miniBrowser(), args: ["--automation", "--full-screen"] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const { sessionId } = await driver.call("POST", "/session", { capabilities });
    driver.session = `/session/${sessionId}`;
    await driver.call("POST", "/timeouts", { script: 30_000, pageLoad: 60_000, implicit: 0 });
    const tab = new WebKitTab(driver, await driver.call("GET", "/window"), { x: 0, y: 0, width, height });
    return tab.fill();
  }

  async close(): Promise<void> {
    for (const child of this.processes.splice(0).reverse()) {
      const gone = new Promise((done) => child.once("exit", done));
      if (child.exitCode !== null || child.signalCode !== null) continue;
      end(child);
      await gone;
    }
  }

  private spawn(command: string, parameters: string[], display: string | undefined, ...more: "pipe"[]): ChildProcess {
    const shown = display && { DISPLAY: display, GDK_BACKEND: "x11", WAYLAND_DISPLAY: undefined };
    const env = { ...process.env, ...shown, GTK_A11Y: "none", NO_AT_BRIDGE: "1" };
    const child = spawn(command, parameters, { env, detached: true, stdio: ["ignore", "ignore", "pipe", ...more] });
    child.stderr?.on("data", (said) => (this.words = (this.words + said).slice(-100_000)));
    child.on("error", (error) => console.error(`${command}: ${error.message} (scripts/setup-tests installs it)`));
    this.processes.push(child);
    return child;
  }

  /** A display of exactly this size; X picks its number. */
  private async display(width: number, height: number): Promise<string> {
    const child = this.spawn("Xvfb", ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp", "-noreset"], undefined, "pipe");
    const number = await new Promise<string>((done, fail) => {
      child.stdio[3]?.on("data", (text) => done(String(text).trim()));
      child.once("exit", () => fail(new Error("Xvfb did not come up")));
    });
    return `:${number}`;
  }
}

/** Its whole group: a driver does not always take its browser along. */
function end(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, "SIGKILL");
  } catch {
    // It has gone by itself.
  }
}

function miniBrowser(): string {
  const folders = readdirSync("/usr/lib").flatMap((machine) => [`/usr/lib/${machine}/webkit2gtk-4.1`, `/usr/lib/${machine}/webkit2gtk-4.0`]);
  const found = [process.env.WEBKIT, ...folders.map((folder) => `${folder}/MiniBrowser`)].find((path) => path && existsSync(path));
  if (!found) throw new Error("WebKitGTK’s MiniBrowser is missing: run scripts/setup-tests");
  return found;
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

/** The protocol, and which tab it speaks of. */
class Driver {
  session = "";
  tab = "";
  constructor(private readonly url: string) {}

  async call(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<any> {
    // A driver that has lost its browser says nothing.
    const init = { method, signal: AbortSignal.timeout(90_000), ...(method === "POST" && { body: JSON.stringify(body ?? {}) }) };
    const answer = await fetch(this.url + this.session + path, init);
    const { value } = (await answer.json()) as { value: any };
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  async up(): Promise<void> {
    const until = Date.now() + 30_000;
    while (!(await fetch(`${this.url}/status`).then(({ ok }) => ok, () => false))) {
      if (Date.now() > until) throw new Error("WebKitWebDriver did not come up");
      await new Promise((soon) => setTimeout(soon, 50));
    }
  }
}

class WebKitTab implements Tab {
  constructor(
    private readonly driver: Driver,
    private readonly handle: string,
    private readonly display: { x: number; y: number; width: number; height: number },
  ) {}

  /** Takes up the whole display. */
  async fill(): Promise<this> {
    await this.call("POST", "/window/rect", this.display);
    return this;
  }

  private async call(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<any> {
    if (this.driver.tab !== this.handle) {
      this.driver.tab = this.handle;
      await this.driver.call("POST", "/window", { handle: this.handle });
    }
    return this.driver.call(method, path, body);
  }

  async goto(url: string): Promise<void> {
    await this.call("POST", "/url", { url });
  }

  async reload(): Promise<void> {
    await this.call("POST", "/refresh");
  }

  run<Arguments extends unknown[], Answer>(page: (...a: Arguments) => Answer, ...a: Arguments): Promise<Answer> {
    return this.call("POST", "/execute/sync", { script: `return (${page}).apply(null, arguments)`, args: a });
  }

  async press(x: number, y: number): Promise<void> {
    const actions = [
      { type: "pointerMove", x, y, duration: 0, origin: "viewport" },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.act({ type: "pointer", id: "finger", parameters: { pointerType: "mouse" }, actions });
  }

  async type(keys: string): Promise<void> {
    const actions = [...keys].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.act({ type: "key", id: "keys", actions });
  }

  private async act(source: object): Promise<void> {
    await this.call("POST", "/actions", { actions: [source] });
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.call("GET", "/screenshot"), "base64");
  }

  async another(): Promise<Tab> {
    // A tab of its own window: of two in one, a browser moves only the one in front.
    const { handle } = await this.call("POST", "/window/new", { type: "window" });
    return new WebKitTab(this.driver, handle, this.display).fill();
  }

  async close(): Promise<void> {
    await this.call("DELETE", "/window");
  }
}
