import type { CloseReason } from "./events.ts";
import type { Connection, Session } from "./session.ts";
import type { BrokerState } from "./state.ts";

/** How a client ends its connection; a DISCONNECT discards the will, also with reason 0x04. */
export type Ending =
  | { readonly kind: "disconnect"; readonly sessionExpiryS?: number | undefined }
  | { readonly kind: "hang-up" };

/** The broker lets go of the connection; what becomes of its session is the caller's decision. */
export function closeConnection(
  state: BrokerState,
  connection: Connection,
  reason: CloseReason,
  atMs: number,
): void {
  // A WebSocket that the broker closes waits for the peer's close frame; a client that leaves has sent its own.
  const waits = connection.transport === "ws" && reason !== "disconnect" && reason !== "hang-up";
  const finMs = atMs + (waits ? state.terms.behaviour.webSocketCloseDelayMs : 0);
  state.connections[connection.id] = undefined;
  state.release(connection);
  state.emit({ kind: "close", atMs, finMs, connection: connection.id, reason });
}

/** The client ended the connection: DISCONNECT, FIN or RST. */
export function endConnection(
  state: BrokerState,
  connection: Connection,
  ending: Ending,
  atMs: number,
): void {
  closeConnection(state, connection, ending.kind, atMs);
  const { session } = connection;
  if (session === undefined) return;
  if (ending.kind === "disconnect") {
    session.hasWill = false;
    const usesExpiry = session.connect.protocol === 5 && state.terms.behaviour.disconnectExpiry === "used";
    if (usesExpiry && ending.sessionExpiryS !== undefined) session.expiryS = ending.sessionExpiryS;
  }
  goOffline(state, session, atMs);
}

/** clean_start 1 ends the session with its connection, whatever will delay and session expiry say. */
export function goOffline(state: BrokerState, session: Session, atMs: number): void {
  session.connection = undefined;
  if (session.connect.cleanStart) {
    endSession(state, session, atMs);
    return;
  }
  if (isListed(state, session)) state.list(session, "disconnected", atMs);
  state.reschedule(session, atMs);
}

/** The session is gone, and its will goes out. */
export function endSession(state: BrokerState, session: Session, atMs: number): void {
  const { protocol, clientId } = session.connect;
  const lost = protocol === 5 && state.terms.behaviour.willV5 === "lost";
  if (session.hasWill && !lost) state.emit({ kind: "will", atMs, clientId });
  if (isListed(state, session)) state.list(session, "gone", atMs);
  forgetSession(state, session);
}

export function forgetSession(state: BrokerState, session: Session): void {
  if (isListed(state, session)) state.sessions.delete(session.connect.clientId);
  session.timerRuns = false;
  state.release(session);
}

/** Up to 0.20.8 a client id can have a second connection; the first one stays the one listed. */
function isListed(state: BrokerState, session: Session): boolean {
  return state.sessions.get(session.connect.clientId) === session;
}
