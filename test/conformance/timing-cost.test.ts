import { expect, test } from "vitest";
import { milliseconds } from "../../src/nanomq/time.ts";
import { brokerCost } from "../../src/timing/cost.ts";
import { parseTraceRow } from "../../src/timing/trace/row.ts";
import { recordedLines } from "./timing-rows.ts";

const rows = recordedLines("cost").map(parseTraceRow);

function modelled(row: (typeof rows)[number]) {
  return brokerCost(milliseconds(1000 * row.number("retry_interval_s")), row.number("connections"));
}

test("cores: unbiased on a quiet machine, with the spread that is stated", () => {
  const logs = rows
    .filter((row) => row.number("machine_busy_fraction") < 0.7)
    .map((row) => Math.log(row.number("cpu_s_per_s") / (modelled(row).cores?.typical ?? NaN)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const deviation = Math.sqrt(logs.reduce((sum, log) => sum + log * log, 0) / logs.length);
  expect(logs.length).toBe(75);
  expect(Math.abs(mean)).toBeLessThan(0.05);
  expect(Math.exp(deviation)).toBeLessThan(1.45);
});

test("nine of ten recordings lie in the range", () => {
  const inside = rows.filter((row) => {
    const { cores } = modelled(row);
    const seen = row.number("cpu_s_per_s");
    return cores !== undefined && seen >= cores.low && seen <= cores.high;
  });
  expect(inside.length / rows.length).toBeGreaterThan(0.85);
});

test("memory within 10 %", () => {
  for (const row of rows) {
    const { memoryBytes } = modelled(row);
    expect(Math.abs(row.number("rss_bytes") / memoryBytes - 1)).toBeLessThan(0.1);
  }
});

function coresWith(retryIntervalMs: number): number {
  return brokerCost(milliseconds(retryIntervalMs), 10_000).cores?.typical ?? NaN;
}

test("1 s instead of 10 s at ten thousand connections costs about a tenth of a core", () => {
  expect(coresWith(1000) - coresWith(10_000)).toBeCloseTo(0.1, 1);
  expect(coresWith(1000) / coresWith(10_000)).toBeCloseTo(1.63, 1);
});
