import type { Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { BrokerEffect, BrokerEvent } from "./core/events.ts";
import { detectionReplay } from "./detection.ts";
import { drive } from "./drive.ts";
import { type Network, networks } from "./network.ts";
import { acknowledges, type ScenarioPlan, scenarioPlan } from "./scenario-plans.ts";
import { coreFor } from "./simulate.ts";
import type { ScenarioName, Timeline, TimelineEntry, Turn } from "./timeline.ts";
import type { SessionClient } from "./windows.ts";

export interface ScenarioOptions {
  /** For `slow-link`; default mobile. */
  readonly network?: Network | undefined;
  /** For `slow-link`; same seed, same timeline. */
  readonly seed?: number | undefined;
  /** For `nat-timeout`: idle time after which the NAT forgets the connection; default 5 minutes. */
  readonly natTimeoutMs?: number | undefined;
  /** For `offline-then-resume` and `no-acks`; default 3. */
  readonly messages?: number | undefined;
}

const DEFAULT_NAT_TIMEOUT_MS = 300_000;
const DEFAULT_MESSAGES = 3;

/** Plays one story on the core and tells what happens when. Deterministic; bounded by the story's own end. */
export function playScenario(
  scenario: ScenarioName,
  timer: Timer,
  version: NanomqVersion,
  client: SessionClient,
  options: ScenarioOptions = {},
): Timeline {
  const plan = scenarioPlan(scenario, {
    timer,
    version,
    client,
    network: options.network ?? networks.mobile,
    seed: options.seed ?? 1,
    natTimeoutMs: options.natTimeoutMs ?? DEFAULT_NAT_TIMEOUT_MS,
    messages: options.messages ?? DEFAULT_MESSAGES,
  });
  const effects = drive(
    coreFor(timer, version, true),
    plan.inputs,
    plan.untilMs,
    acknowledges(scenario) ? acknowledge : undefined,
  );
  const { limitMs, mqttLimitMs } = detectionReplay(timer, version, client);
  const kickMs = effects.find((effect) => effect.kind === "close" && effect.reason === "keepalive")?.atMs;
  const lastPacketMs = lastArrival(plan, kickMs ?? Infinity);
  const told = [
    ...plan.entries,
    ...effects.flatMap(entriesOf),
    ...mqttLimit(mqttLimitMs, lastPacketMs, kickMs),
  ];
  return {
    scenario,
    client: client.name,
    keepaliveMs: client.keepaliveMs,
    retryIntervalMs: timer.retry,
    limitMs,
    lastPacketMs,
    kickMs,
    untilMs: plan.untilMs,
    entries: leaveOutQuiet(told.toSorted((a, b) => a.atMs - b.atMs || rank(a) - rank(b))),
  };
}

function acknowledge(effect: BrokerEffect): readonly BrokerEvent[] {
  if (effect.kind !== "send") return [];
  return [{ kind: "acknowledge", connection: effect.connection, packetId: effect.packetId }];
}

/** The client's last packet, a CONNECT too, that reached the broker before the kick. */
function lastArrival(plan: ScenarioPlan, kickMs: number): number {
  const arrivals = plan.inputs.filter(({ event: { kind }, atMs }) => {
    return (kind === "packet" || kind === "connect") && atMs < kickMs;
  });
  return Math.max(0, ...arrivals.map(({ atMs }) => atMs));
}

/** Where a client is kicked for silence, MQTT's own limit is worth seeing. */
function mqttLimit(
  mqttLimitMs: number | undefined,
  lastPacketMs: number,
  kickMs: number | undefined,
): readonly TimelineEntry[] {
  if (kickMs === undefined || mqttLimitMs === undefined) return [];
  return [{ kind: "mqtt-limit", atMs: lastPacketMs + mqttLimitMs }];
}

function entriesOf(effect: BrokerEffect): readonly TimelineEntry[] {
  const { atMs } = effect;
  switch (effect.kind) {
    case "connack":
      return [
        { kind: "connect", atMs, connection: effect.connection, sessionPresent: effect.sessionPresent },
      ];
    case "close":
      return [{ kind: "close", atMs: effect.finMs, connection: effect.connection, reason: effect.reason }];
    case "will":
      return [{ kind: "will", atMs }];
    case "state":
      return [{ kind: "state", atMs, state: effect.state }];
    case "send":
      return [{ kind: "send", atMs, message: effect.message, dup: effect.dup }];
    case "tick": {
      const { online, count, silentMs, limitMs } = effect;
      return [{ kind: "tick", atMs, online, count, silentMs, limitMs, over: online && silentMs > limitMs }];
    }
    case "drop":
      return [];
  }
}

/** What comes first of things that happen at the same moment: a tick before the packet that it does not see yet. */
function rank(entry: TimelineEntry): number {
  switch (entry.kind) {
    case "tick":
      return 0;
    case "packet":
      return 1;
    case "turn":
      return laterTurns.has(entry.what) ? 5 : 2;
    case "publish":
      return 3;
    case "mqtt-limit":
      return 6;
    default:
      return 4;
  }
}

/** Turns that are only told once the moment's packets are through. */
const laterTurns: ReadonlySet<Turn> = new Set(["falls-silent", "cable-pulled", "stops-acknowledging"]);

/** A packet that arrives later than this is worth telling. */
const NOTICEABLE_MS = 1000;

type Quiet = (entry: TimelineEntry) => boolean;

/** A long wait is told by its beginning and its end, and so is a message that is sent again and again. */
function leaveOutQuiet(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return leaveOut(leaveOut(entries, isWait, 3), isRepetition, 20);
}

function isWait(entry: TimelineEntry): boolean {
  if (entry.kind === "packet") return (entry.arrivesMs ?? Infinity) - entry.atMs < NOTICEABLE_MS;
  return entry.kind === "tick" && !entry.over;
}

function isRepetition(entry: TimelineEntry): boolean {
  return isWait(entry) || entry.kind === "left-out" || (entry.kind === "send" && entry.dup);
}

/** Keeps `shown` entries at either end of each run of quiet ones. */
function leaveOut(
  entries: readonly TimelineEntry[],
  isQuiet: Quiet,
  shown: number,
): readonly TimelineEntry[] {
  const kept: TimelineEntry[] = [];
  for (let from = 0; from < entries.length; ) {
    const end = endOfRun(entries, from, isQuiet);
    const middle = entries.slice(from + shown, Math.max(from, end - shown));
    const [first] = middle;
    if (first === undefined || middle.length === 1) kept.push(...entries.slice(from, end));
    else {
      kept.push(...entries.slice(from, from + shown), summary(first.atMs, middle));
      kept.push(...entries.slice(end - shown, end));
    }
    from = end;
  }
  return kept;
}

function summary(atMs: number, left: readonly TimelineEntry[]): TimelineEntry {
  const sum = { ticks: 0, packets: 0, sends: 0 };
  for (const entry of left) {
    if (entry.kind === "tick") sum.ticks++;
    else if (entry.kind === "packet") sum.packets++;
    else if (entry.kind === "send") sum.sends++;
    else if (entry.kind === "left-out") {
      sum.ticks += entry.ticks;
      sum.packets += entry.packets;
      sum.sends += entry.sends;
    }
  }
  return { kind: "left-out", atMs, ...sum };
}

/** Where the quiet run beginning at `from` ends; one entry further where there is none. */
function endOfRun(entries: readonly TimelineEntry[], from: number, isQuiet: Quiet): number {
  let end = from;
  for (let entry = entries[end]; entry !== undefined && isQuiet(entry); entry = entries[end]) end++;
  return Math.max(end, from + 1);
}
