import fc from "fast-check";
import { expect, test } from "vitest";
import type { Observation } from "../../../src/live/canary/canary.ts";
import { decidingCanaries } from "../../../src/live/canary/deciding.ts";
import { type Inference, inferSettings } from "../../../src/live/canary/infer.ts";
import { planCanaries } from "../../../src/live/canary/plan.ts";
import { type Timer, timerOf } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { simulateDeparture } from "../../../src/timing/simulate.ts";

const version = parseVersion("0.24.14") ?? expect.fail("no version");

/** What canaries with these keepalives would see of a broker with these settings; by the core, not by the formula. */
function observations(truth: Timer, keepalivesS: readonly number[], count: number, seed: number) {
  const classes = keepalivesS.map(
    (s) => ({ name: `${s}`, keepaliveMs: s * 1000, protocol: 4, transport: "tcp" }) as const,
  );
  const plan = {
    measures: ["detection"],
    count,
    seed,
    token: "t",
    retryIntervalMs: truth.retry,
  } as const;
  return planCanaries(classes, plan).map((canary): Observation => {
    const lastPacketMs = canary.pingsMs.at(-1) ?? 0;
    const client = { ...canary.clients, cleanStart: true };
    const { closeMs } = simulateDeparture(truth, version, client, "silence", lastPacketMs);
    return {
      canary,
      connackMs: 1,
      packets: [],
      lastPacketMs,
      closeMs,
      closeKind: "fin",
      willMs: undefined,
      publishMs: undefined,
      deliveries: [],
      listing: undefined,
      untilMs: closeMs ?? 0,
      lagMs: 0,
    };
  });
}

function inferred(seen: readonly Observation[], expected?: Timer): Inference {
  return inferSettings(seen, version, expected) ?? expect.fail("nothing inferred");
}

const multipliers = fc.constantFrom(1.05, 1.1, 1.25, 1.5, 2, 3);

test("the true settings are always among the explanations, and all closes are explained", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      multipliers,
      fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 1e6 }),
      (retryIntervalS, multiplier, keepalivesS, seed) => {
        const truth = timerOf(retryIntervalS, multiplier);
        const seen = observations(truth, keepalivesS, 4, seed);
        const { signs, explained, explanations } = inferred(seen);
        expect(explained).toBe(signs);
        const match = explanations.find((one) => {
          const { from, to } = one.multiplier;
          return one.retry === truth.retry && from <= multiplier + 1e-6 && multiplier < to + 1e-6;
        });
        expect(match).toBeDefined();
      },
    ),
    { numRuns: 300 },
  );
});

test("eight canaries of two keepalives tell retry_interval 10 s and multiplier 1.25", () => {
  const truth = timerOf(10, 1.25);
  const seen = observations(truth, [17, 45], 4, 1);
  const { explanations } = inferred(seen);
  expect(explanations).toHaveLength(1);
  expect(explanations[0]).toMatchObject({ retry: 10_000 });
  expect(explanations[0]?.multiplier.from).toBeCloseTo(20 / 17, 5);
  expect(explanations[0]?.multiplier.to).toBeCloseTo(60 / 45, 5);
  expect(decidingCanaries(explanations, version)).toBeUndefined();
});

test("one silent canary leaves several, and it is said how many more would decide", () => {
  const seen = observations(timerOf(3, 1.5), [2], 1, 1);
  const { explanations } = inferred(seen);
  expect(explanations.length).toBeGreaterThan(1);
  const deciding = decidingCanaries(explanations, version) ?? expect.fail("nothing would decide");
  const more = observations(timerOf(3, 1.5), [2, deciding.keepaliveMs / 1000], deciding.canaries + 1, 7);
  const intervals = inferred([...seen, ...more]).explanations;
  expect(new Set(intervals.map(({ retry }) => retry))).toEqual(new Set([3000]));
});

test("the expected settings come first where they explain as much as others", () => {
  const truth = timerOf(3, 1.25);
  const seen = observations(truth, [2], 1, 1);
  expect(inferred(seen, truth).explanations[0]).toMatchObject({
    retry: 3000,
    likely: 1.25,
  });
});

test("one canary that somebody killed does not mislead", () => {
  const [first, ...rest] = observations(timerOf(10, 1.5), [5], 6, 3);
  const killed = { ...(first ?? expect.fail("no canary")), closeMs: 7321 };
  const { signs, explained, explanations } = inferred([killed, ...rest]);
  expect([signs, explained]).toEqual([6, 5]);
  expect(explanations[0]).toMatchObject({ retry: 10_000 });
});

test("closes at random moments are not explained", () => {
  const seen = observations(timerOf(7, 1.5), [5], 8, 3).map((one, at) => {
    return { ...one, closeMs: one.lastPacketMs + 9000 + ((at * 7919) % 13_000) };
  });
  expect(inferred(seen).explanations).toEqual([]);
});
