import { Assessor } from "./figures.ts";
import { optionOf } from "./option.ts";
import type { AdviseInput } from "./plan.ts";
import type { Verdict } from "./verdict.ts";

/** What holds for one pair of settings, the gravest first. */
export type CellState =
  /** Live clients can be kicked, or are kicked more often than allowed. */
  | "kicks"
  | "costs"
  | "meets"
  /** Not the objective, but MQTT's 1.5 x keepalive. */
  | "mqtt"
  | "misses";

export interface FeasibilityMap {
  readonly retryIntervalsS: readonly number[];
  readonly multipliers: readonly number[];
  /** One row for each multiplier, one cell for each retry interval. */
  readonly rows: readonly (readonly CellState[])[];
}

const INTERVALS_S = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30];
const MULTIPLIERS = [1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** Retry interval against multiplier (as in the conf of a release that takes it as it is), clients as they are. */
export function feasibilityMap(input: AdviseInput, factor = 1): FeasibilityMap {
  const assessor = new Assessor(input.version, input.clients, input.seed ?? 1);
  const asked: AdviseInput = { ...input, objectives: { ...input.objectives, mqttLimit: true } };
  const cell = (retryIntervalS: number, multiplier: number): CellState => {
    const option = optionOf(
      { ...input.current, retryIntervalS, multiplier: multiplier / factor },
      asked,
      assessor,
    );
    return stateOf(option.verdicts, input.objectives.mqttLimit === true);
  };
  return {
    retryIntervalsS: INTERVALS_S,
    multipliers: MULTIPLIERS,
    rows: MULTIPLIERS.map((multiplier) => INTERVALS_S.map((interval) => cell(interval, multiplier))),
  };
}

function stateOf(verdicts: readonly Verdict[], mqttAsked: boolean): CellState {
  const missed = new Set(verdicts.filter(({ met }) => !met).map(({ objective }) => objective));
  const mqtt = !missed.has("mqtt-limit");
  if (!mqttAsked) missed.delete("mqtt-limit");
  if (missed.has("live-clients") || missed.has("false-kicks-per-day")) return "kicks";
  if (missed.has("cpu-share")) return "costs";
  if (missed.size === 0) return "meets";
  return mqtt ? "mqtt" : "misses";
}
