import { type IncomingHttpHeaders, type IncomingMessage, type Server as HttpServer, createServer, request } from "node:http";
import { type AddressInfo, type Socket, connect } from "node:net";

/** A network’s proxy before the server, as hotels and offices have them: it may let no websocket through. */
export class Proxy {
  /** Whatever a device has open through it. */
  private readonly lines = new Set<Socket>();
  private storm: NodeJS.Timeout | undefined;
  private held: (() => void)[] = [];
  /** The headers it hands on. */
  says: (path: string, headers: IncomingHttpHeaders) => IncomingHttpHeaders = (_, headers) => headers;
  /** What is on its way for ever so long. */
  holds: (path: string) => boolean = () => false;
  /** Websockets that were asked for and refused. */
  refused = 0;
  private constructor(
    private readonly server: HttpServer,
    /** Whether an upgrade gets through. */
    public upgrades: boolean,
  ) {}

  static async before(target: string, { upgrades }: { upgrades: boolean }): Promise<Proxy> {
    const { hostname, port } = new URL(target);
    const server = createServer((asked, answer) => {
      const { method, url, headers } = asked;
      const passed = request({ hostname, port, method, path: url, headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, proxy.says(url ?? "", got.headers));
        got.pipe(answer);
      });
      passed.on("error", () => answer.destroy());
      answer.on("close", () => passed.destroy());
      if (proxy.holds(url ?? "")) proxy.held.push(() => asked.pipe(passed));
      else asked.pipe(passed);
    });
    const proxy = new Proxy(server, upgrades);
    server.on("connection", (client: Socket) => {
      proxy.lines.add(client);
      client.on("close", () => proxy.lines.delete(client));
    });
    server.on("upgrade", (asked: IncomingMessage, client: Socket) => proxy.upgrade(asked, client, hostname, Number(port)));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return proxy;
  }

  /** How many are held. */
  get holding(): number {
    return this.held.length;
  }

  /** Lets go of what was held, and holds nothing more. */
  letGo(): void {
    this.holds = () => false;
    for (const pass of this.held.splice(0)) pass();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private upgrade(asked: IncomingMessage, client: Socket, host: string, port: number): void {
    if (!this.upgrades) {
      this.refused++;
      client.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const server = connect(port, host, () => {
      const headers = asked.rawHeaders.reduce((all, word, at) => all + word + (at % 2 === 0 ? ": " : "\r\n"), "");
      server.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headers}\r\n`);
      server.pipe(client);
      client.pipe(server);
    });
    for (const end of [client, server]) {
      end.on("error", () => end.destroy());
      end.on("close", () => {
        client.destroy();
        server.destroy();
      });
    }
  }

  /** Cuts everything that is open, in the middle of whatever it is. */
  cut(): number {
    const open = this.lines.size;
    for (const line of this.lines) line.destroy();
    return open;
  }

  /** From now on everything is cut, again and again, milliseconds apart. Returns how to end it, which tells how many lines it cut. */
  weather(every: number): () => number {
    let cut = 0;
    this.storm = setInterval(() => (cut += this.cut()), every);
    return () => {
      clearInterval(this.storm);
      return cut;
    };
  }

  async close(): Promise<void> {
    clearInterval(this.storm);
    this.cut();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
