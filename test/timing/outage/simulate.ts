import * as fc from "fast-check";
import { defaultBridge } from "../../../src/nanomq/bridge-settings.ts";
import { releases } from "../../../src/nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../../src/nanomq/version.ts";
import { BridgeCore } from "../../../src/timing/outage/bridge-core.ts";
import { type Cut, isSilent, type OutageQuestion } from "../../../src/timing/outage/closed-form.ts";
import type { BridgeEffect } from "../../../src/timing/outage/events.ts";
import type { Flow } from "../../../src/timing/outage/flow.ts";
import { playOutage } from "../../../src/timing/outage/play.ts";
import { countOf, tally } from "../../../src/timing/outage/tally.ts";
import { Upstream, type UpstreamState } from "../../../src/timing/outage/upstream.ts";
import { Random } from "../../../src/timing/random.ts";

const answers: UpstreamState = { kind: "answers", ackMs: 0 };
const START_MS = 1000;
const awayStates: Readonly<Record<Cut, UpstreamState>> = {
  closed: { kind: "refuses" },
  hangs: { kind: "hangs" },
  "silent-reads-on": { kind: "silent" },
  "silent-resets": { kind: "silent" },
};

export function versionOf(text: string): NanomqVersion {
  const version = parseVersion(text);
  if (version === undefined) throw new RangeError(text);
  return version;
}

/** The outage played: the bridge tries by itself, and messages go on long enough for all that was kept to come. */
export function simulate(question: OutageQuestion, seed: number, phase: number) {
  const { settings, version, cut, outageMs, everyMs, qos, roundTripMs } = question;
  const random = new Random(seed);
  const core = new BridgeCore(settings, version, { uniform: () => random.uniform() });
  const upstream = new Upstream(answers, { roundTripMs });
  const fromMs = START_MS + 9 * everyMs + phase * everyMs;
  const untilMs = fromMs + outageMs;
  const away = awayStates[cut];
  const recoveryMs = 300_000 + (settings.workers + 2) * settings.resendIntervalMs;
  const count = Math.ceil((untilMs + recoveryMs - START_MS) / everyMs);
  const flow: Flow = { startMs: START_MS, everyMs, burst: 1, count, qosOf: () => qos };
  const changes = [
    { atMs: fromMs, state: away, closes: !isSilent(cut) },
    { atMs: untilMs, state: answers, closes: cut === "silent-resets" },
  ];
  const drainMs = 1000 + (settings.disk?.rows ?? 0) * 10_000;
  const script = { flow, changes, told: [], untilMs: untilMs + recoveryMs + drainMs };
  const played = playOutage(core, upstream, script);
  const window = { fromMs, untilMs, silent: isSilent(cut) };
  const { lost, crashMs, duplicates, backlog } = tally(
    played,
    upstream.arrivals,
    flow,
    settings.rules,
    window,
  );
  const down = played.effects.find(({ kind, atMs }) => kind === "down" && atMs >= fromMs);
  const up = down && played.effects.find((effect) => isUp(effect) && effect.atMs > down.atMs);
  const { underWay, queued, held, stored } = core.backlog;
  return {
    /** What still waits at the end is not lost; some of what is under way has arrived. */
    lost: Math.max(0, countOf(lost) - underWay - queued - held - stored),
    duplicates,
    /** From the return to the last arrival of what was published in the outage. */
    drainMs: up === undefined || backlog.lastMs === null ? undefined : untilMs + backlog.lastMs - up.atMs,
    crashed: crashMs !== undefined,
    noticedMs: down === undefined ? Infinity : down.atMs - fromMs,
    backMs: up === undefined ? undefined : up.atMs - fromMs,
  };
}

function isUp({ kind }: BridgeEffect): boolean {
  return kind === "subscribe" || kind === "disconnect";
}

/** Any bridge of any release under any even load. */
export const questions = fc
  .record({
    version: fc.constantFrom(...releases.slice(1)).map(versionOf),
    cut: fc.constantFrom<Cut[]>("closed", "hangs", "silent-reads-on", "silent-resets"),
    outageMs: fc.integer({ min: 100, max: 90_000 }),
    everyMs: fc.constantFrom(50, 130, 700, 2000),
    qos: fc.constantFrom<(0 | 1 | 2)[]>(0, 1, 2),
    workers: fc.integer({ min: 1, max: 8 }),
    queueLength: fc.constantFrom(0, 1, 7, 100, 2000),
    keepaliveS: fc.integer({ min: 3, max: 20 }),
    resendIntervalMs: fc.constantFrom(500, 1000, 5000),
    cancelTimeoutMs: fc.constantFrom(3000, 10_000, 40_000, 900_000),
    backoffMaxMs: fc.constantFrom(undefined, 1000, 5000, 60_000),
    disk: fc.constantFrom(
      undefined,
      { rows: 10, flushAt: 4, resendIntervalMs: 700 },
      { rows: 60, flushAt: 100, resendIntervalMs: 700 },
    ),
    retryQos0: fc.boolean(),
  })
  .map(({ version, cut, outageMs, everyMs, qos, keepaliveS, ...rest }): OutageQuestion => {
    const settings = { ...defaultBridge, ...rest, keepaliveMs: 1000 * keepaliveS };
    return { settings, version, cut, outageMs, everyMs, qos, roundTripMs: 1 };
  });
