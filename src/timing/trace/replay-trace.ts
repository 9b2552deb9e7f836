import { BrokerCore } from "../core/core.ts";
import type { Pace } from "../core/session.ts";
import { drive } from "../drive.ts";
import { apiExperiment } from "./api.ts";
import { offlineQueueExperiment, resendExperiment } from "./deliveries.ts";
import { detectionExperiment } from "./detection.ts";
import type { Experiment, Prediction, Verdict } from "./experiment.ts";
import { hotChangeExperiment } from "./hot-change.ts";
import { livenessExperiment } from "./liveness.ts";
import { atLine, parseTraceRow, TraceError, type TraceRow } from "./row.ts";
import { sessionExpiryExperiment } from "./session-expiry.ts";
import { willExperiment } from "./will.ts";

/** What the core predicts for one recorded row, in the row's own fields. */
export interface TraceReplay {
  readonly kind: string;
  readonly version: string;
  readonly predicted: Prediction;
  readonly agrees: boolean;
  /** Observed minus predicted, the largest one of the row; undefined where no time was compared. */
  readonly residualMs: number | undefined;
  readonly residualsMs: readonly number[];
  /** A disagreement decided by something within 20 ms of a tick, which may fall on either side of it. */
  readonly nearTick: boolean;
}

/** Fitted to recordings of real brokers by least squares; nothing else in the model is fitted. */
const measuredPace: Pace = { startLatencyMs: 0.5, driftPerTickMs: 1.24, sendMs: 0 };

const tickShiftsMs = [-20, -10, -5, 5, 10, 20];

const experiments: Readonly<Record<string, (row: TraceRow) => Experiment>> = {
  detection: detectionExperiment,
  "keepalive-zero": detectionExperiment,
  "keepalive-max": detectionExperiment,
  liveness: livenessExperiment,
  api: apiExperiment,
  will: willExperiment,
  "session-expiry": sessionExpiryExperiment,
  resend: resendExperiment,
  "offline-queue": offlineQueueExperiment,
  "hot-change": hotChangeExperiment,
};

/** @throws TraceError where the row cannot be replayed. */
export function replayTrace(row: TraceRow, pace: Pace = measuredPace): TraceReplay {
  const kind = row.text("exp");
  const experiment = experimentOf(kind, row);
  const verdict = play(row, experiment, pace);
  const { residualsMs } = verdict;
  return {
    kind,
    version: row.versionText,
    predicted: verdict.predicted,
    agrees: verdict.agrees,
    residualMs: residualsMs.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0],
    residualsMs,
    nearTick: !verdict.agrees && isNearTick(row, experiment, pace),
  };
}

/** @throws TraceError with the line number, where the line is no row that can be replayed. */
export function replayTraceLine(text: string, line: number, pace: Pace = measuredPace): TraceReplay {
  return atLine(line, () => replayTrace(parseTraceRow(text), pace));
}

function experimentOf(kind: string, row: TraceRow): Experiment {
  const experiment = Object.hasOwn(experiments, kind) ? experiments[kind] : undefined;
  if (experiment === undefined) {
    const known = Object.keys(experiments).join(", ");
    throw new TraceError(`"exp" is ${JSON.stringify(kind)}; rows that can be replayed are ${known}`);
  }
  return experiment(row);
}

function play(row: TraceRow, experiment: Experiment, pace: Pace): Verdict {
  const core = new BrokerCore(experiment.timer, row.version, { pace });
  return experiment.judge(drive(core, experiment.inputs, experiment.untilMs, experiment.react));
}

/** Whether the row agrees once all ticks come a few milliseconds earlier or later, or find the sender busy. */
function isNearTick(row: TraceRow, experiment: Experiment, pace: Pace): boolean {
  return tickShiftsMs.some((shiftMs) => {
    const shifted = { ...pace, startLatencyMs: pace.startLatencyMs + shiftMs };
    const busy = { ...shifted, sendMs: Math.abs(shiftMs) };
    return play(row, experiment, shifted).agrees || play(row, experiment, busy).agrees;
  });
}
