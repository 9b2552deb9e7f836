import { describe, expect, test } from "vitest";
import { advise } from "../../../src/advise/search/advise.ts";
import { settingAt } from "../../../src/advise/search/plan.ts";
import { milliseconds, timerOf } from "../../../src/nanomq/time.ts";
import { detectionReplay } from "../../../src/timing/detection.ts";
import { client, question, versionOf } from "./input.ts";

describe("clients that die right after their CONNECT", () => {
  const input = question([client(5)], { detectWithinMs: 8000 });

  test("both ends are told, and what covers both is offered beside the answer", () => {
    const advice = advise(input);
    if (advice.outcome !== "change") expect.fail(advice.outcome);
    const verdict = advice.after.verdicts.find(({ objective }) => objective === "detect-within");
    expect(verdict).toMatchObject({ value: 8000, met: true, earlyDeaths: { value: 8500, met: false } });
    const covering = advice.covering ?? expect.fail("nothing offered");
    const { afterConnectMs } = detectionReplay(covering.settings.timer, input.version, {
      name: "",
      keepaliveMs: 5000,
    });
    expect(afterConnectMs?.latest).toBeLessThanOrEqual(8000);
    expect(covering.guards).toEqual([]);
  });

  test("an objective that is about them too is met for both", () => {
    const early = { ...input, objectives: { detectWithinMs: 8000, earlyDeaths: true } };
    const advice = advise(early);
    if (advice.outcome !== "change") expect.fail(advice.outcome);
    const verdict = advice.after.verdicts.find(({ objective }) => objective === "detect-within");
    expect(verdict?.value).toBeLessThanOrEqual(8000);
    expect(verdict?.earlyDeaths).toEqual({ value: verdict?.value, met: true });
    expect(advice.covering).toBeUndefined();
  });
});

describe("what can be had is found", () => {
  test("a window between two usual multipliers", () => {
    const advice = advise(question([client(60)], { detectWithinMs: 63_000 }));
    if (advice.outcome !== "change") expect.fail(advice.outcome);
    const { detection } = advice.after.figures.clients[0] ?? expect.fail("no client");
    expect(detection.windowMs).toMatchObject({ earliest: 62_000, latest: 63_000 });
  });

  test("where only lint objects, that is what is said: something meets the objective", () => {
    const limits = {
      "timing/retry-interval-very-long": { longest: 1 },
      "timing/multiplier-at-or-below-one": {},
    };
    const advice = advise(question([client(10)], { detectWithinMs: 11_900, cpuShare: 0.5 }, { limits }));
    expect(advice.outcome).toBe("infeasible");
    const met = advice.outcome === "infeasible" && advice.relaxations.some(({ lever }) => lever === "rules");
    const dense = [1, 2, 3, 4, 5].some((s) =>
      Array.from({ length: 300 }, (_, at) => 0.9 + at / 100).some((multiplier) => {
        const { windowMs } = detectionReplay(timerOf(s, multiplier), versionOf("0.24.14"), {
          name: "",
          keepaliveMs: 10_000,
        });
        return windowMs !== undefined && windowMs.latest <= 11_900 && windowMs.earliest >= 11_000;
      }),
    );
    expect(met).toBe(dense);
  });

  test("a multiplier of 0 is what is in force, and is left behind", () => {
    const input = question([client(5)], { detectWithinMs: 9000 }, { version: versionOf("0.24.0") });
    const timer = { retry: milliseconds(3000), multiplier: 0, batchResend: false };
    const advice = advise({ ...input, current: { ...input.current, timer } });
    expect(advice.before.figures.clients[0]?.detection.windowMs).toMatchObject({
      earliest: 3000,
      latest: 6000,
    });
    if (advice.outcome !== "change") expect.fail(advice.outcome);
    expect(advice.after.changes).toContainEqual(
      expect.objectContaining({ key: "mqtt.keepalive_multiplier", from: 0 }),
    );
    expect(settingAt(advice.after.settings, "mqtt.keepalive_multiplier", input.version)).toBeGreaterThan(1);
  });
});
