import { seconds, timerOf } from "../../nanomq/time.ts";
import type { Input } from "../drive.ts";
import { compare, publishInputs } from "./deliveries.ts";
import { detectionExperiment } from "./detection.ts";
import {
  clientInputs,
  connectInputs,
  connectOf,
  type Experiment,
  FIRST,
  observedUntil,
  sameMoments,
  timerOfRow,
  toleranceMs,
} from "./experiment.ts";
import { TraceError, type TraceRow } from "./row.ts";
import { willsOf } from "./will.ts";

/** Rows `hot-change`: the HTTP API changes retry interval or multiplier under connected clients. */
export function hotChangeExperiment(row: TraceRow): Experiment {
  const experiment = unchanged(row);
  return { ...experiment, inputs: [change(row), ...experiment.inputs] };
}

function unchanged(row: TraceRow): Experiment {
  const kind = row.text("case");
  switch (kind) {
    case "keepalive":
      return detectionExperiment(row);
    case "session-expiry":
      return expiry(row);
    case "resend":
      return resend(row);
    default:
      throw new TraceError(
        `"case" of a hot-change row is keepalive, session-expiry or resend, not "${kind}"`,
      );
  }
}

function change(row: TraceRow): Input {
  const before = timerOfRow(row);
  const retryIntervalS = row.optionalNumber("new_retry_interval_s") ?? seconds(before.retry);
  // A request's multiplier is taken as it is, by every release.
  const multiplier = row.optionalNumber("new_multiplier") ?? before.multiplier;
  return {
    atMs: row.number("change_ms"),
    event: { kind: "settings", timer: timerOf(retryIntervalS, multiplier) },
  };
}

/** The will tells when the session ended. */
function expiry(row: TraceRow): Experiment {
  const observed = row.numbers("will_ms");
  const untilMs = observedUntil(row, observed.at(-1) ?? 0);
  return {
    timer: timerOfRow(row),
    inputs: [...connectInputs(FIRST, connectOf(row, { will: {} }), 0), ...clientInputs(row)],
    untilMs,
    judge: (effects) => {
      const predicted = willsOf(effects);
      return {
        predicted: { will_ms: predicted },
        ...sameMoments(observed, predicted, toleranceMs(row), untilMs),
      };
    },
  };
}

function resend(row: TraceRow): Experiment {
  const observed = row.tuples("deliveries", 4);
  const untilMs = observedUntil(row, observed.at(-1)?.[0] ?? 0);
  return {
    timer: timerOfRow(row),
    inputs: [
      ...connectInputs(FIRST, connectOf(row), 0),
      ...clientInputs(row),
      ...publishInputs(row, observed),
    ],
    untilMs,
    judge: (effects) => compare(row, observed, effects, untilMs),
  };
}
