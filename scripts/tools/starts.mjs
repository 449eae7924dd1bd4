// Does a program that was made smaller still start? A wasm-opt that is too old mixes up a module's tables: it is smaller, valid, and dead.
//   node starts.mjs program_bg.wasm
import { readFileSync } from "node:fs";

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const imports = {};
for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
  if (kind !== "function") throw new Error(`${name} is an imported ${kind}: this check knows functions only`);
  (imports[from] ??= {})[name] = () => {};
}
const { exports } = new WebAssembly.Instance(module, imports);
const table = exports.__wbindgen_externrefs;
try {
  // What the glue does before anything else.
  const first = table.grow(4);
  table.set(first, undefined);
  table.set(first + 1, {});
} catch (error) {
  console.error(`✗ ${process.argv[2]} does not start: ${error.message}`);
  process.exit(1);
}
