import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BridgeSettings, defaultBridge, type Qos } from "../../../src/nanomq/bridge-settings.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { Backoff, longestReturnMs } from "../../../src/timing/outage/backoff.ts";
import { BridgeCore } from "../../../src/timing/outage/bridge-core.ts";
import type { BridgeEffect, BridgeEvent } from "../../../src/timing/outage/events.ts";
import { Random } from "../../../src/timing/random.ts";
import { versionOf } from "./simulate.ts";

type Step = readonly [atMs: number, event: BridgeEvent];

function bridge(version: string, changes: Partial<BridgeSettings> = {}): BridgeCore {
  const known = parseVersion(version);
  if (known === undefined) throw new RangeError(version);
  return new BridgeCore({ ...defaultBridge, queueLength: 10, ...changes }, known);
}

/** All effects, deadlines included, up to `untilMs`. */
function run(core: BridgeCore, steps: readonly Step[], untilMs: number): readonly BridgeEffect[] {
  const elapse: Step = [untilMs, { kind: "elapse" }];
  return [...steps, elapse].flatMap(([atMs, event]) => core.handle(event, atMs));
}

/** Effects as short words, in order. */
function said(effects: readonly BridgeEffect[]): readonly string[] {
  return effects.flatMap((effect) => {
    switch (effect.kind) {
      case "send":
        return [`${effect.source} ${effect.copy} @${effect.atMs}`];
      case "lost":
        return [`lost ${effect.first}+${effect.count} ${effect.why}`];
      case "subscribe":
        return effect.sure ? [] : ["subscribe?"];
      default:
        return [`${effect.kind} @${effect.atMs}`];
    }
  });
}

const connected: BridgeEvent = { kind: "connected" };
const closed: BridgeEvent = { kind: "closed" };

function messages(first: number, count: number, qos: Qos = 1): BridgeEvent {
  return { kind: "publish", first, count, qos, everyMs: 0 };
}

describe("one more message than slots, nothing acknowledged", () => {
  const steps: readonly Step[] = [
    [0, connected],
    [10, messages(0, 5)],
  ];
  const sent = ["client 0 @10", "client 1 @10", "client 2 @10", "client 3 @10"];

  test.each([
    ["0.22.6", 10, ["lost 4+1 slot-busy"]],
    ["0.23.0", 10, ["lost 4+1 slot-busy"]],
    ["0.23.1", 10, []],
    ["0.24.1", 0, ["lost 4+1 queue-full"]],
    ["0.24.2", 0, ["lost 4+1 queue-full", "crash @10"]],
    ["0.25.6", 0, ["lost 4+1 queue-full", "crash @10"]],
    ["0.25.6", 1, []],
  ])("%s, queue of %i", (version, queueLength, expected) => {
    const chance = version === "0.23.1" || version === "0.23.0" ? ["subscribe?"] : [];
    expect(said(run(bridge(version, { queueLength }), steps, 20))).toEqual([...chance, ...sent, ...expected]);
  });

  test("QoS 0 never waits for a slot", () => {
    const core = bridge("0.25.6");
    const flow: readonly Step[] = [
      [0, connected],
      [10, messages(0, 9, 0)],
    ];
    expect(said(run(core, flow, 20))).toHaveLength(9);
  });
});

describe("twelve messages while the link is down, then it is back", () => {
  const steps: readonly Step[] = [
    [0, messages(0, 12)],
    [100, connected],
  ];

  test.each([
    ["0.20.8", ["lost 1+11"], ["held 0 @100"]],
    ["0.24.13", ["lost 1+11"], ["held 0 @100"]],
    ["0.24.14", ["lost 0+2"], []],
    ["0.25.6", ["lost 0+2"], []],
  ])("%s", (version, lost, sent) => {
    const effects = run(bridge(version), steps, 200);
    const losses = effects.filter((effect) => effect.kind === "lost");
    const total = losses.reduce((sum, { count }) => sum + count, 0);
    expect(`lost ${Math.min(...losses.map(({ first }) => first))}+${total}`).toBe(lost[0]);
    expect(said(effects).filter((text) => text.includes("held") || text.startsWith("queue"))).toEqual(sent);
  });

  test("from 0.24.14 the queue waits for a new message, then goes one per acknowledgement", () => {
    const core = bridge("0.25.6");
    run(core, steps, 200);
    const effects = run(
      core,
      [
        [300, messages(12, 1)],
        [301, { kind: "acknowledge", packetId: 1 }],
        [302, { kind: "acknowledge", packetId: 2 }],
      ],
      400,
    );
    expect(said(effects)).toEqual(["client 12 @300", "queue 2 @301", "queue 3 @302"]);
    expect(core.backlog).toEqual({ underWay: 1, queued: 8, held: 0, stored: 0 });
  });

  test("from 0.24.14 QoS 0 is lost, whatever retry_qos_0 and the cache say", () => {
    const disk = { rows: 100, flushAt: 10, resendIntervalMs: 5000 };
    const core = bridge("0.24.14", { disk, retryQos0: true });
    expect(said(core.handle(messages(0, 12, 0), 0))).toEqual(["lost 0+12 link-down"]);
  });
});

describe("disk cache", () => {
  const disk = { rows: 4, flushAt: 2, resendIntervalMs: 700 };

  test.each([
    ["0.20.8", 700],
    ["0.22.7", 2000],
    ["0.24.13", 2000],
  ])("%s drains one row every %i ms, oldest first", (version, everyMs) => {
    const core = bridge(version, { disk, resendIntervalMs: 2000 });
    const effects = run(
      core,
      [
        [0, messages(0, 7)],
        [100, connected],
      ],
      100 + 3 * everyMs,
    );
    const rows = said(effects).filter((text) => text.startsWith("disk"));
    expect(rows).toEqual([2, 3, 4].map((copy, i) => `disk ${copy} @${100 + (i + 1) * everyMs}`));
  });

  test("keepalive <= resend_interval: every tick pings, no row is ever sent", () => {
    const core = bridge("0.22.10", { disk, keepaliveMs: 5000 });
    const effects: BridgeEffect[] = [
      ...run(
        core,
        [
          [0, messages(0, 4)],
          [100, connected],
        ],
        100,
      ),
    ];
    for (let atMs = 5100; atMs < 60_000; atMs += 5000) {
      effects.push(...run(core, [[atMs, { kind: "packet" }]], atMs + 1));
    }
    expect(said(effects).some((text) => text.startsWith("disk"))).toBe(false);
  });

  test("from 0.24.14 it is not used", () => {
    const core = bridge("0.25.3", { disk });
    core.handle(messages(0, 3), 0);
    expect(core.backlog).toMatchObject({ stored: 0, queued: 3 });
  });
});

describe("what is under way when the link breaks", () => {
  const breaks: readonly Step[] = [
    [0, connected],
    [1000, messages(0, 2)],
    [2000, closed],
    [3000, connected],
  ];

  test("up to 0.22.6 it is given up", () => {
    expect(said(run(bridge("0.22.6"), breaks, 60_000))).toContain("lost 0+2 unacknowledged");
  });

  test("then a tick resends the lowest packet id, once it is older than resend_wait", () => {
    const effects = run(bridge("0.24.14", { cancelTimeoutMs: 60_000 }), breaks, 13_000);
    expect(said(effects).filter((text) => text.startsWith("resend"))).toEqual([
      "resend 0 @8000",
      "resend 0 @13000",
    ]);
  });

  test("cancel_timeout gives it up while the link is up, and does nothing while it is down", () => {
    const up = said(run(bridge("0.24.14", { cancelTimeoutMs: 5000 }), breaks, 7000));
    expect(up).toContain("lost 0+2 unacknowledged");
    const down: readonly Step[] = [...breaks.slice(0, 3), [9000, connected]];
    const slept = bridge("0.24.14", { cancelTimeoutMs: 5000, keepaliveMs: 1000 });
    expect(said(run(slept, down, 9500))).not.toContain("lost 0+2 unacknowledged");
    expect(slept.backlog.underWay).toBe(2);
  });
});

describe("a silent link is noticed", () => {
  test.each([
    ["0.20.8", 60_000, [60_000, 120_000], 180_000],
    ["0.24.4", 60_000, [60_000, 120_000], 125_000],
    ["0.24.5", 60_000, [60_000], 65_000],
    ["0.25.6", 4000, [5000], 10_000],
  ])("%s, keepalive %i ms: pings at %j, gone at %i ms", (version, keepaliveMs, pings, downMs) => {
    const effects = run(bridge(version, { keepaliveMs }), [[0, connected]], 200_000);
    expect(said(effects).slice(0, pings.length + 1)).toEqual([
      ...pings.map((atMs) => `ping @${atMs}`),
      `down @${downMs}`,
    ]);
  });

  test("but not through a full socket", () => {
    const full: readonly Step[] = [
      [0, connected],
      [1000, { kind: "socket", full: true }],
    ];
    expect(said(run(bridge("0.25.6"), full, 600_000))).toEqual([]);
  });
});

describe("MQTT 5, a CONNACK without properties", () => {
  test.each([
    ["0.24.4", 0],
    ["0.24.5", 1],
  ])("%s", (version, disconnects) => {
    const effects = run(bridge(version, { protocol: 5 }), [[0, { kind: "connected", empty: true }]], 10);
    expect(effects.filter(({ kind }) => kind === "disconnect")).toHaveLength(disconnects);
  });
});

describe("backoff", () => {
  test("doubles, starts again below a second, and spreads by a second", () => {
    const half = new Backoff(5000, () => 0.5);
    expect([1, 2, 3, 4, 5].map(() => half.nextWaitMs())).toEqual([2500, 4500, 1000, 1500, 2500]);
  });

  test("no wait outlasts the bound of the closed form", () => {
    const random = new Random(7);
    for (let i = 0; i < 300; i++) {
      const longestMs = 1000 + random.uniform() * 60_000;
      const downMs = random.uniform() * 100_000;
      const backoff = new Backoff(longestMs, () => random.uniform());
      let atMs = 0;
      while (atMs < downMs) atMs += backoff.nextWaitMs();
      expect(atMs - downMs).toBeLessThanOrEqual(longestReturnMs(longestMs, downMs));
    }
  });
});

test("many messages at once for a link that is down are the same as one after the other", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("0.20.8", "0.24.1", "0.24.13", "0.24.14", "0.25.6").map(versionOf),
      fc.record({
        queueLength: fc.integer({ min: 0, max: 12 }),
        rules: fc.integer({ min: 1, max: 3 }),
        workers: fc.integer({ min: 1, max: 3 }),
      }),
      fc.array(fc.record({ count: fc.integer({ min: 1, max: 9 }), qos: fc.constantFrom<Qos[]>(0, 1) }), {
        maxLength: 6,
      }),
      (version, changes, batches) => {
        const settings = { ...defaultBridge, ...changes };
        const [atOnce, oneByOne] = [new BridgeCore(settings, version), new BridgeCore(settings, version)];
        const lost: number[][] = [[], []];
        const note = (into: number[] | undefined, effects: readonly BridgeEffect[]) => {
          for (const effect of effects) {
            if (effect.kind !== "lost") continue;
            for (let i = 0; i < effect.count; i++) into?.push(effect.first + i);
          }
        };
        let first = 0;
        for (const { count, qos } of batches) {
          note(lost[0], atOnce.handle({ kind: "publish", first, count, qos, everyMs: 10 }, first * 10));
          for (let i = 0; i < count; i++) {
            const event: BridgeEvent = { kind: "publish", first: first + i, count: 1, qos, everyMs: 0 };
            note(lost[1], oneByOne.handle(event, (first + i) * 10));
          }
          first += count;
        }
        expect(lost[0]).toEqual(lost[1]);
        expect(atOnce.backlog).toEqual(oneByOne.backlog);
      },
    ),
    { numRuns: 200 },
  );
});
