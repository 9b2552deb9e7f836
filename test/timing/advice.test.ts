import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { timerOf, timerOfText, timerText } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { nearestKeepalive, nearestTimer } from "../../src/timing/advice.ts";
import { detectionReplay } from "../../src/timing/detection.ts";

const version = (text: string) => parseVersion(text) ?? expect.fail(text);
const releases = ["0.18.2", "0.20.8", "0.22.10", "0.25.6"];
const client = (keepaliveMs: number) => ({ name: "", keepaliveMs });

describe("the nearest timer that notices a dead client in time", () => {
  test.each(releases)("%s: of the default settings for a keepalive of 5 s", (release) => {
    const multiplier = { "0.20.8": 0.0011 }[release] ?? 1.1;
    const advice = nearestTimer(timerOf(10, 1.5), version(release), client(5000), 7500);
    expect(advice && timerText(advice.timer, version(release))).toEqual({ retryIntervalS: 1, multiplier });
    expect(advice?.replay.windowMs?.latest).toBe(7000);
  });

  test.each([1e11, 3e38, Infinity])("a multiplier of %d ends at once", (multiplier) => {
    const advice = nearestTimer(timerOf(10, multiplier), version("0.24.14"), client(5000), 10_000);
    expect(advice).toMatchObject({
      timer: { multiplier: Math.fround(1.7) },
      replay: { windowMs: { latest: 10_000 } },
    });
  });

  test("a multiplier of 0 is in force where a variable makes it so, and counts as 0", () => {
    expect(timerText(timerOf(10, 0), version("0.24.0")).multiplier).toBe(0);
    const { windowMs } = detectionReplay(timerOf(10, 0), version("0.24.0"), client(5000));
    expect([windowMs?.earliest, windowMs?.latest]).toEqual([10_000, 20_000]);
  });

  test("whatever is in force, the window keeps to the limit and never cuts a live client short", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...releases),
        fc.integer({ min: -2, max: 5000 }),
        fc.oneof(fc.double({ noNaN: true, min: 0, max: 5 }), fc.double({ noNaN: true, min: 0 })),
        fc.integer({ min: 1, max: 65_535 }),
        fc.double({ noNaN: true, min: 1, max: 4 }),
        (release, retryIntervalS, multiplier, keepaliveS, factor) => {
          const keepaliveMs = keepaliveS * 1000;
          const current = timerOf(retryIntervalS, multiplier);
          const advice = nearestTimer(current, version(release), client(keepaliveMs), factor * keepaliveMs);
          if (advice === undefined) return;
          const { windowMs } = detectionReplay(advice.timer, version(release), client(keepaliveMs));
          expect(windowMs).toEqual(advice.replay.windowMs);
          expect(windowMs?.latest).toBeLessThanOrEqual(factor * keepaliveMs);
          expect(windowMs?.earliest).toBeGreaterThanOrEqual(keepaliveMs);
          const written = timerText(advice.timer, version(release));
          if (written.multiplier === 0) return;
          expect(timerOfText(written, version(release))).toEqual({ ...advice.timer, batchResend: false });
        },
      ),
    );
  });

  test("where no timer is quick enough, the longest keepalive with which one is", () => {
    const found = (limitMs: number) =>
      nearestKeepalive(timerOf(1, 1.5), version("0.24.14"), client(60_000), limitMs)?.keepaliveMs;
    expect([2000, 3000, 6000, 30_000].map(found)).toEqual([undefined, 1000, 4000, 26_000]);
  });
});
