import { randomBytes } from "node:crypto";
import { type Page } from "@playwright/test";

/** A version 7 id: the log orders by them. */
export function freshId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A command of whoever is signed in on this page, over HTTP and past its screen. */
export async function submit(page: Page, command: object): Promise<{ seq: number }> {
  const envelope = { key: freshId(), command, at: 0, base_seq: 0 };
  const answer = await page.request.post("/api/submit", { data: { hat: "staff", envelope } });
  if (answer.status() !== 200) throw new Error(`${JSON.stringify(command)}: ${await answer.text()}`);
  return answer.json();
}

/** What the server answers to a question now. */
export async function ask(page: Page, question: string): Promise<any> {
  const answer = await page.request.get(`/api/${question}`);
  if (answer.status() !== 200) throw new Error(`${question}: ${await answer.text()}`);
  return (await answer.json()).value;
}
