import fc from "fast-check";
import { expect, test } from "vitest";
import { LagRecord, processLag } from "../../../src/live/probe/process-lag.ts";

test("the worst lateness since any moment is what a list of all of them says", () => {
  const lateness = fc.array(fc.nat({ max: 50 }), { maxLength: 60 });
  fc.assert(
    fc.property(lateness, fc.nat({ max: 60 }), (lates, since) => {
      const record = new LagRecord();
      for (const [at, late] of lates.entries()) record.note(at, late);
      expect(record.worstSinceMs(since)).toBe(Math.max(0, ...lates.slice(since)));
    }),
  );
});

test("a process that was busy for 150 ms says so to who watched then, and not to who came later", async () => {
  const { lagSinceMs, stop } = processLag();
  const before = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 30));
  for (const busyUntil = performance.now() + 150; performance.now() < busyUntil; );
  await new Promise((resolve) => setTimeout(resolve, 30));
  const after = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 30));
  stop();
  expect(lagSinceMs(before)).toBeGreaterThan(100);
  expect(lagSinceMs(after)).toBeLessThan(100);
});
