import type { BrokerEffect } from "../core/events.ts";
import type { Input } from "../drive.ts";
import {
  clientInputs,
  closeOf,
  connectInputs,
  connectOf,
  type Experiment,
  FIRST,
  observedUntil,
  SECOND,
  sameMoment,
  sessionPresentOf,
  timerOfRow,
  toleranceMs,
} from "./experiment.ts";
import type { TraceRow } from "./row.ts";

/** The rows do not say how long their sessions last, only that they outlive the test. */
const LASTING_EXPIRY_S = 86_400;
const LONGEST_KEEPALIVE_S = 65_535;

/** Rows `liveness`: what keeps a connection alive, and where its timer starts. */
export function livenessExperiment(row: TraceRow): Experiment {
  const kind = row.text("case");
  const closeMs = row.optionalNumber("close_ms");
  const untilMs = observedUntil(row, closeMs ?? 0);
  const tolerance = toleranceMs(row);
  const before = earlierConnection(row);
  const own = before.length > 0 ? SECOND : FIRST;
  const later = takeover(row);
  return {
    timer: timerOfRow(row),
    inputs: [...before, ...ownConnection(row, kind, own), ...clientInputs(row, own), ...later],
    untilMs,
    judge: (effects) => {
      const predicted = closeOf(effects, own, untilMs);
      const moment = sameMoment(closeMs, predicted, tolerance, untilMs);
      const session = resumption(row, effects, later.length > 0 ? SECOND : own);
      return {
        predicted: { close_ms: predicted, ...session.predicted },
        agrees: moment.agrees && session.agrees,
        residualsMs: moment.residualsMs,
      };
    },
  };
}

function ownConnection(row: TraceRow, kind: string, connection: number): readonly Input[] {
  if (kind === "no-connect" || kind === "partial-connect") {
    return [{ atMs: 0, event: { kind: "open", connection, transport: "tcp" } }];
  }
  const openMs = row.optionalNumber("tcp_open_ms") ?? 0;
  const packet = connectOf(row, { sessionExpiryS: LASTING_EXPIRY_S });
  return connectInputs(connection, packet, 0, "tcp", openMs);
}

/** Rows about the second connection of a client name the first by its times; it was alive until then. */
function earlierConnection(row: TraceRow): readonly Input[] {
  const connectMs = row.optionalNumber("previous_connect_ms");
  if (connectMs === undefined) return [];
  const packet = connectOf(row, { sessionExpiryS: LASTING_EXPIRY_S, keepaliveS: LONGEST_KEEPALIVE_S });
  const closeMs = row.optionalNumber("previous_close_ms") ?? Infinity;
  const hangUp: Input = { atMs: closeMs, event: { kind: "hang-up", connection: FIRST } };
  return [...connectInputs(FIRST, packet, connectMs), ...(closeMs < 0 ? [hangUp] : [])];
}

function takeover(row: TraceRow): readonly Input[] {
  const atMs = row.optionalNumber("takeover_ms");
  if (atMs === undefined) return [];
  return connectInputs(SECOND, connectOf(row, { sessionExpiryS: LASTING_EXPIRY_S }), atMs);
}

function resumption(row: TraceRow, effects: readonly BrokerEffect[], connection: number) {
  const observed = row.optionalNumber("takeover_session_present") ?? row.optionalNumber("session_present");
  if (observed === undefined) return { predicted: {}, agrees: true };
  const present = sessionPresentOf(effects, connection);
  return { predicted: { session_present: present }, agrees: present === observed };
}
