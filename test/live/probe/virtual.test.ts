// Whole probes in virtual time: the canaries are real, sockets and waiting are not.
import { describe, expect, test } from "vitest";
import { assess } from "../../../src/live/canary/assess.ts";
import { type CanaryClass, measures } from "../../../src/live/canary/canary.ts";
import { patienceMs, type Yardstick } from "../../../src/live/canary/expectation.ts";
import { planCanaries } from "../../../src/live/canary/plan.ts";
import { traceRow } from "../../../src/live/canary/trace.ts";
import { ProbeError } from "../../../src/live/probe/failure.ts";
import { runProbe } from "../../../src/live/probe/run.ts";
import { timerOf, timerOfText } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { probeLines } from "../../../src/report/live/probe.ts";
import { replayTraceLine } from "../../../src/timing/trace/replay-trace.ts";
import { VirtualBroker } from "./virtual-world.ts";

const version = parseVersion("0.24.14") ?? expect.fail("no version");

interface Setup {
  readonly retryIntervalS: number;
  readonly multiplier: number;
  readonly keepaliveS: number;
  readonly protocol?: 4 | 5;
  readonly transport?: "tcp" | "ws";
  /** What the conf says, where that is not what the broker runs with. */
  readonly believed?: { readonly retryIntervalS: number; readonly multiplier: number };
}

async function probed({ retryIntervalS, multiplier, keepaliveS, believed, ...kind }: Setup) {
  const { protocol = 4, transport = "tcp" } = kind;
  const broker = new VirtualBroker(timerOf(retryIntervalS, multiplier), version, transport);
  const conf = believed ?? { retryIntervalS, multiplier };
  const timer = timerOfText(conf, version);
  const yardstick: Yardstick = { kind: "nanomq", timer, version };
  const clients: CanaryClass = { name: "sensors", keepaliveMs: keepaliveS * 1000, protocol, transport };
  const plan = { measures, count: 4, seed: 1, token: "t", retryIntervalMs: timer.retry };
  const canaries = planCanaries([clients], plan);
  const limitMs = (canary: (typeof canaries)[number]) => (patienceMs(yardstick, canary) ?? 60_000) + 30_000;
  const options = { canaries, token: "t", limitMs, listing: broker.listing, observed: () => undefined };
  const outcome = await broker.clock.run(runProbe(options, broker.world, new AbortController().signal));
  const observations = outcome?.observations ?? expect.fail("the probe did not end");
  return { broker, observations, conf, assessment: assess(observations, yardstick, version) };
}

const setups: readonly Setup[] = [
  { retryIntervalS: 10, multiplier: 1.5, keepaliveS: 5 },
  { retryIntervalS: 10, multiplier: 1.25, keepaliveS: 30, protocol: 5 },
  { retryIntervalS: 1, multiplier: 1.1, keepaliveS: 10 },
  { retryIntervalS: 3, multiplier: 1.5, keepaliveS: 2, transport: "ws" },
  // Tiny: a live canary is kicked between two of its pings, as predicted.
  { retryIntervalS: 1, multiplier: 0.01, keepaliveS: 60 },
];

describe.each(setups)(
  "retry_interval $retryIntervalS s, multiplier $multiplier, keepalive $keepaliveS s",
  (setup) => {
    test("everything is inside the window, recordings replay, nothing stays behind", async () => {
      const { broker, observations, assessment } = await probed(setup);
      expect(assessment.place).toBe("inside");
      expect(observations).toHaveLength(12);
      const trace = { version: "0.24.14", timer: setup };
      const rows = observations.map((observation) => traceRow(observation, trace));
      expect(rows).toHaveLength(12);
      for (const row of rows) {
        const { agrees, nearTick } = replayTraceLine(JSON.stringify(row), 1);
        expect(agrees || nearTick, JSON.stringify(row)).toBe(true);
      }
      expect(broker.openLinks).toBe(0);
      expect(broker.clients()).toEqual([]);
    });

    test("the settings are found", async () => {
      const { assessment, observations } = await probed(setup);
      const { explanations, explained } = assessment.inference ?? expect.fail("nothing inferred");
      expect(explained).toBe(observations.length);
      expect(explanations[0]).toMatchObject({ retry: setup.retryIntervalS * 1000 });
      const { from, to } = explanations[0]?.multiplier ?? expect.fail("no multiplier");
      expect(from).toBeLessThanOrEqual(setup.multiplier);
      expect(to).toBeGreaterThan(setup.multiplier);
    });
  },
);

test("another retry interval than the conf's is told", async () => {
  const { assessment } = await probed({
    retryIntervalS: 10,
    multiplier: 1.5,
    keepaliveS: 5,
    believed: { retryIntervalS: 1, multiplier: 1.5 },
  });
  const view = { columns: 80, unicode: true, paint: (_: string, text: string) => text };
  expect(assessment.place).toBe("later");
  expect(`\n${probeLines(assessment, version, view, "en").join("\n")}\n`).toMatchInlineSnapshot(`
    "
    sensors (keepalive 5 s, MQTT 3.1.1): close of a silent client, 4 canaries: LATER
      predicted  ·········┊██░·····················  8 s to 9 s
      measured   ·····························12·1·  22.62 s to 25 s, median 22.96 s
      silent right after connecting: predicted by 9.5 s
      the API lists none of them 0.53 s after the close

    sensors (keepalive 5 s, MQTT 3.1.1): will of a silent client, 4 canaries: LATER
      predicted  ·········┊██░·····················  8 s to 9 s
      measured   ·····························12·1·  22.59 s to 25 s, median 22.96 s
      silent right after connecting: predicted by 9.5 s
      the API lists none of them 0.37 s after the close

    sensors (MQTT 3.1.1): first duplicate of a message, 4 canaries: LATER
      predicted  ··███·····························  1.25 s to 2.25 s
      measured   ···························12···1·  12.67 s to 15 s, median 12.94 s

    █ after the last packet
    ░ (silent right after connecting)
    ┊ MQTT asks for 7.5 s
    1 2 3 number of canaries

    This broker behaves like retry_interval 10 s, keepalive_multiplier 1.5 (12 of 12
    moments explained).
    Any keepalive_multiplier from 0 to below 2 explains them as well.
    3 canaries more with --keepalive 10s would decide.
    "
  `);
  expect(
    `\n${probeLines(assessment, version, { ...view, unicode: false }, "zh").join("\n")}\n`,
  ).toMatchInlineSnapshot(`
    "
    sensors（keepalive 5 s, MQTT 3.1.1）：静默客户端何时被关闭，4 个探测客户端：晚于窗口
      预测  ...........|##-........................  8 s 到 9 s
      实测  .................................12..1.  22.62 s 到 25 s，中位数 22.96 s
      连接后立即静默的客户端：预计最迟 9.5 s
      关闭之后 0.53 s，API 已不再列出其中任何一个

    sensors（keepalive 5 s, MQTT 3.1.1）：静默客户端的遗嘱何时发布，4 个探测客户端：晚于窗口
      预测  ...........|##-........................  8 s 到 9 s
      实测  .................................12..1.  22.59 s 到 25 s，中位数 22.96 s
      连接后立即静默的客户端：预计最迟 9.5 s
      关闭之后 0.37 s，API 已不再列出其中任何一个

    sensors（MQTT 3.1.1）：未确认消息的第一次重发，4 个探测客户端：晚于窗口
      预测  ...###.................................  1.25 s 到 2.25 s
      实测  ...............................111...1.  12.67 s 到 15 s，中位数 12.94 s

    # 最后一个报文之后
    - （连接后立即静默时）
    | MQTT 要求 7.5 s
    1 2 3 探测客户端个数

    此代理的行为相当于 retry_interval 10 s、keepalive_multiplier 1.5（解释了 12 个时
    刻中的 12 个）。
    keepalive_multiplier 从 0 到小于 2 的任何值同样能解释。
    再用 3 个 --keepalive 10s 的探测客户端即可判定。
    "
  `);
});

/** A probe of two canaries with settings 10 s and 1.5, whose world something happens to. */
async function disturbed(disturb: (broker: VirtualBroker) => void, limitMs = 60_000) {
  const broker = new VirtualBroker(timerOf(10, 1.5), version);
  const yardstick: Yardstick = { kind: "nanomq", timer: timerOf(10, 1.5), version };
  const clients: CanaryClass = { name: "sensors", keepaliveMs: 5000, protocol: 5, transport: "tcp" };
  const plan = { measures: ["detection"], count: 2, seed: 1, token: "t", retryIntervalMs: 10_000 } as const;
  disturb(broker);
  const options = { canaries: planCanaries([clients], plan), token: "t", limitMs: () => limitMs };
  const running = runProbe(
    { ...options, listing: undefined, observed: () => undefined },
    broker.world,
    new AbortController().signal,
  );
  const failed = await broker.clock.run(
    running.then(
      () => undefined,
      (error: unknown) => (error instanceof ProbeError ? error.failure : expect.fail(String(error))),
    ),
  );
  const outcome = failed === undefined ? await running : undefined;
  const place = outcome && assess(outcome.observations, yardstick, version).place;
  return { broker, failed, place, failures: outcome?.failures };
}

describe("a broker of which nothing can be said", () => {
  test("stops before any canary was noticed: not taken for a notice", async () => {
    const { broker, failed } = await disturbed((world) => world.clock.at(5000, () => world.crash()));
    expect(failed).toEqual({ kind: "lost" });
    expect(broker.openLinks).toBe(0);
  });

  test("stops between two canaries: the first is judged, the second is not", async () => {
    const { failures, place } = await disturbed((world) => world.clock.at(30_000, () => world.crash()));
    expect(failures).toEqual([{ kind: "lost" }]);
    expect(place).toBe("inside");
  });

  test("restarts at once: still no notice", async () => {
    const { failed } = await disturbed((world) =>
      world.clock.at(5000, () => {
        world.crash();
        world.up = true;
      }),
    );
    expect(failed).toEqual({ kind: "lost" });
  });

  test("cannot be reached any more, without a FIN: not taken for a late notice", async () => {
    const { broker, failed } = await disturbed((world) => world.clock.at(5000, () => world.cutOff()));
    expect(failed).toEqual({ kind: "lost" });
    expect(broker.openLinks).toBe(0);
  });

  test("kicks a canary by hand: its DISCONNECT says so", async () => {
    const { failures, place } = await disturbed((world) => world.clock.at(5000, () => world.kick(1, 0x98)));
    expect(failures).toEqual([{ kind: "kicked", code: 0x98 }]);
    expect(place).toBe("inside");
  });
});

test("a canary that somebody closes without a word was noticed too early", async () => {
  const { place } = await disturbed((world) => world.clock.at(5000, () => world.kick(1)));
  expect(place).toBe("earlier");
});
