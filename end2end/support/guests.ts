import { type APIRequestContext } from "@playwright/test";
import { freshId } from "./staff";

/** Sits this phone down by the form of the table's page, past its screen. */
export async function seatGuest(request: APIRequestContext, path: string, answers: Record<string, string> = {}): Promise<void> {
  const answer = await request.post(path, { form: { once: freshId(), ...answers } });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
}
