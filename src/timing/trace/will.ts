import type { BrokerEffect } from "../core/events.ts";
import type { Input } from "../drive.ts";
import {
  clientInputs,
  connectInputs,
  connectOf,
  type Experiment,
  FIRST,
  observedUntil,
  SECOND,
  sameMoments,
  sessionPresentOf,
  timerOfRow,
  toleranceMs,
} from "./experiment.ts";
import type { TraceRow } from "./row.ts";

/** Rows `will`: a third client waits for the will. A second connection of the same client carries none. */
export function willExperiment(row: TraceRow): Experiment {
  const observed = row.numbers("will_ms");
  const untilMs = observedUntil(row, observed.at(-1) ?? 0);
  const will = { delayS: row.optionalNumber("will_delay_s") };
  const reconnect = reconnection(row);
  return {
    timer: timerOfRow(row),
    inputs: [...connectInputs(FIRST, connectOf(row, { will }), 0), ...clientInputs(row), ...reconnect],
    untilMs,
    judge: (effects) => {
      const predicted = willsOf(effects);
      const moments = sameMoments(observed, predicted, toleranceMs(row), untilMs);
      const present = row.optionalNumber("reconnect_session_present");
      const predictedPresent = sessionPresentOf(effects, SECOND);
      return {
        predicted: {
          will_ms: predicted,
          ...(present === undefined ? {} : { session_present: predictedPresent }),
        },
        agrees: moments.agrees && (present ?? predictedPresent) === predictedPresent,
        residualsMs: moments.residualsMs,
      };
    },
  };
}

function reconnection(row: TraceRow): readonly Input[] {
  const atMs = row.optionalNumber("reconnect_ms");
  return atMs === undefined ? [] : connectInputs(SECOND, connectOf(row), atMs);
}

export function willsOf(effects: readonly BrokerEffect[]): readonly number[] {
  return effects.flatMap((effect) => (effect.kind === "will" ? [effect.atMs] : []));
}
