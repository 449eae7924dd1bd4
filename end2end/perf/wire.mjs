// HTTP over plain sockets with the least of a parser, so that asking takes little of the machine that is being measured.
import { connect } from "node:net";

/** Keep-alive connections to one server; each carries one exchange at a time, and there are as many as are needed at once. */
export class Wire {
  #idle = [];
  #all = new Set();

  constructor(port) {
    this.port = port;
  }

  /** Sends one request; `head` holds its header lines but for the length, each ended. */
  exchange(method, target, head, body = "") {
    const line = this.#idle.pop() ?? this.#open();
    return new Promise((done, failed) => {
      line.done = done;
      line.failed = failed;
      line.socket.write(`${method} ${target} HTTP/1.1\r\nhost: 127.0.0.1:${this.port}\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  #open() {
    const socket = connect(this.port, "127.0.0.1").setNoDelay(true);
    const line = { socket, heard: "" };
    this.#all.add(socket);
    const lost = (error) => {
      this.#all.delete(socket);
      this.#idle = this.#idle.filter((one) => one !== line);
      line.failed?.(error ?? new Error("the server hung up"));
    };
    socket.on("error", lost).on("close", () => lost());
    socket.on("data", (chunk) => {
      line.heard += chunk.latin1Slice();
      const end = line.heard.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = /content-length: (\d+)/i.exec(line.heard);
      const whole = length ? line.heard.length >= end + 4 + Number(length[1]) : line.heard.endsWith("0\r\n\r\n");
      if (!whole) return;
      const { done, heard } = line;
      Object.assign(line, { heard: "", done: null, failed: null });
      this.#idle.push(line);
      done({ status: Number(heard.slice(9, 12)), body: heard.slice(end + 4) });
    });
    return line;
  }

  close() {
    for (const socket of this.#all) socket.destroy();
  }
}
