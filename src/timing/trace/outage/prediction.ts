import { countOf, type MessageRange, within } from "../../outage/tally.ts";
import {
  type OutagePlan,
  type PlanResult,
  playPlan,
  type Segments,
  type segmentNames,
  segmentsTotal,
} from "./plan.ts";

/** `[lowest, highest]`; the highest is null where it may also never happen. */
export type Interval = readonly [low: number, high: number | null];

type PerSegment<V> = Readonly<Record<(typeof segmentNames)[number], V>>;

/** The fields of a row as the core predicts them, `null` for what does not happen. Numbers in one run, intervals in many. */
export interface OutagePrediction<N = number, Lost = readonly MessageRange[]> {
  readonly lost_n: PerSegment<N>;
  readonly lost: PerSegment<Lost>;
  readonly backlog_after_back: {
    readonly n: N;
    readonly first_ms: N | null;
    readonly last_ms: N | null;
    readonly med_gap_ms: N | null;
  };
  readonly dup_copies: N;
  readonly gave_up_ms: readonly [N] | null;
  /** `[time, exit code]`; the handler of the broker ends it with 1. */
  readonly crash: readonly [N, 1] | null;
}

/** Which numbers are lost whatever chance does, and which may be. */
export interface PossibleLoss {
  readonly certain: readonly MessageRange[];
  readonly possible: readonly MessageRange[];
}

export type BlindPrediction = OutagePrediction<Interval, PossibleLoss> & {
  /** All segments together; narrower than their sum. */
  readonly lost_total: Interval;
};

/** Time from the signal until the broker's own handler has ended the process. */
const DYING_MS = 150;

export function predictionOf(plan: OutagePlan): OutagePrediction {
  const result = playPlan(plan);
  const lost = lostOf(plan, result);
  const { backlog, duplicates, gaveUpMs, crashMs } = result;
  return {
    lost_n: perSegment((name) => countOf(lost[name])),
    lost,
    backlog_after_back: {
      n: backlog.n,
      first_ms: rounded(backlog.firstMs),
      last_ms: rounded(backlog.lastMs),
      med_gap_ms: rounded(backlog.medianGapMs),
    },
    dup_copies: duplicates,
    gave_up_ms: gaveUpMs === undefined ? null : [tenths(gaveUpMs - plan.outageMs)],
    crash: crashMs === undefined ? null : [tenths(crashMs + DYING_MS), 1],
  };
}

/** What holds for all `plans` together, which differ in what chance decides. */
export function blindPredictionOf(plans: readonly OutagePlan[]): BlindPrediction {
  const all = plans.map(predictionOf);
  const each = <V>(value: (one: OutagePrediction) => V) => all.map(value);
  const backlogs = each((one) => one.backlog_after_back);
  const gaveUp = intervalOf(each((one) => one.gave_up_ms?.[0] ?? null));
  const crash = intervalOf(each((one) => one.crash?.[0] ?? null));
  return {
    lost_n: perSegment((name) => spanOf(each((one) => one.lost_n[name]))),
    lost_total: spanOf(each((one) => segmentsTotal(one.lost_n))),
    lost: perSegment((name) => possibleLoss(each((one) => one.lost[name]))),
    backlog_after_back: {
      n: spanOf(backlogs.map(({ n }) => n)),
      first_ms: intervalOf(backlogs.map(({ first_ms }) => first_ms)),
      last_ms: intervalOf(backlogs.map(({ last_ms }) => last_ms)),
      med_gap_ms: intervalOf(backlogs.map(({ med_gap_ms }) => med_gap_ms)),
    },
    dup_copies: spanOf(each((one) => one.dup_copies)),
    gave_up_ms: gaveUp && [gaveUp],
    crash: crash && [crash, 1],
  };
}

function perSegment<V>(value: (name: (typeof segmentNames)[number]) => V): PerSegment<V> {
  return { pre: value("pre"), out: value("out"), post: value("post") };
}

/** A message that was published though the broker died at once is lost as well; one that was only planned is none. */
function lostOf({ published, counted }: OutagePlan, { lost, published: handled, crashMs }: PlanResult) {
  const total = counted ? segmentsTotal(published) : handled;
  const unheard: readonly MessageRange[] =
    crashMs !== undefined && handled < total ? [[handled, total - 1]] : [];
  const all = [...lost, ...unheard];
  return perSegment((name) => within(all, ...boundsOf(published, name)));
}

function boundsOf({ pre, out, post }: Segments, name: (typeof segmentNames)[number]): [number, number] {
  switch (name) {
    case "pre":
      return [0, pre];
    case "out":
      return [pre, pre + out];
    case "post":
      return [pre + out, pre + out + post];
  }
}

function spanOf(values: readonly number[]): Interval {
  return [Math.min(...values), Math.max(...values)];
}

function intervalOf(values: readonly (number | null)[]): Interval | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const [low, high] = spanOf(known);
  return [low, known.length < values.length ? null : high];
}

/** Borders at the same number count together: one run's loss may begin where that of another ends. */
function possibleLoss(runs: readonly (readonly MessageRange[])[]): PossibleLoss {
  const steps = new Map<number, number>();
  const add = (at: number, step: number) => steps.set(at, (steps.get(at) ?? 0) + step);
  for (const [from, to] of runs.flat()) {
    add(from, 1);
    add(to + 1, -1);
  }
  const borders = [...steps].toSorted(([a], [b]) => a - b);
  return { certain: coveredBy(borders, runs.length), possible: coveredBy(borders, 1) };
}

/** Where at least `least` runs lose. */
function coveredBy(borders: readonly (readonly [number, number])[], least: number): readonly MessageRange[] {
  const ranges: MessageRange[] = [];
  let depth = 0;
  let from = 0;
  for (const [at, step] of borders) {
    const before = depth;
    depth += step;
    if (before < least && depth >= least) from = at;
    else if (before >= least && depth < least) ranges.push([from, at - 1]);
  }
  return ranges;
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : tenths(ms);
}

/** As the rows have their times. */
function tenths(ms: number): number {
  return Math.round(10 * ms) / 10;
}
