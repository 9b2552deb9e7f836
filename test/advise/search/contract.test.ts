import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advise } from "../../../src/advise/search/advise.ts";
import { Assessor } from "../../../src/advise/search/figures.ts";
import { type Option, optionOf, slackMs, visibleCores } from "../../../src/advise/search/option.ts";
import type { AdviseInput, Change, Settings } from "../../../src/advise/search/plan.ts";
import { behaviourOf } from "../../../src/nanomq/behaviour.ts";
import { releases } from "../../../src/nanomq/releases.ts";
import { effectiveMultiplier, milliseconds } from "../../../src/nanomq/time.ts";
import { detectionReplay } from "../../../src/timing/detection.ts";
import { networks } from "../../../src/timing/network.ts";
import { pingPolicies } from "../../../src/timing/ping-policy.ts";
import { applied, client, question, versionOf } from "./input.ts";

const seconds = (min: number, max: number) => fc.integer({ min, max }).map((s) => s * 1000);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 2 });

const clientArbitrary = fc
  .record({
    keepaliveS: fc.integer({ min: 1, max: 300 }),
    count: fc.constantFrom(1, 100, 5000, 20_000),
    policy: fc.constantFrom(...Object.values(pingPolicies)),
    offlineMessages: fc.integer({ min: 0, max: 3000 }),
    transport: fc.constantFrom("tcp" as const, "ws" as const),
  })
  .map(({ keepaliveS, ...more }) => client(keepaliveS, more));

const objectivesArbitrary = fc.record({
  detectWithinMs: maybe(seconds(1, 400)),
  mqttLimit: maybe(fc.boolean()),
  redeliverWithinMs: maybe(seconds(1, 60)),
  drainWithinMs: maybe(seconds(1, 600)),
  cpuShare: maybe(fc.double({ min: 0.001, max: 0.5, noNaN: true })),
});

const questionArbitrary: fc.Arbitrary<AdviseInput> = fc
  .record({
    clients: fc.uniqueArray(clientArbitrary, { minLength: 1, maxLength: 2, selector: ({ name }) => name }),
    objectives: objectivesArbitrary,
    version: fc.constantFrom(...releases).map(versionOf),
    setClients: fc.boolean(),
    retryIntervalS: fc.constantFrom(0, 1, 3, 10, 30, 90),
    multiplier: fc.constantFrom(0.5, 1, 1.25, 1.5, 2.12, 3, 1250),
  })
  .map(({ clients, objectives, retryIntervalS, multiplier, ...rest }) =>
    question(clients, objectives, { ...rest, current: { retryIntervalS, multiplier } }),
  );

/** One sample serves every property: asking takes longer than looking at the answer. */
const answered = fc
  .sample(questionArbitrary, { numRuns: 150, seed: 7 })
  .map((input) => ({ input, advice: advise(input) }));

const recommended = answered.flatMap(({ input, advice }) =>
  advice.outcome === "change" ? [{ input, advice, after: advice.after }] : [],
);
const refused = answered.flatMap(({ input, advice }) =>
  advice.outcome === "infeasible" ? [{ input, advice }] : [],
);

function settle(from: Settings, changes: readonly Change[], input: AdviseInput): Settings {
  return changes.reduce((settings, change) => settled(settings, change, input), from);
}

function settled(settings: Settings, change: Change, input: AdviseInput): Settings {
  if (change.target === "client") {
    const keepalivesMs = settings.keepalivesMs.map((ms, index) =>
      input.clients[index]?.name === change.client ? change.toMs : ms,
    );
    return { ...settings, keepalivesMs };
  }
  const { timer } = settings;
  switch (change.key) {
    case "mqtt.retry_interval":
      return { ...settings, timer: { ...timer, retry: milliseconds(Number(change.to) * 1000) } };
    case "mqtt.keepalive_multiplier":
      return {
        ...settings,
        timer: { ...timer, multiplier: effectiveMultiplier(Number(change.to), input.version) },
      };
    case "mqtt.batch_resend":
      return { ...settings, timer: { ...timer, batchResend: Boolean(change.to) } };
    case "mqtt.max_mqueue_len":
      return { ...settings, maxMqueueLen: Number(change.to) };
  }
}

describe("the contract", () => {
  test("the sample holds enough of each outcome", () => {
    expect(recommended.length).toBeGreaterThan(30);
    expect(refused.length).toBeGreaterThan(30);
  });

  test("every proposed value is in range for the version", () => {
    for (const { input, after } of recommended) {
      const { settings, changes, guards } = after;
      expect(guards).toEqual([]);
      expect(settings.timer.retry % 1000).toBe(0);
      expect(settings.timer.retry).toBeGreaterThanOrEqual(1000);
      expect(settings.timer.multiplier).toBeGreaterThanOrEqual(1);
      for (const ms of settings.keepalivesMs) expect(ms % 1000 === 0 && ms <= 65_535_000).toBe(true);
      const usesBatch = changes.some((one) => one.target === "conf" && one.key === "mqtt.batch_resend");
      if (usesBatch) expect(behaviourOf(input.version).batchResend).toBe("optional");
    }
  });

  test("one value for each key, and clients only where they may change", () => {
    for (const { input, after } of recommended) {
      const names = after.changes.map((one) => (one.target === "conf" ? one.key : `client ${one.client}`));
      expect(new Set(names).size).toBe(names.length);
      if (input.setClients !== true) expect(names.filter((name) => name.startsWith("client"))).toEqual([]);
    }
  });

  test("the changes lead from what is in force to what is recommended", () => {
    for (const { input, after } of recommended)
      expect(settle(input.current, after.changes, input)).toEqual(after.settings);
  });

  test("the windows after the change are those of the closed form, and within the objective", () => {
    for (const { input, after } of recommended) {
      const { timer } = after.settings;
      for (const [index, one] of input.clients.entries()) {
        const keepaliveMs = after.settings.keepalivesMs[index] ?? 0;
        const { windowMs } = detectionReplay(timer, input.version, { ...one, keepaliveMs });
        expect(windowMs).toEqual(after.figures.clients[index]?.detection.windowMs);
        expect(windowMs?.latest ?? Infinity).toBeLessThanOrEqual(input.objectives.detectWithinMs ?? Infinity);
        expect(windowMs?.earliest ?? Infinity).toBeGreaterThan(keepaliveMs * one.policy.share);
      }
    }
  });

  test("dropping any set of changes breaks an objective or a rule of the linter", () => {
    for (const { input, after, advice } of recommended) {
      const assessor = new Assessor(input);
      for (let kept = 0; kept < 2 ** after.changes.length - 1; kept++) {
        const some = after.changes.filter((_, index) => (kept >> index) & 1);
        const partial = optionOf(settle(input.current, some, input), input, assessor);
        expect(partial.met && partial.guards.length === 0).toBe(false);
      }
      for (const { holds, guards } of advice.reasons) expect(holds.length + guards.length).toBeGreaterThan(0);
    }
  });

  test("applied and asked again, nothing is left to change", () => {
    for (const { input, after } of recommended)
      expect(advise(applied(input, after.settings)).outcome).toBe("met");
  });

  test("nothing on the front is cheaper than the recommendation", () => {
    const clients = ({ changes }: Option) => changes.filter(({ target }) => target === "client").length;
    for (const { advice, after } of recommended) {
      const cheaper = advice.front.filter(
        (one) =>
          clients(one) <= clients(after) &&
          one.changes.length <= after.changes.length &&
          visibleCores(one) < visibleCores(after),
      );
      expect(cheaper).toEqual([]);
    }
  });

  test("where nobody sees the CPU, none of as few changes leaves live clients more slack", () => {
    for (const { advice, after } of recommended) {
      if (visibleCores(after) > 0) continue;
      const slacker = advice.front.filter(
        (one) =>
          one.changes.every(({ target }) => target === "conf") &&
          one.changes.length <= after.changes.length &&
          visibleCores(one) === 0 &&
          one.guards.length === 0 &&
          (slackMs(one) ?? 0) > (slackMs(after) ?? 0),
      );
      if (after.changes.every(({ target }) => target === "conf")) expect(slacker).toEqual([]);
    }
  });

  test("infeasible is said to be so, and each relaxation makes it feasible", () => {
    for (const { input, advice } of refused) {
      expect(advice.before.met).toBe(false);
      for (const relaxation of advice.relaxations) {
        if (relaxation.lever === "clients") {
          expect(relaxation.option.met).toBe(true);
          expect(advise(applied(input, relaxation.option.settings)).outcome).toBe("met");
          continue;
        }
        if (relaxation.lever === "rules") {
          expect(relaxation.option).toMatchObject({ met: true, guards: relaxation.rules });
          expect(relaxation.rules.length).toBeGreaterThan(0);
          continue;
        }
        const { objective, option, limit, reachable } = relaxation;
        expect(option.verdicts.filter((one) => one.objective !== objective && !one.met)).toEqual([]);
        expect(reachable).toBeGreaterThan(limit);
      }
    }
  });
});

describe("answers", () => {
  test("5 s keepalive within 8 s takes one second and a smaller multiplier", () => {
    const advice = advise(question([client(5)], { detectWithinMs: 8000 }));
    expect(advice).toMatchObject({
      outcome: "change",
      after: { settings: { timer: { retry: 1000, multiplier: 1.25 } } },
    });
  });

  test("6 s for 5 s clients cannot be had: the window ends at 7 s, or clients ping sooner", () => {
    const advice = advise(question([client(5)], { detectWithinMs: 6000 }));
    expect(advice).toMatchObject({
      outcome: "infeasible",
      binding: ["detect-within"],
      relaxations: [
        { lever: "objective", limit: 6000, reachable: 7000 },
        { lever: "clients", option: { settings: { keepalivesMs: [4000] } } },
      ],
    });
  });

  test("a queue that drains too slowly is batched where the version can", () => {
    const slow = client(60, { offlineMessages: 500 });
    const old = advise(question([slow], { drainWithinMs: 60_000 }));
    expect(old).toMatchObject({ outcome: "infeasible", binding: ["drain-within"] });
    const version = versionOf("0.25.6");
    const advice = advise(question([slow], { drainWithinMs: 60_000 }, { version }));
    expect(advice).toMatchObject({
      outcome: "change",
      after: { changes: [{ target: "conf", key: "mqtt.batch_resend", from: false, to: true }] },
    });
  });

  test("releases that take the multiplier times 1000 get one divided by 1000", () => {
    const advice = advise(
      question([client(20)], { detectWithinMs: 40_000 }, { version: versionOf("0.20.8") }),
    );
    expect(advice).toMatchObject({
      outcome: "change",
      after: { changes: [{}, { key: "mqtt.keepalive_multiplier", to: 0.0018 }] },
    });
  });

  test("false kicks rule out the settings that a mobile network cannot bear", () => {
    const mobile = client(30, { network: networks.mobile });
    const kicks = (falseKicksPerDay?: number) => {
      const advice = advise(question([mobile], { detectWithinMs: 45_000, falseKicksPerDay }));
      const option = advice.outcome === "change" ? advice.after : advice.before;
      return option.figures.clients[0]?.falseKicks?.perDay ?? Infinity;
    };
    expect(kicks()).toBeGreaterThan(5);
    expect(kicks(5)).toBeLessThanOrEqual(5);
  });
});
