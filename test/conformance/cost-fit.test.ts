import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { costFit, timerCost } from "../../src/replay/cost.ts";

interface Cell {
  readonly connections: number;
  readonly retry_interval_s: number;
  readonly cpu_s_per_s: number;
  readonly rss_bytes: number;
  readonly rss_before_bytes: number;
}

const path = new URL("../../fixtures/conformance/timing/cost.jsonl.gz", import.meta.url);
const cells: readonly Cell[] = gunzipSync(readFileSync(path))
  .toString()
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** Mean square of log(measured / fitted). */
function spreadOf(perConnection: number, perWakeUp: number, saturation: number): number {
  let sum = 0;
  for (const { connections, retry_interval_s, cpu_s_per_s } of cells) {
    const rate = connections / retry_interval_s;
    const fitted = perConnection * connections + (perWakeUp * rate) / (1 + rate / saturation);
    sum += Math.log(cpu_s_per_s / fitted) ** 2;
  }
  return sum / cells.length;
}

/** Coordinate descent: each parameter in turn by a factor that shrinks. */
function bestFit(): readonly [number, number, number] {
  let best: [number, number, number] = [1e-5, 1e-4, 1000];
  for (let step = 0.3; step > 1e-4; step *= 0.7) {
    for (let round = 0; round < 30; round++) {
      const tries = [0, 1, 2].flatMap((index) =>
        [1 + step, 1 / (1 + step)].map((factor): [number, number, number] => {
          const [a, b, c] = best;
          return [index === 0 ? a * factor : a, index === 1 ? b * factor : b, index === 2 ? c * factor : c];
        }),
      );
      for (const one of tries) if (spreadOf(...one) < spreadOf(...best)) best = one;
    }
  }
  return best;
}

describe("the cost model", () => {
  test("its constants are the least squares fit of the recorded cells", () => {
    const [perConnection, perWakeUp, saturation] = bestFit();
    expect(costFit.perConnection / perConnection).toBeCloseTo(1, 1);
    expect(costFit.perWakeUp / perWakeUp).toBeCloseTo(1, 1);
    expect(costFit.saturation / saturation).toBeCloseTo(1, 1);
  });

  test("the stated spread holds 95 % of the cells, and no more than that", () => {
    const inside = cells.filter(({ connections, retry_interval_s, cpu_s_per_s }) => {
      const { cores } = timerCost(retry_interval_s * 1000, connections);
      return cpu_s_per_s >= cores.low && cpu_s_per_s <= cores.high;
    });
    expect(inside.length / cells.length).toBeGreaterThanOrEqual(0.93);
    expect(inside.length / cells.length).toBeLessThanOrEqual(0.97);
  });

  test("memory is what the connections added, whatever the retry interval", () => {
    const large = cells.filter(({ connections }) => connections >= 1000);
    for (const cell of large) {
      const added = cell.rss_bytes - cell.rss_before_bytes;
      expect(timerCost(cell.retry_interval_s * 1000, cell.connections).memoryBytes / added).toBeCloseTo(1, 1);
    }
  });

  test("a shorter interval never costs less, and extrapolation is marked", () => {
    for (const connections of [100, 10_000, 100_000]) {
      const cores = [1, 2, 5, 10, 30].map((s) => timerCost(s * 1000, connections).cores.expected);
      expect(cores).toEqual(cores.toSorted((a, b) => b - a));
    }
    expect(timerCost(1000, 10_000).measured).toBe(true);
    expect(timerCost(1000, 100_000).measured).toBe(false);
  });
});
