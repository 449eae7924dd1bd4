import { type BrowserContext, type WebSocketRoute } from "@playwright/test";
import { inflateRawSync } from "node:zlib";

/** What a server says: text, or the same deflated. */
function read(frame: string | Buffer): any {
  return JSON.parse(typeof frame === "string" ? frame : inflateRawSync(frame).toString());
}

/** A server's welcome in the name of another build; any other frame as it is. */
function renamed(frame: string | Buffer, build: string): string | Buffer {
  const message = read(frame);
  return message.type === "welcome" ? JSON.stringify({ ...message, build }) : frame;
}

/** A device's line to the restaurant, which a test can cut and mend. Set up before the device's first page is opened. */
export class Line {
  private whole = true;
  /** A café’s log-in page answers everything. */
  private portal = false;
  private sockets: WebSocketRoute[] = [];
  /** Requests that page has answered. */
  captured = 0;
  /** Changes the device has sent over HTTP. */
  submitted = 0;
  /** The names of the commands that got through, in order: by whichever road. */
  taps: string[] = [];
  /** Changes get through over the socket only. */
  bySocket = false;
  /** How much longer every word of the server takes, milliseconds. */
  lag = 0;
  /** Events do not get through. */
  deaf = false;
  /** Events that did not. */
  swallowed = 0;
  /** The end of the log, as the server has said. */
  private epoch = "";
  private seq = 0;
  /** Lines that are dead without anybody having said so. */
  private dead = new Set<WebSocketRoute>();
  /** The build that the server’s welcome names, if not its own. */
  build: string | undefined;

  static async of(context: BrowserContext): Promise<Line> {
    const line = new Line();
    await context.routeWebSocket(/\/ws\?/, (socket) => {
      if (!line.whole) {
        void socket.close({ code: 1012 });
        return;
      }
      line.sockets.push(socket);
      const server = socket.connectToServer();
      socket.onMessage((frame) => {
        if (line.dead.has(socket)) return;
        const message = JSON.parse(frame.toString());
        if (message.type === "submit") line.taps.push(message.envelope.command.command);
        server.send(frame);
      });
      server.onMessage((frame) => {
        if (line.dead.has(socket) || line.swallows(frame)) return;
        const said = line.build ? renamed(frame, line.build) : frame;
        if (line.lag) setTimeout(() => socket.send(said), line.lag);
        else socket.send(said);
      });
    });
    await context.route("**/api/**", async (route) => {
      if (line.portal) {
        line.captured++;
        return route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome to our Wi-Fi</h1>" });
      }
      const submits = route.request().url().includes("/api/submit");
      if (!line.whole || (line.bySocket && submits)) return route.abort("internetdisconnected");
      if (submits) {
        line.submitted++;
        line.taps.push(route.request().postDataJSON().envelope.command.command);
      }
      return route.continue();
    });
    return line;
  }

  /** Is this frame an event that the device shall not hear? */
  private swallows(frame: string | Buffer): boolean {
    const message = read(frame);
    if (message.type === "welcome") this.epoch = message.epoch;
    if (message.type === "event") this.seq = message.seq;
    if (message.type !== "event" || !this.deaf) return false;
    this.swallowed++;
    return true;
  }

  /** The server’s word that the log goes on from here: what the device has not heard until now it never will. */
  gap(): void {
    this.deaf = false;
    const word = { type: "resync", reason: "too_old", epoch: this.epoch, seq: this.seq };
    for (const socket of this.sockets) socket.send(JSON.stringify(word));
  }

  /** Nothing gets through any more. Pages can still be loaded: what is tested is what they keep. */
  async cut(): Promise<void> {
    this.whole = false;
    for (const socket of this.sockets.splice(0)) await socket.close({ code: 1012 });
  }

  /** Like a cut, but whatever is asked over HTTP is answered, by somebody else. */
  async capture(): Promise<void> {
    this.portal = true;
    await this.cut();
  }

  mend(): void {
    this.whole = true;
    this.portal = false;
  }

  /** Nothing goes over the open sockets any more, and neither end is told: as after a sleep. The next one works. */
  die(): void {
    for (const socket of this.sockets.splice(0)) this.dead.add(socket);
  }

  /** Cuts every open socket once; the next may connect. */
  async drop(): Promise<void> {
    for (const socket of this.sockets.splice(0)) await socket.close({ code: 1012 });
  }
}
