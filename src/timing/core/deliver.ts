import type { Timer } from "../../nanomq/time.ts";
import type { OutgoingMessage } from "./events.ts";
import { Outbox, type Unacknowledged } from "./outbox.ts";
import { type Connection, resends, type Session, setLimit, tickPeriodMs } from "./session.ts";
import type { BrokerState } from "./state.ts";

/** A message for a subscriber: sent at once where it is online, kept until acknowledged where QoS asks for it. */
export function deliver(state: BrokerState, outgoing: OutgoingMessage, atMs: number): void {
  const session = state.sessions.get(outgoing.clientId);
  if (session === undefined) return;
  const { connection } = session;
  if (connection !== undefined && session.delivery !== "all") return;
  const { message, qos, expiryS, publisher, packetId } = outgoing;
  if (qos === 0) {
    if (connection !== undefined) send(state, connection, { message, packetId: 0 }, false, atMs);
    return;
  }
  session.outbox ??= new Outbox();
  if (session.outbox.isFull) return;
  const isNoted = publisher !== "ws" || state.terms.behaviour.webSocketReceiveTime === "noted";
  const kept = session.outbox.add({ message, expiryS, publishMs: isNoted ? atMs : -Infinity }, packetId);
  if (connection === undefined) return;
  send(state, connection, kept, false, atMs);
  state.reschedule(session, atMs);
}

/** PUBACK or PUBCOMP; with `batch_resend` the next old message follows at once. */
export function acknowledge(
  state: BrokerState,
  connection: Connection,
  packetId: number,
  atMs: number,
): void {
  const { session } = connection;
  if (session === undefined) return;
  session.outbox ??= new Outbox();
  session.outbox.acknowledge(packetId);
  const { timer, behaviour } = state.terms;
  const batch = timer.batchResend && behaviour.batchResend === "optional";
  if (batch && resends(session)) resendNext(state, session, connection, atMs);
}

/** 0.21 to 0.22.7 forget what a resumed session had subscribed to. */
export function resubscribe(state: BrokerState, connection: Connection, atMs: number): void {
  const { session } = connection;
  if (session === undefined || session.delivery !== "nothing") return;
  const queuedOnly = state.terms.behaviour.resumedDelivery === "queued-only-once-subscribed";
  session.delivery = queuedOnly ? "queued-only" : "all";
  state.reschedule(session, atMs);
}

/** One step of resending: what a tick does, or an acknowledgement with `batch_resend`. */
export function resendNext(state: BrokerState, session: Session, connection: Connection, atMs: number): void {
  if (atMs < connection.busyUntilMs) return;
  const { behaviour, timer } = state.terms;
  const step = session.outbox?.step(atMs, {
    retry: timer.retry,
    messageExpiry: session.connect.protocol === 5 ? behaviour.messageExpiry : "ignored",
    resendOrder: behaviour.resendOrder,
  });
  if (step === undefined) return;
  for (const { message } of step.dropped) {
    state.emit({ kind: "drop", atMs, clientId: session.connect.clientId, message });
  }
  if (step.resend !== undefined) send(state, connection, step.resend, true, atMs);
}

/** A change on a running broker: each connection takes it over at its next tick. */
export function changeTimer(state: BrokerState, timer: Timer, atMs: number): void {
  state.changeTimer(timer);
  for (const session of state.timedSessions()) {
    session.ticks.changePeriod(atMs, tickPeriodMs(state.terms));
    setLimit(session, state.terms);
    state.reschedule(session, atMs);
  }
}

function send(
  state: BrokerState,
  connection: Connection,
  { message, packetId }: Pick<Unacknowledged, "message" | "packetId">,
  dup: boolean,
  atMs: number,
): void {
  connection.busyUntilMs = atMs + state.terms.pace.sendMs;
  state.emit({ kind: "send", atMs, connection: connection.id, message, packetId, dup });
}
