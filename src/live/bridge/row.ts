import type { BridgeSettings } from "../../nanomq/bridge-settings.ts";
import type { OutageObservation } from "./run.ts";
import type { CutKind, Delivery } from "./upstream.ts";

type Segment = "pre" | "out" | "post";
type MessageRange = [from: number, to: number];

/** As recorded outages call them. */
const kinds: Readonly<Record<CutKind, string>> = {
  refused: "refused",
  reset: "rst",
  silent: "dead",
  hang: "hang",
};

export interface BridgeUnderTest {
  readonly id: string;
  readonly version: string;
  readonly settings: BridgeSettings;
  /** QoS that the forward rule gives a message; undefined: as published. */
  readonly forwardQos: 0 | 1 | 2 | undefined;
}

/** An observation as a row of a trace file: the same fields as the recorded outages that `replay --trace` reads. */
export function outageRow(observation: OutageObservation, bridge: BridgeUnderTest): Record<string, unknown> {
  const { script, startMs, outageMs, backMs, endMs, published, events, deliveries, diedMs } = observation;
  const since = (atMs: number) => tenths(atMs - startMs + START_MS);
  const silent = script.cut === "silent";
  const connects = events.filter(([, what]) => what === "connect").map(([atMs]) => atMs);
  const gaveUpMs = events.find(
    ([atMs, what]) => silent && what === "accept" && atMs > outageMs && atMs < backMs,
  )?.[0];
  const lost = lostOf(published, deliveries);
  return {
    id: bridge.id,
    version: bridge.version,
    group: "probe",
    settings: settingsOf(bridge),
    scenario: scenarioOf(observation),
    t_start: since(startMs),
    t_outage: since(outageMs),
    t_back: since(backMs),
    t_end: since(endMs + ENDING_MS),
    published,
    first_seq: { pre: 0, out: published.pre, post: published.pre + published.out },
    topics: [script.topic],
    lost,
    lost_n: { pre: countOf(lost.pre), out: countOf(lost.out), post: countOf(lost.post) },
    dup_copies: deliveries.length - new Set(deliveries.map(({ message }) => message)).size,
    backlog_after_back: backlogOf(observation),
    deliveries_rle: runsOf(deliveries).map(([from, to, first, last, dup, connection]) => [
      ...[from, to, since(first), since(last), dup, connection],
    ]),
    events: events.map(([atMs, ...rest]) => [since(atMs), ...rest]),
    reconnect_ms: connects.filter((atMs) => atMs >= backMs).map((atMs) => tenths(atMs - backMs)),
    gave_up_ms: gaveUpMs === undefined ? null : [tenths(gaveUpMs - outageMs)],
    crash: diedMs === undefined ? null : [since(diedMs), null],
    v5_connack_properties: bridge.settings.protocol === 5 ? true : null,
  };
}

/** The recording begins this long before the first message. */
const START_MS = 1000;
/** Where recorded outages end, the broker has been ended for so long. */
const ENDING_MS = 100;

function tenths(ms: number): number {
  return Math.round(10 * ms) / 10;
}

function settingsOf({ settings, forwardQos }: BridgeUnderTest): Record<string, unknown> {
  const { disk, backoffMaxMs } = settings;
  return {
    parallel: settings.workers,
    proto_ver: settings.protocol,
    max_send_queue_len: settings.queueLength,
    keepalive: settings.keepaliveMs / 1000,
    resend_interval: settings.resendIntervalMs,
    resend_wait: settings.resendWaitMs,
    cancel_timeout: settings.cancelTimeoutMs,
    retry_qos_0: settings.retryQos0,
    ...(backoffMaxMs === undefined ? {} : { backoff_max: backoffMaxMs / 1000 }),
    ...(forwardQos === undefined ? {} : { fwd_qos: forwardQos }),
    ...(disk === undefined
      ? {}
      : {
          cache: true,
          disk_cache_size: disk.rows,
          flush_mem_threshold: disk.flushAt,
          cache_resend_interval: disk.resendIntervalMs,
        }),
  };
}

function scenarioOf({ script }: OutageObservation): Record<string, unknown> {
  const { cut, preMs, outageMs, postMs, tailMs, everyMs, qos, payloadBytes } = script;
  return {
    kind: kinds[cut],
    outage: outageMs / 1000,
    rate: 1000 / everyMs,
    qos,
    pre: preMs / 1000,
    post: postMs / 1000,
    tail: tailMs / 1000,
    payload: payloadBytes,
  };
}

function lostOf(
  { pre, out, post }: OutageObservation["published"],
  deliveries: readonly Delivery[],
): Readonly<Record<Segment, readonly MessageRange[]>> {
  const arrived = new Set(deliveries.map(({ message }) => message));
  const missing = (from: number, count: number) => {
    const ranges: MessageRange[] = [];
    for (let message = from; message < from + count; message++) {
      if (arrived.has(message)) continue;
      const last = ranges.at(-1);
      if (last?.[1] === message - 1) last[1] = message;
      else ranges.push([message, message]);
    }
    return ranges;
  };
  return { pre: missing(0, pre), out: missing(pre, out), post: missing(pre + out, post) };
}

function countOf(ranges: readonly MessageRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

function backlogOf({
  published: { pre, out },
  deliveries,
  backMs,
}: OutageObservation): Record<string, unknown> {
  const firsts = new Map<number, number>();
  for (const { message, atMs } of deliveries) if (!firsts.has(message)) firsts.set(message, atMs);
  const arrivals = [...firsts]
    .filter(([message, atMs]) => message >= pre && message < pre + out && atMs >= backMs)
    .map(([, atMs]) => tenths(atMs - backMs))
    .toSorted((a, b) => a - b);
  const gaps = arrivals.slice(1).map((atMs, i) => tenths(atMs - (arrivals[i] ?? atMs)));
  gaps.sort((a, b) => a - b);
  return {
    n: arrivals.length,
    first_ms: arrivals[0] ?? null,
    last_ms: arrivals.at(-1) ?? null,
    med_gap_ms: gaps[Math.floor(gaps.length / 2)] ?? null,
  };
}

type Run = [from: number, to: number, firstMs: number, lastMs: number, dup: 0 | 1, connection: number];

function runsOf(deliveries: readonly Delivery[]): readonly Run[] {
  const runs: Run[] = [];
  for (const { message, atMs, dup, connection } of deliveries) {
    const last = runs.at(-1);
    const goesOn = last?.[1] === message - 1 && last[4] === (dup ? 1 : 0) && last[5] === connection;
    if (last !== undefined && goesOn) [last[1], last[3]] = [message, atMs];
    else runs.push([message, message, atMs, atMs, dup ? 1 : 0, connection]);
  }
  return runs;
}
