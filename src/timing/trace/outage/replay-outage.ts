import type { TraceRow } from "../row.ts";
import type { Replayed } from "../summary.ts";
import { type Agreement, agreementOf, blindAgreementOf, type FieldAgreement } from "./agreement.ts";
import { blindPlans } from "./blind.ts";
import { givenPlan } from "./given.ts";
import {
  type BlindPrediction,
  blindPredictionOf,
  type OutagePrediction,
  predictionOf,
} from "./prediction.ts";
import { setupOf } from "./row.ts";

/** What the core predicts for one recorded outage, in the row's own fields. */
export interface OutageReplay extends Replayed {
  readonly id: string | undefined;
  readonly predicted: OutagePrediction | BlindPrediction;
  readonly fields: FieldAgreement;
}

/** `given`: the row's link events are told; `blind`: only `settings` and `scenario` are, and chance becomes intervals. */
export type OutageMode = "given" | "blind";

/** @throws TraceError where the row cannot be replayed. */
export function replayOutage(row: TraceRow, mode: OutageMode): OutageReplay {
  return mode === "given" ? replayGiven(row) : replayBlind(row);
}

function replayGiven(row: TraceRow): OutageReplay {
  const plan = givenPlan(row);
  const predicted = predictionOf(plan);
  return replayed(row, "outage", predicted, agreementOf(row, plan.published, predicted));
}

function replayBlind(row: TraceRow): OutageReplay {
  const predicted = blindPredictionOf(blindPlans(setupOf(row)));
  return replayed(row, "outage-blind", predicted, blindAgreementOf(row, predicted));
}

function replayed(
  row: TraceRow,
  kind: string,
  predicted: OutageReplay["predicted"],
  agreement: Agreement,
): OutageReplay {
  return {
    kind,
    id: row.optionalText("id"),
    version: row.versionText,
    predicted,
    nearTick: false,
    ...agreement,
  };
}
