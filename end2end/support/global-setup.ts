import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary } from "./server";

/** Seeds one demo restaurant; each test works on a copy of it. */
export default function seedTemplate() {
  const folder = mkdtempSync(join(tmpdir(), "comanda-template-"));
  const database = join(folder, "comanda.db");
  const env = { ...process.env, COMANDA_DATABASE: `sqlite:${database}` };
  execFileSync(binary(), ["migrate"], { env, stdio: "inherit" });
  execFileSync(binary(), ["demo"], { env, stdio: "inherit" });
  process.env.COMANDA_TEMPLATE = database;
  return () => rmSync(folder, { recursive: true, force: true });
}
