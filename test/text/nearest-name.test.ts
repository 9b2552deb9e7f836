import fc from "fast-check";
import { expect, test } from "vitest";
import { isNear, nearestName, nearNames } from "../../src/text/nearest-name.ts";

test.each([
  ["retry_intervall", "retry_interval"],
  ["intreval", "interval"],
  ["KEEPALIVE", "keepalive"],
  ["nothing_like_it", undefined],
])("%s may be meant as %s", (written, meant) => {
  expect(nearestName(written, ["interval", "retry_interval", "keepalive", "port"])).toBe(meant);
});

const names = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c", "_"), minLength: 1, maxLength: 9 }), {
  maxLength: 8,
});

test("the nearest is the first of those that are near, and there is one where any is near", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 9 }),
      names,
      (name, known) => {
        const near = nearNames(name, known);
        expect(nearestName(name, known)).toBe(near[0]);
        expect(isNear(name, known)).toBe(near.length > 0);
      },
    ),
    { seed: 13 },
  );
});
