import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseVersion } from "../../src/nanomq/version.ts";
import { nearestTiming } from "../../src/timing/advice.ts";
import { detectionReplay, effectiveMultiplier } from "../../src/timing/detection.ts";

const version = (text: string) => parseVersion(text) ?? expect.fail(text);
const releases = ["0.18.2", "0.20.8", "0.22.10", "0.25.6"];

describe("the nearest settings that notice a dead client in time", () => {
  test.each(releases)("%s: of the default settings for a keepalive of 5 s", (release) => {
    const multiplier = { "0.20.8": 0.0011 }[release] ?? 1.1;
    expect(
      nearestTiming({ retryIntervalS: 10, multiplier: 1.5 }, version(release), 5000, 7500),
    ).toMatchObject({ retryIntervalS: 1, multiplier, latestMs: 7000 });
  });

  test.each([1e11, 3e38, Infinity])("a multiplier of %d ends at once", (multiplier) => {
    const advice = nearestTiming({ retryIntervalS: 10, multiplier }, version("0.24.14"), 5000, 10_000);
    expect(advice).toMatchObject({ multiplier: 1.7, latestMs: 10_000 });
  });

  test("whatever is in force, the window keeps to the limit and never cuts a live client short", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...releases),
        fc.record({
          retryIntervalS: fc.integer({ min: -2, max: 5000 }),
          multiplier: fc.oneof(
            fc.double({ noNaN: true, min: 0, max: 5 }),
            fc.double({ noNaN: true, min: 0 }),
          ),
        }),
        fc.integer({ min: 1, max: 65_535 }),
        fc.double({ noNaN: true, min: 1, max: 4 }),
        (release, current, keepaliveS, factor) => {
          const keepaliveMs = keepaliveS * 1000;
          const advice = nearestTiming(current, version(release), keepaliveMs, factor * keepaliveMs);
          if (advice === undefined) return;
          const { windowMs } = detectionReplay(
            {
              retryIntervalMs: advice.retryIntervalS * 1000,
              multiplier: effectiveMultiplier(advice.multiplier, version(release)),
            },
            version(release),
            { name: "", keepaliveMs },
          );
          expect(windowMs).toMatchObject({ earliest: advice.earliestMs, latest: advice.latestMs });
          expect(advice.latestMs).toBeLessThanOrEqual(factor * keepaliveMs);
          expect(advice.earliestMs).toBeGreaterThanOrEqual(keepaliveMs);
        },
      ),
    );
  });
});
