import { bridgeBehaviourOf } from "../../../nanomq/bridge-behaviour.ts";
import { longestReturnMs } from "../../outage/backoff.ts";
import { publishedBefore } from "../../outage/flow.ts";
import { longestBackoffMs } from "../../outage/settings.ts";
import type { Reply } from "../../outage/upstream.ts";
import { hasProbe, isSilent, type OutagePlan, type Segments } from "./plan.ts";
import type { OutageSetup, Scenario } from "./row.ts";

/** The rig ends the broker so long after the last thing it waits for. */
const ENDING_MS = 450;
/** Shares of the longest wait, and of a tick, that are played: the ends and what lies between. */
const waitShares = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;
const tickShares = [0.01, 0.25, 0.5, 0.75, 0.99] as const;
const seeds = [1, 2, 3] as const;

/** What chance decides in one run of the rig. */
interface Chance {
  readonly waitShare: number;
  readonly tickShare: number;
  readonly seed: number;
  /** An acknowledgement that is late comes this much earlier or later: a tie with the next message either way. */
  readonly tieMs: number;
}

/** The runs that `settings` and `scenario` allow; times are ms after the first message. */
export function blindPlans(setup: OutageSetup): readonly OutagePlan[] {
  return chancesOf(setup).map((chance) => blindPlan(setup, chance));
}

function chancesOf({ scenario, bridge }: OutageSetup): readonly Chance[] {
  const late = scenario.outageAckMs > 0;
  const ticksCount = isSilent(scenario.kind) || late || bridge.disk !== undefined;
  const waits = scenario.kind === "slow" || scenario.kind === "noack" ? [0] : waitShares;
  const ties = late ? [-4, 0, 4] : [0];
  return waits.flatMap((waitShare) =>
    (ticksCount ? tickShares : [0.5]).flatMap((tickShare) =>
      ties.flatMap((tieMs) => (late ? seeds : [1]).map((seed) => ({ waitShare, tickShare, seed, tieMs }))),
    ),
  );
}

function blindPlan(setup: OutageSetup, chance: Chance): OutagePlan {
  const { bridge, version } = setup;
  const scenario = withTie(setup.scenario, chance.tieMs);
  const outageMs = scenario.preMs + scenario.everyMs / 2;
  const backMs = outageMs + scenario.outageMs;
  const behaviour = bridgeBehaviourOf(version);
  const longestMs = longestBackoffMs(bridge, behaviour);
  const answersMs = scenario.kind.startsWith("flap") ? outageMs : backMs;
  const returnMs = (downMs: number) => {
    const outMs = Math.max(0, answersMs - downMs);
    return Math.max(downMs, answersMs) + chance.waitShare * longestReturnMs(longestMs, outMs);
  };
  const tickMs = behaviour.pings === "own-timer" ? bridge.keepaliveMs : bridge.resendIntervalMs;
  const connectMs = scenario.initiallyDown ? returnMs(0) : -tickMs * chance.tickShare;
  return {
    setup: { ...setup, scenario },
    published: segmentsOf(scenario, outageMs, backMs),
    counted: false,
    startMs: 0,
    outageMs,
    backMs,
    untilMs: backMs + scenario.postMs + scenario.tailMs + ENDING_MS,
    told: [{ atMs: connectMs, event: { kind: "connected" } }, ...probes(setup, outageMs)],
    emptyConnack: false,
    returnMs,
    seed: chance.seed,
  };
}

function probes(setup: OutageSetup, outageMs: number): readonly Reply[] {
  return hasProbe(setup, false) ? [{ atMs: outageMs / 2, event: { kind: "packet" } }] : [];
}

function withTie(scenario: Scenario, tieMs: number): Scenario {
  const { ackMs, outageAckMs } = scenario;
  const shifted = (ms: number) => (ms > 0 ? Math.max(0, ms + tieMs) : ms);
  return { ...scenario, ackMs: shifted(ackMs), outageAckMs: shifted(outageAckMs) };
}

function segmentsOf(scenario: Scenario, outageMs: number, backMs: number): Segments {
  const { everyMs, burst, postMs, quietAfter } = scenario;
  const before = (atMs: number) =>
    publishedBefore(
      { startMs: 0, everyMs, burst, count: Number.MAX_SAFE_INTEGER, qosOf: () => scenario.qos },
      atMs,
    );
  const pre = before(outageMs);
  const out = before(backMs) - pre;
  const post = quietAfter ? 0 : before(backMs + postMs) - pre - out;
  return { pre, out, post };
}
