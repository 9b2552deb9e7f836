import { resendNext } from "./deliver.ts";
import { closeConnection, endSession, goOffline } from "./end.ts";
import { type Connection, hasExpired, resends, type Session } from "./session.ts";
import type { BrokerState } from "./state.ts";

/** The deadline of `session` came due; it may have moved on since it was set. */
export function runTick(state: BrokerState, session: Session, dueMs: number): void {
  const tickMs = state.deadlineOf(session);
  if (tickMs > dueMs) {
    state.sleepUntil(session, tickMs);
    return;
  }
  session.ticks.countUntil(tickMs);
  if (state.watchTicks) reportTick(state, session, tickMs);
  if (session.connection === undefined) tickOffline(state, session, tickMs);
  else tickOnline(state, session, session.connection, tickMs);
}

function tickOffline(state: BrokerState, session: Session, tickMs: number): void {
  if (hasExpired(session, tickMs, state.terms)) {
    endSession(state, session, tickMs);
    return;
  }
  session.ticks.step(true);
  state.reschedule(session, tickMs);
}

function tickOnline(state: BrokerState, session: Session, connection: Connection, tickMs: number): void {
  if (session.ticks.count >= session.kickCount) {
    kick(state, session, connection, tickMs);
    return;
  }
  session.ticks.step(true);
  if (resends(session)) resendNext(state, session, connection, tickMs);
  state.reschedule(session, tickMs);
}

/** FIN without a DISCONNECT packet, MQTT 5 or not. The tick that kicks does not add to the count. */
function kick(state: BrokerState, session: Session, connection: Connection, tickMs: number): void {
  closeConnection(state, connection, "keepalive", tickMs);
  session.ticks.step(false);
  if (state.terms.behaviour.keptSessionAfterKick === "never-expires") session.timerRuns = false;
  goOffline(state, session, tickMs);
}

function reportTick(state: BrokerState, session: Session, tickMs: number): void {
  const { count } = session.ticks;
  state.emit({
    kind: "tick",
    atMs: tickMs,
    clientId: session.connect.clientId,
    online: session.connection !== undefined,
    count,
    silentMs: count * state.terms.timer.retry,
    limitMs: session.limitMs,
  });
}
