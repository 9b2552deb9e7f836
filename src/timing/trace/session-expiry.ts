import { seconds } from "../../nanomq/time.ts";
import { FIRST_TICK } from "../detection.ts";
import type { Input } from "../drive.ts";
import {
  clientInputs,
  connectInputs,
  connectOf,
  type Experiment,
  FIRST,
  SECOND,
  sessionPresentOf,
  timerOfRow,
} from "./experiment.ts";
import type { TraceRow } from "./row.ts";

/** Number of the connection that was kicked before the one the row is about. */
const KICKED = 2;

/** Rows `session-expiry`: is the session still there when the client comes back? */
export function sessionExpiryExperiment(row: TraceRow): Experiment {
  const reconnectMs = row.number("reconnect_ms");
  const observed = row.number("session_present");
  const back = connectOf(row, { cleanStart: false });
  return {
    timer: timerOfRow(row),
    inputs: [
      ...kickedBefore(row),
      ...connectInputs(FIRST, connectOf(row), 0),
      ...clientInputs(row),
      ...connectInputs(SECOND, back, reconnectMs),
    ],
    untilMs: reconnectMs,
    judge: (effects) => {
      const present = sessionPresentOf(effects, SECOND);
      const resumed = row.optionalNumber("resumed_session_present") ?? sessionPresentOf(effects, FIRST);
      const agrees = present === observed && resumed === sessionPresentOf(effects, FIRST);
      return { predicted: { session_present: present }, agrees, residualsMs: [] };
    },
  };
}

/** Case `after-kick-and-resume`. The row tells when the first connection was kicked; the keepalive follows from that. */
function kickedBefore(row: TraceRow): readonly Input[] {
  const connectMs = row.optionalNumber("first_connect_ms");
  if (connectMs === undefined) return [];
  const { retry, multiplier } = timerOfRow(row);
  const kickCount = Math.round((row.number("kick_ms") - connectMs) / retry - FIRST_TICK);
  const keepaliveS = ((kickCount - 0.5) * seconds(retry)) / multiplier;
  return connectInputs(KICKED, connectOf(row, { keepaliveS }), connectMs);
}
