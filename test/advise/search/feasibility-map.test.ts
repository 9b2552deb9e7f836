import { expect, test } from "vitest";
import { advise } from "../../../src/advise/search/advise.ts";
import { type CellState, keepaliveMap, multiplierMap } from "../../../src/advise/search/feasibility-map.ts";
import { timerOf } from "../../../src/nanomq/time.ts";
import { client, question } from "./input.ts";

const holds = (state: CellState | undefined) => state === "meets" || state === "reported";

test("a cell meets the objective where those settings in force would need no change", () => {
  const input = question([client(20)], { detectWithinMs: 32_000 });
  const map = multiplierMap(input);
  for (const [row, multiplier] of map.steps.entries()) {
    for (const [column, retryIntervalS] of map.retryIntervalsS.entries()) {
      const current = { ...input.current, timer: timerOf(retryIntervalS, multiplier) };
      const met = advise({ ...input, current }).outcome === "met";
      expect([multiplier, retryIntervalS, holds(map.rows[row]?.[column])]).toEqual([
        multiplier,
        retryIntervalS,
        met,
      ]);
    }
  }
});

test("a cell of the keepalive map meets the objective where clients with that keepalive would need no change", () => {
  const input = question([client(20)], { detectWithinMs: 32_000 });
  const map = keepaliveMap(input);
  expect(map.steps).toEqual([5, 8, 10, 15, 20, 30, 45, 60, 90]);
  for (const [row, keepaliveS] of map.steps.entries()) {
    for (const [column, retryIntervalS] of map.retryIntervalsS.entries()) {
      const current = {
        ...input.current,
        timer: timerOf(retryIntervalS, 1.5),
        keepalivesMs: [keepaliveS * 1000],
      };
      const { outcome } = advise({ ...input, clients: [client(keepaliveS)], current });
      expect([keepaliveS, retryIntervalS, holds(map.rows[row]?.[column])]).toEqual([
        keepaliveS,
        retryIntervalS,
        outcome === "met",
      ]);
    }
  }
});

test("what is in force and what is recommended is on the map", () => {
  const input = question([client(20)], { detectWithinMs: 32_000 }, { current: { retryIntervalS: 7 } });
  const map = multiplierMap(input, [input.current, { ...input.current, timer: timerOf(10, 1.4) }]);
  expect(map.retryIntervalsS).toContain(7);
  expect(map.steps).toContain(1.4);
});
