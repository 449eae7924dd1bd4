// Takes the bodies out of functions that a program carries and never calls: each traps instead. What only they called goes with
// wasm-opt, which comes next.
//   node snip.mjs program.wasm PATTERN [PATTERN …]
// The module must still have its names; a compiler that spells them otherwise leaves the program larger, and whole. Prints how many functions
// were taken out, and how many bytes they had.
import { readFileSync, writeFileSync } from "node:fs";

const [file, ...patterns] = process.argv.slice(2);
const never = new RegExp(patterns.join("|"));
const bytes = readFileSync(file);

/** An unsigned LEB128 number at a place, and the place after it. */
function number(at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}
function leb(value) {
  const out = [];
  do {
    const low = value % 128;
    value = Math.floor(value / 128);
    out.push(value ? low | 0x80 : low);
  } while (value);
  return Buffer.from(out);
}
function text(at) {
  const [length, start] = number(at);
  return [bytes.toString("utf8", start, start + length), start + length];
}

const sections = [];
for (let at = 8; at < bytes.length; ) {
  const id = bytes[at];
  const [size, start] = number(at + 1);
  sections.push({ id, from: at, start, end: start + size });
  at = start + size;
}

// Functions that are imported come first in the numbering, and have no body.
let imported = 0;
for (const { start } of sections.filter(({ id }) => id === 2)) {
  let [count, at] = number(start);
  while (count--) {
    at = text(text(at)[1])[1];
    const kind = bytes[at++];
    if (kind === 0) {
      imported++;
      at = number(at)[1];
    } else if (kind === 3) at += 2;
    else {
      if (kind === 1) at++;
      const limits = bytes[at++];
      at = number(at)[1];
      if (limits & 1) at = number(at)[1];
    }
  }
}

const snipped = new Set();
for (const { start, end } of sections.filter(({ id }) => id === 0)) {
  const [name, first] = text(start);
  if (name !== "name") continue;
  for (let at = first; at < end; ) {
    const kind = bytes[at];
    const [size, from] = number(at + 1);
    if (kind === 1) {
      let [count, place] = number(from);
      while (count--) {
        let index, called;
        [index, place] = number(place);
        [called, place] = text(place);
        if (index >= imported && never.test(called)) snipped.add(index - imported);
      }
    }
    at = from + size;
  }
}

const TRAP = Buffer.from([3, 0, 0x00, 0x0b]);
let saved = 0;
const out = [bytes.subarray(0, 8)];
for (const { id, from, start, end } of sections) {
  if (id !== 10) {
    out.push(bytes.subarray(from, end));
    continue;
  }
  const [count, first] = number(start);
  const bodies = [leb(count)];
  for (let index = 0, at = first; index < count; index++) {
    const [size, body] = number(at);
    const whole = bytes.subarray(at, body + size);
    bodies.push(snipped.has(index) ? TRAP : whole);
    if (snipped.has(index)) saved += whole.length - TRAP.length;
    at = body + size;
  }
  const body = Buffer.concat(bodies);
  out.push(Buffer.from([id]), leb(body.length), body);
}
writeFileSync(file, Buffer.concat(out));
console.log(`  ${snipped.size} functions that are never called taken out, ${saved} bytes`);
