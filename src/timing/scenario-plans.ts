import type { Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { BrokerEvent } from "./core/events.ts";
import { detectionReplay, FIRST_TICK } from "./detection.ts";
import type { Input } from "./drive.ts";
import { Link, type Network } from "./network.ts";
import { Random } from "./random.ts";
import { CLIENT_ID, connectPacket } from "./simulate.ts";
import type { ScenarioName, TimelineEntry, Turn } from "./timeline.ts";
import { type SessionClient, sessionEndWindow } from "./windows.ts";

/** Who plays it, on which broker. */
export interface Situation {
  readonly timer: Timer;
  readonly version: NanomqVersion;
  readonly client: SessionClient;
  readonly network: Network;
  readonly seed: number;
  readonly natTimeoutMs: number;
  readonly messages: number;
}

/** What clients and network do in a scenario; what the broker makes of it is for the core to say. */
export interface ScenarioPlan {
  readonly inputs: readonly Input[];
  /** What the broker does not see. */
  readonly entries: readonly TimelineEntry[];
  readonly untilMs: number;
}

const FIRST = 0;
const SECOND = 1;
/** Pings shown before something happens; earlier ones change nothing. */
const SHOWN_PINGS = 4;
const SHOWN_PERIODS = 10;
const MOST_PINGS = 10_000;
/** A client without keepalive, or a broker without ticks, is watched for a minute. */
const SHORT_WATCH_MS = 60_000;
const SOON_MS = 100;

export function scenarioPlan(scenario: ScenarioName, s: Situation): ScenarioPlan {
  switch (scenario) {
    case "silent":
      return silence(s, "falls-silent");
    case "silent-after-connect":
      return { ...join(connect(s), turn(0, "falls-silent")), untilMs: watchUntil(s, 0) };
    case "cable-pull":
      return cablePull(s);
    case "crash":
      return crash(s);
    case "slow-link":
      return slowLink(s);
    case "nat-timeout":
      return natTimeout(s);
    case "takeover":
      return takeover(s);
    case "offline-then-resume":
      return offlineThenResume(s);
    case "no-acks":
      return noAcks(s);
  }
}

type Part = Pick<ScenarioPlan, "inputs" | "entries">;

function join(...parts: readonly Part[]): Part {
  return { inputs: parts.flatMap(({ inputs }) => inputs), entries: parts.flatMap(({ entries }) => entries) };
}

function happens(atMs: number, event: BrokerEvent): Part {
  return { inputs: [{ atMs, event }], entries: [] };
}

function turn(atMs: number, what: Turn): Part {
  return { inputs: [], entries: [{ kind: "turn", atMs, what }] };
}

function connect({ client }: Situation, connection = FIRST, atMs = 0): Part {
  return join(
    happens(atMs, { kind: "open", connection, transport: client.transport ?? "tcp" }),
    happens(atMs, { kind: "connect", connection, packet: connectPacket(client, connection === FIRST) }),
  );
}

function ping(atMs: number, arrivesMs: number | undefined = atMs, connection = FIRST): Part {
  const inputs: readonly Input[] =
    arrivesMs === undefined ? [] : [{ atMs: arrivesMs, event: { kind: "packet", connection } }];
  return { inputs, entries: [{ kind: "packet", atMs, name: "PINGREQ", arrivesMs }] };
}

/**
 * The regular pings of a connection that was opened at `fromMs`. Of very many only some: as long as they are less than
 * a retry interval apart the broker does not notice.
 */
function pingsBetween(s: Situation, fromMs: number, untilMs: number, connection = FIRST): Part {
  const spanMs = untilMs - fromMs;
  const stride = Math.max(1, Math.ceil(spanMs / pingPeriodMs(s) / MOST_PINGS));
  const periodMs = stride * pingPeriodMs(s);
  const pings = Math.floor(spanMs / periodMs);
  return join(
    ...Array.from({ length: pings }, (_, i) => {
      const atMs = fromMs + (i + 1) * periodMs;
      return ping(atMs, atMs, connection);
    }),
  );
}

function pingPeriodMs({ client }: Situation): number {
  return client.keepaliveMs > 0 ? client.keepaliveMs : SHORT_WATCH_MS / SHOWN_PINGS;
}

/** The first ping that comes at or after the first tick: from then on the windows for an established client hold. */
function establishedMs(s: Situation): number {
  const periodMs = pingPeriodMs(s);
  return Math.max(1, Math.ceil((FIRST_TICK * s.timer.retry) / periodMs)) * periodMs;
}

/** The last few of a client's regular pings up to `lastMs`. */
function pingsUntil(s: Situation, lastMs: number): Part {
  const periodMs = pingPeriodMs(s);
  const pings = Math.min(SHOWN_PINGS, Math.floor(lastMs / periodMs));
  return join(...Array.from({ length: pings }, (_, i) => ping(lastMs - i * periodMs)));
}

/** Long enough for the kick of a client whose last packet came at `lastMs`, and for what follows. */
function watchUntil(s: Situation, lastMs: number): number {
  const { timer, version, client } = s;
  const { windowMs, afterConnectMs } = detectionReplay(timer, version, client);
  const kickMs = Math.max(windowMs?.latest ?? SHORT_WATCH_MS, afterConnectMs?.latest ?? 0);
  const endMs = sessionEndWindow(timer, version, client, "silence")?.latest ?? 0;
  const retryIntervalMs = Math.max(0, timer.retry);
  return (
    lastMs + Math.max(kickMs, Math.min(endMs, kickMs + SHOWN_PERIODS * retryIntervalMs)) + retryIntervalMs
  );
}

function silence(s: Situation, what: Turn): ScenarioPlan {
  const lastMs = establishedMs(s);
  return { ...join(connect(s), pingsUntil(s, lastMs), turn(lastMs, what)), untilMs: watchUntil(s, lastMs) };
}

/** No FIN gets through, and the broker goes on sending into the void: that keeps nobody alive. */
function cablePull(s: Situation): ScenarioPlan {
  const plan = silence(s, "cable-pulled");
  return { ...join(plan, publish(1, establishedMs(s) + SOON_MS)), untilMs: plan.untilMs };
}

function crash(s: Situation): ScenarioPlan {
  const lastMs = establishedMs(s);
  const crashMs = lastMs + SOON_MS;
  const endMs = sessionEndWindow(s.timer, s.version, s.client, "hang-up")?.latest ?? 0;
  const hangUp = happens(crashMs, { kind: "hang-up", connection: FIRST });
  const shownMs = Math.min(endMs, SHOWN_PERIODS * Math.max(0, s.timer.retry));
  return {
    ...join(connect(s), pingsUntil(s, lastMs), turn(crashMs, "crashes"), hangUp),
    untilMs: crashMs + shownMs + SOON_MS,
  };
}

function slowLink(s: Situation): ScenarioPlan {
  const link = new Link(s.network, new Random(s.seed));
  const periodMs = pingPeriodMs(s);
  const pings = Array.from({ length: SHOWN_PERIODS }, (_, i) => (i + 1) * periodMs);
  return {
    ...join(connect(s), ...pings.map((atMs) => ping(atMs, link.arrival(atMs)))),
    untilMs: (SHOWN_PERIODS + 1) * periodMs,
  };
}

/** A mapping idle for longer than the NAT's patience is gone: later packets reach nobody. */
function natTimeout(s: Situation): ScenarioPlan {
  const periodMs = pingPeriodMs(s);
  if (periodMs < s.natTimeoutMs) {
    const lastMs = SHOWN_PINGS * periodMs;
    return { ...join(connect(s), pingsUntil(s, lastMs)), untilMs: lastMs };
  }
  return {
    ...join(connect(s), turn(s.natTimeoutMs, "nat-forgets"), lostPing(periodMs)),
    untilMs: Math.max(periodMs, watchUntil(s, 0)),
  };
}

function lostPing(atMs: number): Part {
  return { inputs: [], entries: [{ kind: "packet", atMs, name: "PINGREQ", arrivesMs: undefined }] };
}

function takeover(s: Situation): ScenarioPlan {
  const lastMs = establishedMs(s);
  const atMs = lastMs + SOON_MS;
  return {
    ...join(connect(s), pingsUntil(s, lastMs), turn(atMs, "second-client"), connect(s, SECOND, atMs)),
    untilMs: atMs + SOON_MS,
  };
}

/** Away for two retry intervals, then back, acknowledging whatever comes. */
function offlineThenResume(s: Situation): ScenarioPlan {
  const lastMs = establishedMs(s);
  const retryIntervalMs = Math.max(0, s.timer.retry);
  const backMs = lastMs + SOON_MS + 2 * retryIntervalMs;
  const untilMs = backMs + (s.messages + 1) * retryIntervalMs;
  return {
    ...join(
      connect(s),
      pingsUntil(s, lastMs),
      turn(lastMs, "goes-offline"),
      happens(lastMs, { kind: "hang-up", connection: FIRST }),
      publish(s.messages, lastMs + SOON_MS),
      turn(backMs, "comes-back"),
      connect(s, SECOND, backMs),
      pingsBetween(s, backMs, untilMs, SECOND),
    ),
    untilMs,
  };
}

/** The subscriber goes on pinging: only its acknowledgements are missing. */
function noAcks(s: Situation): ScenarioPlan {
  const untilMs = SOON_MS + (s.messages + 4) * Math.max(0, s.timer.retry);
  return {
    ...join(
      connect(s),
      turn(SOON_MS, "stops-acknowledging"),
      publish(s.messages, SOON_MS),
      pingsBetween(s, 0, untilMs),
    ),
    untilMs,
  };
}

function publish(messages: number, atMs: number): Part {
  const published = Array.from({ length: messages }, (_, i): Part => {
    const message = i + 1;
    return {
      inputs: [{ atMs, event: { kind: "message", clientId: CLIENT_ID, message, qos: 1 } }],
      entries: [{ kind: "publish", atMs, message }],
    };
  });
  return join(...published);
}

/** A subscriber that is not in trouble acknowledges what reaches it. */
export function acknowledges(scenario: ScenarioName): boolean {
  return scenario === "offline-then-resume";
}
