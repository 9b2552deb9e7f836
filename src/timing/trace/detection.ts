import {
  clientInputs,
  closeOf,
  connectInputs,
  connectOf,
  type Experiment,
  FIRST,
  observedUntil,
  sameMoment,
  timerOfRow,
  toleranceMs,
  transportOf,
} from "./experiment.ts";
import type { TraceRow } from "./row.ts";

/** Rows `detection`, `keepalive-zero`, `keepalive-max`: a client falls silent; when does it see the FIN? */
export function detectionExperiment(row: TraceRow): Experiment {
  const closeMs = row.optionalNumber("close_ms");
  const tolerance = toleranceMs(row);
  const untilMs = observedUntil(row, closeMs ?? row.number("last_packet_ms")) + tolerance;
  return {
    timer: timerOfRow(row),
    inputs: [...connectInputs(FIRST, connectOf(row), 0, transportOf(row)), ...clientInputs(row)],
    untilMs,
    judge: (effects) => {
      const predicted = closeOf(effects, FIRST, untilMs);
      return { predicted: { close_ms: predicted }, ...sameMoment(closeMs, predicted, tolerance, untilMs) };
    },
  };
}
