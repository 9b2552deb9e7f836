import { type Draft, fill } from "./draft.ts";

/** Of 10 kB by default, so that what happened before a problem is soon gone: here as in NanoMQ's own example. */
export function addRotation(draft: Draft): void {
  fill(draft, ["log", "rotation", "size"], "10MB");
  fill(draft, ["log", "rotation", "count"], "5");
}
