import type { Behaviour } from "../../nanomq/behaviour.ts";
import type { Timer } from "../../nanomq/time.ts";
import type { ConnectPacket, Transport } from "./events.ts";
import { keepaliveCheck } from "./limit.ts";
import type { Outbox } from "./outbox.ts";
import { TickTimer } from "./tick-timer.ts";

/** How real a broker's ticks are; zero is ideal timing. Measured: 0.5 ms, 1.24 ms, and well below 1 ms. */
export interface Pace {
  /** From the complete CONNECT to the start of the timer. */
  readonly startLatencyMs: number;
  /** What every tick is later than the one before it plus the retry interval. */
  readonly driftPerTickMs: number;
  /** How long a send keeps the connection's sender busy; a tick that finds it busy resends nothing. */
  readonly sendMs: number;
}

export const idealPace: Pace = { startLatencyMs: 0, driftPerTickMs: 0, sendMs: 0 };

/** What all sessions of a broker share. */
export interface Terms {
  readonly timer: Timer;
  readonly behaviour: Behaviour;
  readonly pace: Pace;
}

export interface Connection {
  readonly kind: "connection";
  readonly id: number;
  readonly transport: Transport;
  /** Place in the deadline queue until the CONNECT is here. */
  readonly slot: number;
  session: Session | undefined;
  busyUntilMs: number;
}

/** From one CONNECT to the end of what it left behind. */
export interface Session {
  readonly kind: "session";
  readonly slot: number;
  readonly connect: ConnectPacket;
  readonly connectMs: number;
  readonly ticks: TickTimer;
  /** Undefined for a kept session whose client is away. */
  connection: Connection | undefined;
  /** False once a keepalive kick stopped it for good (0.24.12 on). */
  timerRuns: boolean;
  limitMs: number;
  /** Tick count that closes the connection. */
  kickCount: number;
  expiryS: number;
  /** False where there is none, or it was taken back. */
  hasWill: boolean;
  outbox: Outbox | undefined;
  delivery: "all" | "queued-only" | "nothing";
}

/** 15 s for a complete CONNECT, whatever the settings; all versions. */
export const connectDeadlineMs = 15_000;

/** The first tick comes 1.5 retry intervals after the CONNECT, the others one retry interval apart; all versions. */
export function startTicks(connectMs: number, terms: Terms): TickTimer {
  const { startLatencyMs, driftPerTickMs } = terms.pace;
  const firstWaitMs = 1.5 * terms.timer.retry;
  return new TickTimer(connectMs + startLatencyMs + firstWaitMs + driftPerTickMs, tickPeriodMs(terms));
}

export function tickPeriodMs(terms: Terms): number {
  const { retry } = terms.timer;
  return retry > 0 ? retry + terms.pace.driftPerTickMs : 0;
}

/** Puts the keepalive check of `session` on the settings in force. */
export function setLimit(session: Session, terms: Terms): void {
  const check = keepaliveCheck(terms.timer, terms.behaviour, session.connect.keepaliveS);
  session.limitMs = check.limitMs;
  session.kickCount = check.kickCount;
}

/** The next tick at which anything but counting can happen; Infinity for none. */
export function nextTickThatMatters(session: Session, terms: Terms): number {
  if (!session.timerRuns || terms.timer.retry <= 0) return Infinity;
  const { ticks } = session;
  if (session.connection === undefined) return Math.min(expiryTick(session, terms), willDelayTick(session));
  if (resends(session)) return ticks.nextTickMs;
  return ticks.tickAtCount(session.kickCount);
}

/** True where ticks look at unacknowledged messages. */
export function resends(session: Session): boolean {
  return session.outbox !== undefined && !session.outbox.isEmpty && session.delivery !== "nothing";
}

/** Counts that a kept session must exceed to end; Infinity where it is kept for ever. */
function expiryCount(session: Session, { behaviour, timer }: Terms): number {
  const { expiryS } = session;
  if (session.connect.protocol === 4) return behaviour.sessionWithoutExpiryV4 === "kept" ? Infinity : 1;
  if (expiryS === 0 && behaviour.sessionWithoutExpiryV5 === "kept") return Infinity;
  const count = Math.floor((expiryS * 1000) / timer.retry) + 1;
  return count <= LARGEST_COUNT ? count : Infinity;
}

const LARGEST_COUNT = 0xffff;

/** An offline tick adds to the count before it compares. */
function expiryTick(session: Session, terms: Terms): number {
  return session.ticks.tickAtCount(expiryCount(session, terms) - 1);
}

/**
 * A will delay counts from the CONNECT, and it ends the session; also where a DISCONNECT took the will back (that read
 * in NanoNNG 52148e769 nmq_mqtt.c:1191, not measured).
 */
function willDelayTick(session: Session): number {
  const delayEndMs = willDelayEndMs(session);
  return delayEndMs === undefined ? Infinity : session.ticks.tickAfter(delayEndMs);
}

export function willDelayEndMs({ connect, connectMs }: Session): number | undefined {
  const delayS = connect.will?.delayS;
  return delayS === undefined ? undefined : connectMs + delayS * 1000;
}

/** True at a tick that ends a kept session. */
export function hasExpired(session: Session, tickMs: number, terms: Terms): boolean {
  return tickMs >= Math.min(expiryTick(session, terms), willDelayTick(session));
}
