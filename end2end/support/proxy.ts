import { type IncomingMessage, type Server as HttpServer, createServer, request } from "node:http";
import { type AddressInfo, type Socket, connect } from "node:net";

/** A network’s proxy before the server, as hotels and offices have them: it may let no websocket through. */
export class Proxy {
  private readonly sockets = new Set<Socket>();
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
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      });
      passed.on("error", () => answer.destroy());
      answer.on("close", () => passed.destroy());
      asked.pipe(passed);
    });
    const proxy = new Proxy(server, upgrades);
    server.on("upgrade", (asked: IncomingMessage, client: Socket) => proxy.upgrade(asked, client, hostname, Number(port)));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return proxy;
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
      this.sockets.add(end);
      end.on("error", () => end.destroy());
      end.on("close", () => {
        this.sockets.delete(end);
        client.destroy();
        server.destroy();
      });
    }
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
