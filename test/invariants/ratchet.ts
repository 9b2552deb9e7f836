// The invariants of the house, one file each. Beside them: the walls between rooms (9) stand in test/architecture.test.ts,
// speed (12) is measured by `npm run bench`, and that every table of facts is checked against the newest release (10)
// comes with those tables.
import { expect, vi } from "vitest";

// They walk over hundreds of confs; a machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

/**
 * An invariant that does not hold everywhere yet: `breaks` names each case that breaks it today, `pinned` is how many
 * there may be. More fail, and fewer fail too, so that what was won is written down and a ratchet never goes slack.
 */
export function expectRatchet(breaks: readonly string[], pinned: number): void {
  const count = breaks.length;
  const said = count < pinned ? `better: lower the number to ${count}` : `worse: ${breaks.join("\n")}`;
  expect(count, said).toBe(pinned);
}
