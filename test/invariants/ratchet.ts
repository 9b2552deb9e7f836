import { expect } from "vitest";

/**
 * An invariant that does not hold everywhere yet: `breaks` names each case that breaks it today, `pinned` is how many
 * there may be. More fail, and fewer fail too, so that what was won is written down and a ratchet never goes slack.
 */
export function expectRatchet(breaks: readonly string[], pinned: number): void {
  const count = breaks.length;
  const said = count < pinned ? `better: lower the number to ${count}` : `worse: ${breaks.join("\n")}`;
  expect(count, said).toBe(pinned);
}
