// The least that could be done: one row committed durably, the same bytes to every socket. See server/examples/floor.rs.
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { WebSocket } from "ws";
import { clock } from "./machine.mjs";
import { freePort, freshId, launch } from "./restaurant.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const example = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, "target"), "release/examples/floor");

export class Floor {
  static async open() {
    const self = new Floor();
    self.folder = fs.mkdtempSync(path.join(process.env.BENCH_DB_DIR ?? os.tmpdir(), "comanda-floor-"));
    self.port = await freePort();
    self.server = await launch(example, [String(self.port), path.join(self.folder, "floor.db")], {}, self.port, "/");
    self.agent = new http.Agent({ keepAlive: true, maxSockets: 512 });
    return self;
  }

  get pid() {
    return this.server.pid;
  }

  listen(heard) {
    return new Promise((done, failed) => {
      const socket = new WebSocket(`ws://127.0.0.1:${this.port + 1}/`, { perMessageDeflate: false, skipUTF8Validation: true });
      socket.once("error", failed).once("open", () => done(socket));
      socket.on("message", (frame) => heard(frame.latin1Slice(0, 36), clock(), frame.length));
    });
  }

  place() {
    const order = freshId();
    // As long as an order's event is on our own wire.
    const body = order.padEnd(Number(process.env.FLOOR_BYTES ?? 1900), ".");
    const asked = clock();
    return new Promise((done, failed) => {
      const options = { port: this.port, host: "127.0.0.1", path: "/order", method: "POST", agent: this.agent, headers: { "content-length": body.length } };
      const request = http.request(options, (answer) => {
        answer.resume().on("end", () => done({ order, asked, durable: clock() }));
      });
      request.on("error", failed).end(body);
    });
  }

  async close() {
    this.agent.destroy();
    await this.server.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
