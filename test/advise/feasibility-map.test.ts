import { expect, test } from "vitest";
import { advise } from "../../src/advise/advise.ts";
import { feasibilityMap } from "../../src/advise/feasibility-map.ts";
import { client, question } from "./input.ts";

test("a cell meets the objective where those settings in force would need no change", () => {
  const input = question([client(20)], { detectWithinMs: 32_000 });
  const map = feasibilityMap(input);
  for (const [row, multiplier] of map.multipliers.entries()) {
    for (const [column, retryIntervalS] of map.retryIntervalsS.entries()) {
      const current = { ...input.current, multiplier, retryIntervalS };
      const met = advise({ ...input, current }).outcome === "met";
      expect([multiplier, retryIntervalS, map.rows[row]?.[column] === "meets"]).toEqual([
        multiplier,
        retryIntervalS,
        met,
      ]);
    }
  }
});
