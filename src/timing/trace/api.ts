import type { BrokerEffect } from "../core/events.ts";
import {
  CLIENT_ID,
  clientInputs,
  connectInputs,
  connectOf,
  type Experiment,
  FIRST,
  observedUntil,
  timerOfRow,
} from "./experiment.ts";
import type { TraceRow } from "./row.ts";

/** The observer asked this often. */
const POLL_PERIOD_MS = 200;
const POLL_SLACK_MS = 25;

type Change = readonly [number, string | null];

/** Rows `api`: what `GET /api/v4/clients` lists. The residual is what the poll period does not explain. */
export function apiExperiment(row: TraceRow): Experiment {
  const observed = row
    .timed("api_changes")
    .map(({ atMs, name }): Change => [atMs, name === "" ? null : name]);
  const untilMs = observedUntil(row, observed.at(-1)?.[0] ?? 0);
  return {
    timer: timerOfRow(row),
    inputs: [...connectInputs(FIRST, connectOf(row), 0), ...clientInputs(row)],
    untilMs,
    judge: (effects) => {
      const predicted = changesOf(effects);
      const unseen = predicted.slice(observed.length);
      const residualsMs = observed.map(([atMs], i) => beyondPoll(atMs - (predicted[i]?.[0] ?? Infinity)));
      const agrees =
        observed.every(([, state], i) => predicted[i]?.[1] === state) &&
        residualsMs.every((residual) => Math.abs(residual) <= POLL_SLACK_MS) &&
        unseen.every(([atMs]) => atMs > untilMs - POLL_PERIOD_MS - POLL_SLACK_MS);
      return {
        predicted: { api_changes: predicted },
        agrees,
        residualsMs: residualsMs.filter(Number.isFinite),
      };
    },
  };
}

function changesOf(effects: readonly BrokerEffect[]): readonly Change[] {
  return effects.flatMap((effect): readonly Change[] => {
    if (effect.kind !== "state" || effect.clientId !== CLIENT_ID) return [];
    return [[effect.atMs, effect.state === "gone" ? null : effect.state]];
  });
}

function beyondPoll(delayMs: number): number {
  return Math.min(delayMs, 0) + Math.max(delayMs - POLL_PERIOD_MS, 0);
}
