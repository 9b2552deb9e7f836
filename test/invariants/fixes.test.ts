// Invariants 3 and 4: a proposal, applied alone, makes its finding vanish, brings no other, and is what its text says.
import { describe, expect, test } from "vitest";
import { applied, faults } from "./proposals.ts";
import { expectRatchet } from "./ratchet.ts";
import { subjects } from "./subject.ts";

/** Fault -> safe proposals and unsafe ones that have it today. */
const pinned = [
  ["its finding stays", 0, 0],
  ["it brings another finding", 0, 0],
  ["the broker fares worse", 0, 0],
  ["it moves other settings", 0, 0],
  ["it is offered again", 0, 0],
  ["its edits do not do what its text says", 0, 0],
  ["it proposes the value in force", 0, 0],
] as const satisfies readonly (readonly [keyof typeof faults, number, number])[];

describe("a proposal, applied alone", async () => {
  const all = (await subjects()).flatMap(applied);

  test("is there to be tried, in both kinds", () => {
    for (const safety of ["safe", "unsafe"] as const)
      expect(all.filter(({ fix }) => fix.safety === safety).length).toBeGreaterThan(20);
  });

  describe.each(pinned)("never: %s", (fault, safe, unsafe) => {
    test.each([
      ["safe", safe],
      ["unsafe", unsafe],
    ] as const)("%s", (safety, count) => {
      const breaks = all
        .filter(({ fix }) => fix.safety === safety)
        .flatMap((one) => {
          const wrong = faults[fault](one);
          return wrong === undefined ? [] : [`${one.name}: ${one.fix.text}: ${wrong}`];
        });
      expectRatchet(breaks, count);
    });
  });
});
