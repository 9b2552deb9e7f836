import { effectiveMultiplier, type Timer, timerOf } from "../../nanomq/time.ts";
import type { BrokerEffect, BrokerEvent, ConnectPacket, Transport } from "../core/events.ts";
import type { Input, Reaction } from "../drive.ts";
import { TraceError, type TraceRow } from "./row.ts";

/** What the core says in the fields of the row; only those the row's kind observes. */
export interface Prediction {
  readonly close_ms?: number | null;
  readonly will_ms?: readonly number[];
  readonly session_present?: 0 | 1;
  readonly api_changes?: readonly (readonly [number, string | null])[];
  /** [time, message index, packet id, DUP] of every delivery. */
  readonly deliveries?: readonly (readonly number[])[];
}

export interface Verdict {
  readonly predicted: Prediction;
  readonly agrees: boolean;
  /** Observed minus predicted, for everything that was compared as a time. */
  readonly residualsMs: readonly number[];
}

/** A row as the core can play it, and how to compare. */
export interface Experiment {
  readonly timer: Timer;
  readonly inputs: readonly Input[];
  readonly untilMs: number;
  readonly react?: Reaction;
  readonly judge: (effects: readonly BrokerEffect[]) => Verdict;
}

/** The connection a row is about; a second one with the same client id has the next number. */
export const FIRST = 0;
export const SECOND = 1;
export const CLIENT_ID = "traced";

const LONGEST_TRACE_MS = 1e9;
const protocols = [4, 5] as const;
const cleanStarts = [0, 1] as const;

/** The timer of the broker that was measured; `multiplier` is what stood in its conf. */
export function timerOfRow(row: TraceRow): Timer {
  const multiplier = effectiveMultiplier(row.optionalNumber("multiplier"), row.version);
  return timerOf(row.whole("retry_interval_s"), multiplier);
}

/** What the CONNECT says as far as the row has it; a kept session without more ado never expires. */
export function connectOf(row: TraceRow, changes: Partial<ConnectPacket> = {}): ConnectPacket {
  return {
    clientId: CLIENT_ID,
    protocol: row.oneOf("proto", protocols),
    cleanStart: changes.cleanStart ?? row.oneOf("clean_start", cleanStarts) === 1,
    keepaliveS: row.whole("keepalive_s"),
    sessionExpiryS: row.optionalNumber("session_expiry_s"),
    ...changes,
  };
}

export function transportOf(row: TraceRow): Transport {
  return row.optionalText("transport") === "ws" ? "ws" : "tcp";
}

export function connectInputs(
  connection: number,
  packet: ConnectPacket,
  atMs: number,
  transport: Transport = "tcp",
  openMs = atMs,
): readonly Input[] {
  return [
    { atMs: openMs, event: { kind: "open", connection, transport } },
    { atMs, event: { kind: "connect", connection, packet } },
  ];
}

/** The packets a client sent, and the end it made of its connection where it did. */
export function clientInputs(row: TraceRow, connection = FIRST): readonly Input[] {
  const sessionExpiryS = row.optionalNumber("disconnect_expiry_s");
  const packets = row.timed("packets").map(({ atMs, name }): Input => {
    return { atMs, event: packetEvent(name, connection, sessionExpiryS) };
  });
  const partial = row.timed("raw_bytes").map(({ atMs }): Input => {
    return { atMs, event: { kind: "partial", connection } };
  });
  return [...packets, ...partial, ...hangUp(row, connection)];
}

function hangUp(row: TraceRow, connection: number): readonly Input[] {
  if (row.optionalText("close_kind")?.startsWith("local-") !== true) return [];
  const atMs = row.optionalNumber("end_action_ms") ?? row.number("close_ms");
  return [{ atMs, event: { kind: "hang-up", connection } }];
}

function packetEvent(name: string, connection: number, sessionExpiryS: number | undefined): BrokerEvent {
  switch (name.split("-")[0]) {
    case "SHUT_WR":
      return { kind: "hang-up", connection };
    case "DISCONNECT":
      return { kind: "disconnect", connection, sessionExpiryS };
    case "SUBSCRIBE":
      return { kind: "subscribe", connection };
    case "PINGREQ":
    case "PUBLISH":
    case "UNSUBSCRIBE":
    case "PUBACK":
    case "PUBREC":
    case "PUBREL":
    case "PUBCOMP":
    case "AUTH":
      return { kind: "packet", connection };
    default:
      throw new TraceError(`"${name}" in "packets" is no MQTT packet that a client sends after CONNECT`);
  }
}

/** End of the observation; `lastMs` is the last moment the row mentions where it names no end. */
export function observedUntil(row: TraceRow, lastMs: number): number {
  const named = row.optionalNumber("observed_until_ms") ?? row.optionalNumber("censored_ms");
  const untilMs = named ?? lastMs;
  if (untilMs > LONGEST_TRACE_MS) throw new TraceError(`the trace is longer than ${LONGEST_TRACE_MS} ms`);
  return untilMs;
}

/** A time is on the right tick where it is off by less than this share of the retry interval. */
const TICK_SHARE = 0.3;
/** A broker without ticks is still given a moment to act. */
const SHORTEST_TOLERANCE_MS = 300;

export function toleranceMs(row: TraceRow): number {
  return Math.max(SHORTEST_TOLERANCE_MS, TICK_SHARE * 1000 * row.number("retry_interval_s"));
}

/** When the client of `connection` sees it close; null where it does not within the observation. */
export function closeOf(
  effects: readonly BrokerEffect[],
  connection: number,
  untilMs: number,
): number | null {
  for (const effect of effects) {
    if (effect.kind === "close" && effect.connection === connection && effect.finMs <= untilMs) {
      return effect.finMs;
    }
  }
  return null;
}

export function sessionPresentOf(effects: readonly BrokerEffect[], connection: number): 0 | 1 {
  const connack = effects.find((effect) => effect.kind === "connack" && effect.connection === connection);
  return connack?.kind === "connack" && connack.sessionPresent ? 1 : 0;
}

/** Two lists of moments, pairwise on the same tick; what is predicted for the very end may be missing. */
export function sameMoments(
  observed: readonly number[],
  predicted: readonly number[],
  tolerance: number,
  untilMs: number,
): Pick<Verdict, "agrees" | "residualsMs"> {
  const residualsMs = observed.flatMap((atMs, i) => {
    const expected = predicted[i];
    return expected === undefined ? [] : [atMs - expected];
  });
  const unseen = predicted.slice(observed.length);
  const agrees =
    observed.length <= predicted.length &&
    residualsMs.every((residual) => Math.abs(residual) < tolerance) &&
    unseen.every((atMs) => atMs > untilMs - tolerance);
  return { agrees, residualsMs };
}

/** Null where nothing happened. */
export function sameMoment(
  observed: number | undefined,
  predicted: number | null,
  tolerance: number,
  untilMs: number,
): Pick<Verdict, "agrees" | "residualsMs"> {
  return sameMoments(
    observed === undefined ? [] : [observed],
    predicted === null ? [] : [predicted],
    tolerance,
    untilMs,
  );
}
