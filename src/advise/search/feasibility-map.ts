import { milliseconds, multiplierNear, seconds } from "../../nanomq/time.ts";
import { Assessor } from "./figures.ts";
import { type Option, optionOf } from "./option.ts";
import type { AdviseInput, Settings } from "./plan.ts";

/** What holds for one pair of settings, the gravest first. */
export type CellState =
  /** Live clients can be kicked, or are kicked more often than allowed. */
  | "kicks"
  | "costs"
  | "meets"
  /** The objective, with settings that the linter reports. */
  | "reported"
  /** Not the objective, but MQTT's 1.5 x keepalive. */
  | "mqtt"
  | "misses";

/** Retry interval across; down the multiplier with clients as they are, or the keepalive of all clients. */
export interface FeasibilityMap {
  readonly down: "multiplier" | "keepalive";
  readonly retryIntervalsS: readonly number[];
  /** Multipliers as the broker has them, or keepalives in seconds. */
  readonly steps: readonly number[];
  /** One row for each step, one cell for each retry interval. */
  readonly rows: readonly (readonly CellState[])[];
  /** What each cell comes to. */
  readonly options: readonly (readonly Option[])[];
}

const INTERVALS_S = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30];
const MULTIPLIERS = [1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const KEEPALIVES_S = [2, 3, 4, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];
/** Rows of keepalives on either side of the shortest one in use. */
const NEIGHBOURS = 4;

/**
 * What holds where.
 * @param marked settings that have to be on it: in force, then recommended; the last one has everything that is not drawn
 */
export function multiplierMap(
  input: AdviseInput,
  marked: readonly Settings[] = [input.current],
): FeasibilityMap {
  const steps = withMarked(
    MULTIPLIERS,
    marked.map(({ timer }) => Number(timer.multiplier.toPrecision(4))),
  );
  const base = marked.at(-1) ?? input.current;
  const at = (multiplier: number) => ({
    ...base,
    timer: { ...base.timer, multiplier: multiplierNear(multiplier, input.version) },
  });
  return { down: "multiplier", ...cellsOf(input, steps, at, marked) };
}

/** The same for the keepalive, which is the clients' to change; every class has the one of the row. */
export function keepaliveMap(
  input: AdviseInput,
  marked: readonly Settings[] = [input.current],
): FeasibilityMap {
  const shortest = marked.map(({ keepalivesMs }) => Math.min(...keepalivesMs) / 1000);
  const own = shortest[0] ?? 60;
  const shorter = KEEPALIVES_S.filter((s) => s < own).slice(-NEIGHBOURS);
  const longer = KEEPALIVES_S.filter((s) => s > own).slice(0, NEIGHBOURS);
  const base = marked.at(-1) ?? input.current;
  const at = (keepaliveS: number) => ({
    ...base,
    keepalivesMs: base.keepalivesMs.map(() => keepaliveS * 1000),
  });
  return { down: "keepalive", ...cellsOf(input, withMarked([...shorter, ...longer], shortest), at, marked) };
}

function cellsOf(
  input: AdviseInput,
  steps: readonly number[],
  at: (step: number) => Settings,
  marked: readonly Settings[],
): Omit<FeasibilityMap, "down"> {
  const assessor = new Assessor(input);
  const asked: AdviseInput = { ...input, objectives: { ...input.objectives, mqttLimit: true } };
  const retryIntervalsS = withMarked(
    INTERVALS_S,
    marked.map(({ timer }) => seconds(timer.retry)),
  );
  const options = steps.map((step) =>
    retryIntervalsS.map((retryIntervalS) => optionOf(ticking(at(step), retryIntervalS), asked, assessor)),
  );
  const isAsked = input.objectives.mqttLimit === true;
  const rows = options.map((row) => row.map((option) => stateOf(option, isAsked)));
  return { retryIntervalsS, steps, rows, options };
}

function ticking(settings: Settings, retryIntervalS: number): Settings {
  return { ...settings, timer: { ...settings.timer, retry: milliseconds(retryIntervalS * 1000) } };
}

/** Ascending, each once; what nobody could write stays off. */
function withMarked(usual: readonly number[], marked: readonly number[]): readonly number[] {
  return [...new Set([...usual, ...marked.filter((value) => value > 0)])].toSorted((a, b) => a - b);
}

function stateOf({ verdicts, guards }: Option, mqttAsked: boolean): CellState {
  const missed = new Set(verdicts.filter(({ met }) => !met).map(({ objective }) => objective));
  const mqtt = !missed.has("mqtt-limit");
  if (!mqttAsked) missed.delete("mqtt-limit");
  if (missed.has("live-clients") || missed.has("false-kicks-per-day")) return "kicks";
  if (missed.has("cpu-share")) return "costs";
  if (missed.size === 0) return guards.length === 0 ? "meets" : "reported";
  return mqtt ? "mqtt" : "misses";
}
