import * as fc from "fast-check";
import { expect, test } from "vitest";
import { releases } from "../../src/nanomq/releases.ts";
import { effectiveMultiplier, timerOf } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { detectionReplay, type WindowMs } from "../../src/timing/detection.ts";
import { type Aftermath, simulateDeparture, windowOf } from "../../src/timing/simulate.ts";
import {
  type Departure,
  drainMs,
  notesReceiveTime,
  redeliveryWindow,
  type SessionClient,
  sessionEndWindow,
  willWindow,
} from "../../src/timing/windows.ts";

const PHASES = 20;

function version(text: string) {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

const client: fc.Arbitrary<SessionClient> = fc.record({
  name: fc.constant("c"),
  keepaliveMs: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 600 }).map((s) => s * 1000),
  ),
  transport: fc.constantFrom("tcp", "ws"),
  protocol: fc.constantFrom(4, 5),
  cleanStart: fc.boolean(),
  sessionExpiryMs: fc.option(
    fc.integer({ min: 0, max: 400 }).map((s) => s * 1000),
    { nil: undefined },
  ),
  willDelayMs: fc.option(
    fc.integer({ min: 0, max: 100 }).map((s) => s * 1000),
    { nil: undefined },
  ),
});

const situation = fc
  .record({
    nanomq: fc.constantFrom(...releases).map(version),
    retryIntervalS: fc.integer({ min: -1, max: 120 }),
    configured: fc.option(fc.double({ min: 0.0001, max: 20, noNaN: true }), { nil: undefined }),
    client,
  })
  .map(({ nanomq, retryIntervalS, configured, client: who }) => ({
    nanomq,
    who,
    settings: timerOf(retryIntervalS, effectiveMultiplier(configured, nanomq)),
  }));

type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

/** The last packet comes at evenly spread phases between two ticks, long after CONNECT and will delay. */
function simulated(
  { settings, nanomq, who }: Situation,
  departure: Departure,
  pick: (aftermath: Aftermath) => number | undefined,
): WindowMs | undefined {
  const stepMs = Math.abs(settings.retry) || 1000;
  const establishedMs = Math.ceil((who.willDelayMs ?? 0) / stepMs + 3) * stepMs;
  const since = Array.from({ length: PHASES }, (_, i) => {
    const lastMs = establishedMs + (i / PHASES) * stepMs;
    const atMs = pick(simulateDeparture(settings, nanomq, who, departure, lastMs));
    return atMs === undefined ? undefined : atMs - lastMs;
  }).filter((ms) => ms !== undefined);
  return windowOf(since);
}

function expectSame(
  predicted: WindowMs | undefined,
  seen: WindowMs | undefined,
  retryIntervalMs: number,
): void {
  expect(seen === undefined).toBe(predicted === undefined);
  if (seen === undefined || predicted === undefined) return;
  const grain = Math.abs(retryIntervalMs) / PHASES + 1e-6;
  for (const figure of ["earliest", "p50", "p95", "latest"] as const) {
    expect(Math.abs(seen[figure] - predicted[figure])).toBeLessThanOrEqual(grain);
  }
  expect(seen.earliest).toBeGreaterThanOrEqual(predicted.earliest - 1e-6);
  expect(seen.latest).toBeLessThanOrEqual(predicted.latest + 1e-6);
}

test("detection: closed form and simulated broker agree", () => {
  fc.assert(
    fc.property(situation, (given) => {
      // A broker that closes at the CONNECT leaves no later packet to count from.
      fc.pre(given.settings.retry >= 0);
      const { windowMs } = detectionReplay(given.settings, given.nanomq, given.who);
      expectSame(
        windowMs,
        simulated(given, "silence", ({ closeMs }) => closeMs),
        given.settings.retry,
      );
    }),
    { numRuns: 300 },
  );
});

test("detection after an early death: the phase no longer matters", () => {
  fc.assert(
    fc.property(situation, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (given, share) => {
      const lastMs = Math.max(0, share * 1.5 * given.settings.retry);
      const { afterConnectMs } = detectionReplay(given.settings, given.nanomq, given.who);
      const { closeMs } = simulateDeparture(given.settings, given.nanomq, given.who, "silence", lastMs);
      expect(closeMs).toBe(afterConnectMs?.latest);
      expect(afterConnectMs?.earliest).toBe(afterConnectMs?.latest);
    }),
    { numRuns: 300 },
  );
});

test.each(["silence", "hang-up", "disconnect"] as const)("session end and will after %s", (departure) => {
  fc.assert(
    fc.property(situation, (given) => {
      fc.pre(given.settings.retry >= 0);
      const { settings, nanomq, who } = given;
      const end = sessionEndWindow(settings, nanomq, who, departure);
      expectSame(
        end,
        simulated(given, departure, ({ sessionEndMs }) => sessionEndMs),
        settings.retry,
      );
      const will = willWindow(settings, nanomq, who, departure);
      expectSame(
        will,
        simulated(given, departure, ({ willMs }) => willMs),
        settings.retry,
      );
    }),
    { numRuns: 200 },
  );
});

test("redelivery and drain", () => {
  const settings = timerOf(10, 1.5);
  expect(redeliveryWindow(settings, 1)).toEqual({
    earliest: 12_500,
    p50: 17_500,
    p95: 22_000,
    latest: 22_500,
  });
  expect(redeliveryWindow(settings, 3)?.earliest).toBe(32_500);
  expect(drainMs(settings, version("0.24.14"), 12)).toBe(125_000);
  expect(drainMs({ ...settings, batchResend: true }, version("0.25.6"), 12)).toBe(15_000);
  expect(drainMs({ ...settings, batchResend: true }, version("0.25.3"), 12)).toBe(125_000);
  expect(drainMs(settings, version("0.22.0"), 12)).toBeUndefined();
});

test("a message whose receive time nobody noted is resent at the next tick", () => {
  expect(redeliveryWindow(timerOf(10, 1.5), 1, false)).toMatchObject({ earliest: 0, latest: 10_000 });
  expect(notesReceiveTime(version("0.25.3"), "ws")).toBe(false);
  expect(notesReceiveTime(version("0.25.3"), "tcp")).toBe(true);
  expect(notesReceiveTime(version("0.25.5"), "ws")).toBe(true);
});
