import { expect, test } from "vitest";
import { effectiveMultiplier, timerOf } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { detectionReplay } from "../../src/timing/detection.ts";

function version(text: string) {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

function window(nanomq: string, retryIntervalS: number, multiplier: number | undefined, keepaliveS: number) {
  const timer = timerOf(retryIntervalS, effectiveMultiplier(multiplier, version(nanomq)));
  const replay = detectionReplay(timer, version(nanomq), { name: "c", keepaliveMs: keepaliveS * 1000 });
  const since = replay.windowMs;
  return since && [since.earliest / 1000, since.latest / 1000, (replay.afterConnectMs?.latest ?? NaN) / 1000];
}

test.each([
  ["0.22.10", 10, undefined, 5, [10, 20, 25]],
  ["0.22.10", 1, undefined, 5, [8, 9, 9.5]],
  ["0.22.10", 1, 1.0, 5, [6, 7, 7.5]],
  // Rounding to single precision brings detection one tick forward.
  ["0.22.10", 1, 1.05, 60, [63, 64, 64.5]],
  ["0.22.10", 1, 1.5, 0, [1, 2, 2.5]],
  ["0.25.3", 1, 1.5, 0, undefined],
  ["0.22.10", 0, 1.5, 5, undefined],
  ["0.22.10", -2, 1.5, 5, [0, 0, 0]],
  ["0.25.3", -2, 1.5, 5, undefined],
  ["0.21", 10, 1.5, 1, [1510, 1520, 1525]],
  ["0.21", 1, 1.5, 65535, undefined],
] as const)("NanoMQ %s, retry_interval %ss, multiplier %s, keepalive %ss", (nanomq, r, m, k, expected) => {
  expect(window(nanomq, r, m, k)).toEqual(expected);
});

test("a setting that counts for nothing leaves the default multiplier", () => {
  for (const m of [undefined, 0, -1, NaN]) expect(effectiveMultiplier(m, version("0.24.14"))).toBe(1.5);
  expect(effectiveMultiplier(undefined, version("0.20.8"))).toBe(1500);
});
