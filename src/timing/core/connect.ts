import { closeConnection, endSession, forgetSession } from "./end.ts";
import type { ConnectPacket, Transport } from "./events.ts";
import {
  type Connection,
  connectDeadlineMs,
  type Session,
  setLimit,
  startTicks,
  willDelayEndMs,
} from "./session.ts";
import type { BrokerState } from "./state.ts";

export function openConnection(state: BrokerState, id: number, transport: Transport, atMs: number): void {
  const connection: Connection = {
    kind: "connection",
    id,
    transport,
    slot: state.takeSlot(),
    session: undefined,
    busyUntilMs: -Infinity,
  };
  state.connections[id] = connection;
  state.sleepUntil(connection, atMs + connectDeadlineMs);
}

/** A second CONNECT on a connection is a protocol error; here it counts for nothing. */
export function acceptConnect(
  state: BrokerState,
  connection: Connection,
  packet: ConnectPacket,
  atMs: number,
): void {
  if (connection.session !== undefined) return;
  state.release(connection);
  const { timer, behaviour } = state.terms;
  if (timer.retry < 0 && behaviour.negativeInterval === "closes-at-once") {
    closeConnection(state, connection, "negative-interval", atMs);
    return;
  }
  const resumed = claimClientId(state, packet, atMs);
  const session = newSession(state, connection, packet, atMs);
  if (resumed !== undefined) inherit(state, session, resumed);
  state.emit({ kind: "connack", atMs, connection: connection.id, sessionPresent: resumed !== undefined });
  if (!state.sessions.has(packet.clientId)) {
    state.sessions.set(packet.clientId, session);
    state.list(session, "connected", atMs);
  }
  state.reschedule(session, atMs);
}

/** Settles what the client id stood for until now; returns the session that goes on, if any. */
function claimClientId(state: BrokerState, packet: ConnectPacket, atMs: number): Session | undefined {
  const old = state.sessions.get(packet.clientId);
  if (old === undefined) return undefined;
  return old.connection === undefined
    ? reopen(state, old, packet, atMs)
    : takeOver(state, old, old.connection, packet, atMs);
}

/**
 * The client of a kept session is back. Where it wants a clean start the old will goes out, unless its delay is still
 * running (NanoNNG 52148e769 nmq_mqtt.c:826, read, not measured).
 */
function reopen(state: BrokerState, old: Session, packet: ConnectPacket, atMs: number): Session | undefined {
  if (!packet.cleanStart) return old;
  if ((willDelayEndMs(old) ?? -Infinity) > atMs) old.hasWill = false;
  endSession(state, old, atMs);
  return undefined;
}

function takeOver(
  state: BrokerState,
  old: Session,
  connection: Connection,
  packet: ConnectPacket,
  atMs: number,
): Session | undefined {
  const { takeover } = state.terms.behaviour;
  if (takeover === "both-stay") return undefined;
  closeConnection(state, connection, "takeover", atMs);
  old.connection = undefined;
  if (takeover === "passes-session" && !old.connect.cleanStart && !packet.cleanStart) return old;
  endSession(state, old, atMs);
  return undefined;
}

function newSession(
  state: BrokerState,
  connection: Connection,
  connect: ConnectPacket,
  atMs: number,
): Session {
  const session: Session = {
    kind: "session",
    slot: state.takeSlot(),
    connect,
    connectMs: atMs,
    ticks: startTicks(atMs, state.terms),
    connection,
    timerRuns: true,
    limitMs: 0,
    kickCount: Infinity,
    expiryS: connect.sessionExpiryS ?? 0,
    hasWill: connect.will !== undefined,
    outbox: undefined,
    delivery: "all",
  };
  setLimit(session, state.terms);
  connection.session = session;
  return session;
}

/** The resumed session's messages go over; its will does not go out. */
function inherit(state: BrokerState, session: Session, old: Session): void {
  forgetSession(state, old);
  session.outbox = old.outbox;
  session.outbox?.rewind();
  if (state.terms.behaviour.resumedDelivery !== "all") session.delivery = "nothing";
}
