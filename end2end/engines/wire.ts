import { type IncomingMessage, type Server as HttpServer, type ServerResponse, createServer, request } from "node:http";
import { type AddressInfo, type Socket, connect } from "node:net";

/** What a page reports about itself. */
export interface Report {
  /** An uncaught error, words that the program is missing, what was printed as an error, or a dialog that has opened. */
  kind: "error" | "unstarted" | "console" | "opened";
  text: string;
  /** For a dialog: what is wrong with its size. */
  wrong?: string[];
}

/**
 * A device’s line to the restaurant, which a test can cut and mend. Every page that comes through is made to report its errors, and
 * the size of each dialog that opens: neither driver hears of them from every engine.
 */
export class Wire {
  readonly reports: Report[] = [];
  /** How long a form is under way, milliseconds. */
  lag = 0;
  private readonly sockets = new Set<Socket>();
  private whole = true;
  private constructor(
    private readonly server: HttpServer,
    private readonly target: URL,
  ) {}

  static async to(target: string): Promise<Wire> {
    const server = createServer((asked, answer) => wire.pass(asked, answer));
    const wire = new Wire(server, new URL(target));
    server.on("upgrade", (asked: IncomingMessage, client: Socket) => wire.upgrade(asked, client));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Errors, and what was printed that is one: a panic, a page that did not fit its program or lacks it, a broken policy. */
  get complaints(): string[] {
    const printed = /panicked|hydrat|did not start|Content.Security.Policy/i;
    const bad = ({ kind, text }: Report) => kind === "error" || kind === "unstarted" || (kind === "console" && printed.test(text));
    return this.reports.filter(bad).map(({ kind, text }) => `${kind}: ${text}`);
  }

  /** Dialogs that opened without room for what is in them. */
  get cramped(): string[] {
    return this.reports.filter(({ wrong }) => wrong?.length).map(({ text, wrong }) => `${text}: ${wrong?.join(", ")}`);
  }

  get opened(): string[] {
    return this.reports.filter(({ kind }) => kind === "opened").map(({ text }) => text);
  }

  /** Nothing gets through any more. */
  cut(): void {
    this.whole = false;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.whole = true;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    if (asked.url === "/report") return this.hear(asked, answer);
    if (!this.whole) return void asked.socket.destroy();
    const page = asked.headers.accept?.includes("text/html") ?? false;
    if (page && asked.method === "POST" && this.lag > 0) return void setTimeout(() => this.forward(asked, answer), this.lag);
    this.forward(asked, answer);
  }

  private forward(asked: IncomingMessage, answer: ServerResponse): void {
    const { hostname, port } = this.target;
    // Pages are read here, whoever asks for them: the worker that keeps them says nothing of wanting one.
    const file = asked.url?.startsWith("/pkg/");
    const headers = file ? asked.headers : { ...asked.headers, "accept-encoding": "identity" };
    const passed = request({ hostname, port, method: asked.method, path: asked.url, headers }, (got) => {
      if (got.headers["content-type"]?.startsWith("text/html")) return void this.hand(got, answer);
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    asked.pipe(passed);
  }

  /** Hands a page on, with the reporter as its first script. */
  private async hand(got: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    try {
      for await (const part of got) parts.push(part as Buffer);
    } catch {
      return void answer.destroy();
    }
    const nonce = /'nonce-([^']+)'/.exec(String(got.headers["content-security-policy"]))?.[1];
    const script = `<script nonce="${nonce}">(${reporter})()</script>`;
    const page = Buffer.concat(parts).toString().replace("<head>", () => `<head>${script}`);
    const { "content-length": _length, "transfer-encoding": _chunks, ...headers } = got.headers;
    answer.writeHead(got.statusCode ?? 502, headers);
    answer.end(page);
  }

  private hear(asked: IncomingMessage, answer: ServerResponse): void {
    let text = "";
    asked.on("data", (part) => (text += part));
    asked.on("end", () => {
      this.reports.push(JSON.parse(text));
      answer.writeHead(204).end();
    });
  }

  private upgrade(asked: IncomingMessage, client: Socket): void {
    if (!this.whole) return void client.destroy();
    const server = connect(Number(this.target.port), this.target.hostname, () => {
      const headers = asked.rawHeaders.reduce((all, word, at) => all + word + (at % 2 === 0 ? ": " : "\r\n"), "");
      server.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headers}\r\n`);
      server.pipe(client);
      client.pipe(server);
    });
    for (const end of [client, server]) {
      this.sockets.add(end);
      end.on("error", () => end.destroy());
      end.on("close", () => {
        this.sockets.delete(end);
        client.destroy();
        server.destroy();
      });
    }
  }
}

/** Runs in the page. */
function reporter(): void {
  const tell = (report: object) => navigator.sendBeacon("/report", JSON.stringify(report));
  addEventListener("error", (event) => event.target === window && tell({ kind: "error", text: `${event.message} ${event.error?.stack ?? ""}` }));
  addEventListener("unhandledrejection", ({ reason }) => tell({ kind: "error", text: `unhandled: ${reason} ${reason?.stack ?? ""}` }));
  const print = console.error;
  console.error = (...words: unknown[]) => {
    tell({ kind: "console", text: words.map(String).join(" ") });
    print.apply(console, words);
  };

  new MutationObserver((changes) => {
    for (const added of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (added instanceof HTMLElement && added.matches(".unstarted")) tell({ kind: "unstarted", text: added.innerText });
    }
  }).observe(document.documentElement, { childList: true });

  const isScrolled = (part: HTMLElement, dialog: HTMLElement): boolean => {
    for (let at = part.parentElement; at; at = at === dialog ? null : at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return true;
    }
    return false;
  };
  const measure = async (dialog: HTMLElement) => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await Promise.allSettled(dialog.getAnimations({ subtree: true }).map((movement) => movement.finished));
    if (!dialog.isConnected || !dialog.matches("dialog[open], :popover-open")) return;
    const wrong: string[] = [];
    const box = dialog.getBoundingClientRect();
    if (box.width < 150 || box.height < 100) wrong.push(`it is ${Math.round(box.width)} × ${Math.round(box.height)}`);
    if (box.top < -1 || box.left < -1 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1) wrong.push("it leaves the screen");
    for (const part of [dialog, ...dialog.querySelectorAll<HTMLElement>("*")]) {
      const { overflowY, display, visibility } = getComputedStyle(part);
      if (display === "none" || visibility === "hidden" || part.closest(".visually-hidden, .numpad-live")) continue;
      const name = part.className || part.tagName;
      // What scrolls shows a piece of itself worth scrolling.
      if (/auto|scroll/.test(overflowY) && part.clientHeight < Math.min(part.scrollHeight, 100)) {
        wrong.push(`${name} shows ${part.clientHeight} of ${part.scrollHeight}`);
      }
      if (part.matches("button, a") && part.getClientRects().length > 0 && Math.min(part.offsetWidth, part.offsetHeight) < 24) {
        wrong.push(`${name} is ${part.offsetWidth} × ${part.offsetHeight}`);
      }
    }
    const buttons = [...dialog.querySelectorAll<HTMLElement>("button, a[href]")].filter((button) => button.checkVisibility());
    if (buttons.length === 0) wrong.push("it has no button");
    for (const button of buttons) {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const beside = (left < -1 || right > innerWidth + 1) && !button.closest(".chips, .scroll-x");
      // What scrolls brings it into the window.
      const beyond = (top < -1 || bottom > innerHeight + 1) && !isScrolled(button, dialog);
      if (beside || beyond) wrong.push(`${button.className || button.innerText} is outside the window`);
    }
    const title = document.getElementById(dialog.getAttribute("aria-labelledby") ?? "")?.textContent ?? dialog.getAttribute("aria-label");
    tell({ kind: "opened", text: title?.trim() ?? dialog.className, wrong });
  };
  const open = HTMLDialogElement.prototype.showModal;
  HTMLDialogElement.prototype.showModal = function () {
    open.call(this);
    void measure(this);
  };
  addEventListener(
    "toggle",
    (event) => {
      if (event.target instanceof HTMLElement && event.target.matches(":popover-open")) void measure(event.target);
    },
    true,
  );
}
