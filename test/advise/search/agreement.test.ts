import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advise } from "../../../src/advise/search/advise.ts";
import { settingAt } from "../../../src/advise/search/plan.ts";
import { confValue } from "../../../src/advise/search/takeover.ts";
import { noFacts } from "../../../src/facts/facts.ts";
import { lintConf } from "../../../src/lint/lint-conf.ts";
import { timerLimitsOf } from "../../../src/lint/timing.ts";
import { type Timer, timerOfText } from "../../../src/nanomq/time.ts";
import { detectionReplay } from "../../../src/timing/detection.ts";
import { brokenLimits } from "../../../src/timing/timer-limits.ts";
import { client, versionOf } from "./input.ts";

/*
 * One rule of thumb, one window: whatever the conf, the clients and the parameters of rules, what lint says, what its picture
 * draws, what its story plays, and what tune proposes and keeps to are the same figures.
 */

const COARSE = "timing/retry-interval-too-coarse";

const situation = fc.record({
  nanomq: fc.constantFrom("0.20.8", "0.22.10", "0.24.14", "0.25.6"),
  retryIntervalS: fc.integer({ min: 1, max: 90 }),
  multiplier: fc.constantFrom(1.1, 1.25, 1.5, 2.12, 3),
  keepalivesS: fc.uniqueArray(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 3 }),
  ratio: fc.constantFrom(0.05, 0.1, 0.25, 0.3, 0.5, 0.9),
  longest: fc.constantFrom(5, 20, 60, 300),
});

type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

function confOf({ nanomq, multiplier, retryIntervalS }: Situation): string {
  const factor = nanomq === "0.20.8" ? 1000 : 1;
  return [
    `mqtt.retry_interval = ${retryIntervalS}s`,
    `mqtt.keepalive_multiplier = ${multiplier / factor}`,
    "",
  ].join("\n");
}

function timerOfSituation({ nanomq, multiplier, retryIntervalS }: Situation): Timer {
  const factor = nanomq === "0.20.8" ? 1000 : 1;
  return timerOfText({ retryIntervalS, multiplier: multiplier / factor }, versionOf(nanomq));
}

function factsOf({ keepalivesS, ratio, longest }: Situation) {
  return {
    ...noFacts,
    clients: keepalivesS.map((s) => ({ name: `k${s}`, keepaliveMs: s * 1000, count: 10 })),
    rules: new Map([
      [COARSE, { params: { ratio } }],
      ["timing/retry-interval-very-long", { params: { longest } }],
    ]),
  };
}

function linted(given: Situation, text = confOf(given)) {
  const { findings } = lintConf({ conf: { text }, version: versionOf(given.nanomq), facts: factsOf(given) });
  return findings;
}

describe("lint, its picture, replay and tune", () => {
  test("name the same retry interval and the same windows", () => {
    fc.assert(
      fc.property(situation, (given) => {
        const version = versionOf(given.nanomq);
        const timer = timerOfSituation(given);
        for (const { rule, args, replay, timeline, alternatives = [] } of linted(given)) {
          if (rule !== COARSE || replay === undefined || timeline === undefined) continue;
          const { name, keepaliveMs } = replay;
          expect(replay).toEqual(detectionReplay(timer, version, { name, keepaliveMs }));
          expectSame([args["earliest"], args["latest"]], replay.windowMs);
          const closedMs = (timeline.kickMs ?? 0) - timeline.lastPacketMs;
          expect(closedMs).toBeGreaterThanOrEqual(replay.windowMs?.earliest ?? 0);
          expect(closedMs).toBeLessThanOrEqual(replay.windowMs?.latest ?? 0);
          const [first] = alternatives;
          expect(first?.text).toBe(`retry_interval = ${String(args["advised"])}s`);
          expectSame([args["advised_earliest"], args["advised_latest"]], first?.replay.windowMs);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("report what the guards of tune report", () => {
    fc.assert(
      fc.property(situation, (given) => {
        const facts = factsOf(given);
        const keepalivesMs = given.keepalivesS.map((s) => s * 1000);
        const connections = facts.clients.reduce((sum, { count }) => sum + count, 0);
        const broken = brokenLimits(
          timerOfSituation(given),
          versionOf(given.nanomq),
          { keepalivesMs, connections },
          timerLimitsOf(facts),
        );
        const said = new Set(linted(given).map(({ rule }) => rule));
        for (const rule of broken) expect([...said]).toContain(rule);
        expect(said.has(COARSE)).toBe(broken.includes(COARSE));
      }),
      { numRuns: 60 },
    );
  });

  test("a conf changed as tune says is silent about the timer", () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 3, max: 400 }), (given, detectWithinS) => {
        const version = versionOf(given.nanomq);
        const facts = factsOf(given);
        const clients = given.keepalivesS.map((s) => client(s, { count: 10 }));
        const advice = advise({
          version,
          clients,
          objectives: { detectWithinMs: detectWithinS * 1000 },
          limits: timerLimitsOf(facts),
          current: {
            timer: timerOfSituation(given),
            maxMqueueLen: 1024,
            keepalivesMs: clients.map(({ keepaliveMs }) => keepaliveMs),
          },
        });
        if (advice.outcome !== "change") return;
        const { settings } = advice.after;
        const text = (["mqtt.retry_interval", "mqtt.keepalive_multiplier"] as const)
          .map((key) => `${key} = ${confValue(key, settingAt(settings, key, version))}\n`)
          .join("");
        const reported = linted(given, text).filter(({ severity }) => severity !== "info");
        const about = reported.filter(({ rule }) => rule.startsWith("timing/"));
        // 0.20.8 multiplies: that the conf divides is said by a rule about the release.
        expect(about.map(({ rule }) => rule)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** "114 s" and "2 h 5 min" back in milliseconds, to the smallest unit that is said. */
function expectSame(
  texts: readonly unknown[],
  window: { readonly earliest: number; readonly latest: number } | undefined,
): void {
  const [earliest, latest] = texts.map((text) => {
    const parts = [...String(text).matchAll(/([\d.]+) (ms|s|min|h|d)\b/g)];
    return parts.reduce((sum, [, value, unit]) => sum + Number(value) * (UNITS[unit ?? ""] ?? NaN), 0);
  });
  expect(earliest).toBeCloseTo(window?.earliest ?? NaN, -1);
  expect(latest).toBeCloseTo(window?.latest ?? NaN, -1);
}
