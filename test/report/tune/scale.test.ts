import { describe, expect, test } from "vitest";
import { milliseconds, timerOf } from "../../../src/nanomq/time.ts";
import { scaleTable } from "../../../src/report/tune/scale.ts";
import { brokerCost } from "../../../src/timing/cost.ts";
import { detectionReplay } from "../../../src/timing/detection.ts";
import { versionOf } from "../../advise/search/input.ts";

const version = versionOf("0.24.14");
const view = { columns: 100, unicode: true, paint: (_: unknown, text: string) => text };

test("each size of broker with each retry interval, the unmeasured marked", () => {
  const lines = scaleTable(version, 60_000, view, "en").map((line) => line.split(/ {2,}/));
  const rows = lines.slice(2, -1);
  expect(rows.map(([clients, interval]) => [clients, interval])).toEqual(
    ["100", "1000", "10000", "100000"].flatMap((clients) =>
      ["1s", "2s", "5s", "10s"].map((interval) => [clients, interval]),
    ),
  );
  for (const [clients, , , cores] of rows) expect(cores?.startsWith("~")).toBe(clients === "100000");
});

test("narrow terminals have every figure too", () => {
  const wide = scaleTable(version, 60_000, view, "en").join(" ");
  const narrow = scaleTable(version, 60_000, { ...view, columns: 56 }, "en");
  expect(Math.max(...narrow.map((line) => line.length))).toBeLessThanOrEqual(56);
  const words = (text: string) => text.split(/\s+/).filter(Boolean).toSorted();
  expect(words(narrow.join(" "))).toEqual(words(wide));
});

const cores = (retryIntervalS: number, clients: number) =>
  brokerCost(milliseconds(retryIntervalS * 1000), clients).cores?.typical ?? Number.NaN;
const latestMs = (multiplier: number) =>
  detectionReplay(timerOf(1, multiplier), version, { name: "", keepaliveMs: 5000 }).windowMs?.latest;

describe("what docs/tuning.md says in words", () => {
  test("up to 1 000 clients an interval of 1 s is below a tenth of a core", () => {
    expect(cores(1, 1000)).toBeLessThan(0.1);
  });

  test("at 10 000 it costs less than twice an interval of 10 s", () => {
    expect(cores(1, 10_000)).toBeLessThan(2 * cores(10, 10_000));
  });

  test("5 s and 1 s are noticed by 9 s, with a smaller multiplier up to 2 s sooner", () => {
    expect([latestMs(1.5), latestMs(1.1)]).toEqual([9000, 7000]);
  });
});
