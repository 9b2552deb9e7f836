import { bridgeBehaviourOf } from "../../../nanomq/bridge-behaviour.ts";
import { BridgeCore } from "../../outage/bridge-core.ts";
import type { BridgePace } from "../../outage/bridge-state.ts";
import type { Flow } from "../../outage/flow.ts";
import { playOutage } from "../../outage/play.ts";
import { type Tally, tally } from "../../outage/tally.ts";
import { type Reply, Upstream, type UpstreamChange, type UpstreamState } from "../../outage/upstream.ts";
import { Random } from "../../random.ts";
import { TraceError } from "../row.ts";
import type { OutageKind, OutageSetup, Scenario } from "./row.ts";

/** Numbers of messages by the time they were published. */
export interface Segments {
  readonly pre: number;
  readonly out: number;
  readonly post: number;
}

export const segmentNames = ["pre", "out", "post"] as const;

/** One run of the rig as the core plays it. */
export interface OutagePlan {
  readonly setup: OutageSetup;
  readonly published: Segments;
  /** `published` was counted, not planned: it ends where the broker died. */
  readonly counted: boolean;
  readonly startMs: number;
  readonly outageMs: number;
  readonly backMs: number;
  readonly untilMs: number;
  /** Connections, and what else the upstream is known to have sent. */
  readonly told: readonly Reply[];
  readonly emptyConnack: boolean;
  readonly returnMs?: ((downMs: number) => number) | undefined;
  /** Of the lateness of messages. */
  readonly seed: number;
}

/** Of brokers on one machine with their upstream, as far as a millisecond decides something. */
export const measuredBridgePace: BridgePace = { driftPerTickMs: 1, timeoutLateMs: 0.8 };
const LOOPBACK_MS = 0.2;
/** Linux lets a send buffer grow to 4 MiB, its own bookkeeping included; header, topic and packet id are some 20 bytes. */
const SOCKET_BYTES = 2_500_000;
const HEADER_BYTES = 20;
/** How late messages reach the upstream after their time; the quartiles of 4128 recorded arrivals are 1.1, 1.5 and 2.2 ms. */
const LEAST_LATE_MS = 0.7;
const MEAN_LATE_MS = 1.2;

export function segmentsTotal({ pre, out, post }: Segments): number {
  return pre + out + post;
}

export function flowOf({ setup, published, startMs, seed }: OutagePlan): Flow {
  const { everyMs, burst, qos, postQos } = setup.scenario;
  const post = published.pre + published.out;
  const qosOf = (message: number) => (message < post ? qos : postQos);
  const random = new Random(seed);
  const lateMs = () => LEAST_LATE_MS + random.exponential(MEAN_LATE_MS);
  return { startMs, everyMs, burst, count: segmentsTotal(published), qosOf, lateMs };
}

/** More would only fill memory; a recording of a day at ten a second has less. */
const MOST_MESSAGES = 1_000_000;

function checkSize(plan: OutagePlan): void {
  const total = segmentsTotal(plan.published);
  if (total > MOST_MESSAGES) throw new TraceError(`more than ${MOST_MESSAGES} messages: ${total}`);
}

export interface PlanResult extends Tally {
  /** Less than planned where the broker died. */
  readonly published: number;
}

export function playPlan(plan: OutagePlan): PlanResult {
  checkSize(plan);
  const { setup, outageMs, backMs, told, untilMs, emptyConnack, returnMs } = plan;
  const { bridge, version, scenario } = setup;
  const core = new BridgeCore(bridge, version, { pace: measuredBridgePace });
  const upstream = new Upstream(upstreamBefore(scenario), {
    roundTripMs: LOOPBACK_MS,
    messageBytes: scenario.payloadBytes + HEADER_BYTES,
    socketBytes: SOCKET_BYTES,
    emptyConnack,
    returnMs,
  });
  const flow = flowOf(plan);
  const changes = changesOf(scenario, outageMs, backMs);
  const played = playOutage(core, upstream, { flow, changes, told, untilMs });
  const arrivals = upstream.arrivals.filter(({ atMs }) => atMs <= untilMs);
  const window = { fromMs: outageMs, untilMs: backMs, silent: isSilent(scenario.kind) };
  return { ...tally(played, arrivals, flow, bridge.rules, window), published: played.published };
}

/** Whether the upstream neither reads nor answers during the outage. */
export function isSilent(kind: OutageKind): boolean {
  return kind === "blackhole" || kind === "dead";
}

/** The rig sends one message down the bridge half way to the outage; a bridge that never subscribed gets none. */
export function hasProbe({ version, bridge }: OutageSetup, emptyConnack: boolean): boolean {
  const disconnects = bridgeBehaviourOf(version).emptyConnackV5 === "disconnects";
  return !(emptyConnack && bridge.protocol === 5 && disconnects);
}

function answering(ackMs: number): UpstreamState {
  return { kind: "answers", ackMs };
}

function upstreamBefore({ initiallyDown, ackMs }: Scenario): UpstreamState {
  return initiallyDown ? { kind: "refuses" } : answering(ackMs);
}

function changesOf(scenario: Scenario, outageMs: number, backMs: number): readonly UpstreamChange[] {
  const { kind, ackMs, outageAckMs } = scenario;
  const back = { atMs: backMs, state: answering(ackMs), closes: kind === "dead" };
  const begin = (state: UpstreamState, closes: boolean) => [{ atMs: outageMs, state, closes }, back];
  switch (kind) {
    case "refused":
    case "fin":
    case "rst":
    case "reject":
      return begin({ kind: "refuses" }, true);
    case "hang":
      return begin({ kind: "hangs" }, true);
    case "flap-fin":
    case "flap-rst":
      return begin(answering(ackMs), true);
    case "blackhole":
    case "dead":
      return begin({ kind: "silent" }, false);
    case "slow":
    case "noack":
      return begin(answering(outageAckMs), false);
    case "none":
      return [back];
  }
}
