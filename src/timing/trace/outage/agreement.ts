import type { TraceRow } from "../row.ts";
import { type Segments, segmentsTotal } from "./plan.ts";
import type { BlindPrediction, Interval, OutagePrediction } from "./prediction.ts";

/** Field by field, for those that the row has. `lost_n` and `crash` decide whether the row agrees. */
export type FieldAgreement = Readonly<Record<string, boolean>>;

export interface Agreement {
  /** Undefined where the row comes without its results. */
  readonly agrees: boolean | undefined;
  readonly fields: FieldAgreement;
  /** Observed minus predicted, for everything that was compared as a time. */
  readonly residualsMs: readonly number[];
}

/** The number lost may be off by one in a hundred of all messages, and by two in any case. */
const LOST_SHARE = 0.01;
const LOST_LEAST = 2;
const BACKLOG_MS = 100;
const BACKLOG_SHARE = 0.02;
/** The rig looks at links that it does not read every 40 ms. */
const GAVE_UP_MS = 150;
const CRASH_MS = 1000;

/** What a row says about itself; a field that was left out is undefined, one that did not happen null. */
interface Observed {
  readonly lost: number | undefined;
  readonly lostRanges: string | undefined;
  readonly backlogN: number | undefined;
  readonly firstMs: number | null | undefined;
  readonly lastMs: number | null | undefined;
  readonly duplicates: number | undefined;
  readonly gaveUpMs: number | null | undefined;
  readonly crashMs: number | null | undefined;
}

type Compared = readonly [field: string, agrees: boolean | undefined];

export function agreementOf(row: TraceRow, published: Segments, predicted: OutagePrediction): Agreement {
  const observed = observedIn(row);
  const allowed = Math.max(LOST_LEAST, LOST_SHARE * segmentsTotal(published));
  const { backlog_after_back: backlog, lost } = predicted;
  const ranges = JSON.stringify([...lost.pre, ...lost.out, ...lost.post]);
  const times = [
    sameTime("first_ms", observed.firstMs, backlog.first_ms, BACKLOG_MS, BACKLOG_SHARE),
    sameTime("last_ms", observed.lastMs, backlog.last_ms, BACKLOG_MS, BACKLOG_SHARE),
    sameTime("gave_up_ms", observed.gaveUpMs, predicted.gave_up_ms?.[0] ?? null, GAVE_UP_MS, 0),
    sameTime("crash", observed.crashMs, predicted.crash?.[0] ?? null, CRASH_MS, 0),
  ];
  return verdictOf(
    [
      ["lost_n", near(observed.lost, segmentsTotal(predicted.lost_n), allowed)],
      ["lost", observed.lostRanges === undefined ? undefined : observed.lostRanges === ranges],
      ["backlog_n", near(observed.backlogN, backlog.n, allowed)],
      ["dup_copies", near(observed.duplicates, predicted.dup_copies, 0)],
      ...times.map(({ compared }) => compared),
    ],
    times.flatMap(({ residualMs }) => residualMs ?? []),
  );
}

/** The observation lies inside; times may stand beside by what the rig itself is off. `startMs` is the first message. */
export function blindAgreementOf(row: TraceRow, predicted: BlindPrediction): Agreement {
  const observed = observedIn(row);
  const { backlog_after_back: backlog } = predicted;
  const crashMs = observed.crashMs;
  const sinceStartMs = typeof crashMs === "number" ? crashMs - row.number("t_start") : crashMs;
  return verdictOf(
    [
      ["lost_n", inside(observed.lost, predicted.lost_total, 0)],
      ["backlog_n", inside(observed.backlogN, backlog.n, 0)],
      ["dup_copies", inside(observed.duplicates, predicted.dup_copies, 0)],
      ["first_ms", inside(observed.firstMs, backlog.first_ms, BACKLOG_MS)],
      ["last_ms", inside(observed.lastMs, backlog.last_ms, BACKLOG_MS)],
      ["gave_up_ms", inside(observed.gaveUpMs, predicted.gave_up_ms?.[0] ?? null, GAVE_UP_MS)],
      ["crash", inside(sinceStartMs, predicted.crash?.[0] ?? null, CRASH_MS)],
    ],
    [],
  );
}

function observedIn(row: TraceRow): Observed {
  const backlog = row.has("backlog_after_back") ? row.part("backlog_after_back") : undefined;
  const lost = row.has("lost") ? row.part("lost") : undefined;
  const ranges = lost && (["pre", "out", "post"] as const).flatMap((name) => lost.tuples(name, 2));
  return {
    lost: row.has("lost_n") ? lostNumber(row.part("lost_n")) : undefined,
    lostRanges: ranges && JSON.stringify(ranges),
    backlogN: backlog?.whole("n"),
    firstMs: backlog && nullable(backlog, "first_ms"),
    lastMs: backlog && nullable(backlog, "last_ms"),
    duplicates: row.has("dup_copies") ? row.whole("dup_copies") : undefined,
    gaveUpMs: firstOf(row, "gave_up_ms"),
    crashMs: firstOf(row, "crash"),
  };
}

function lostNumber(row: TraceRow): number {
  return row.whole("pre") + row.whole("out") + row.whole("post");
}

function nullable(row: TraceRow, key: string): number | null {
  return row.optionalNumber(key) ?? null;
}

function firstOf(row: TraceRow, key: string): number | null | undefined {
  return row.mentions(key) ? row.leading(key) : undefined;
}

function near(observed: number | undefined, predicted: number, allowed: number): boolean | undefined {
  return observed === undefined ? undefined : Math.abs(observed - predicted) <= allowed;
}

function sameTime(
  field: string,
  observed: number | null | undefined,
  predicted: number | null,
  allowedMs: number,
  share: number,
): { readonly compared: Compared; readonly residualMs: number | undefined } {
  if (observed === undefined) return { compared: [field, undefined], residualMs: undefined };
  if (observed === null || predicted === null) {
    return { compared: [field, observed === predicted], residualMs: undefined };
  }
  const residualMs = observed - predicted;
  const allowed = allowedMs + share * Math.abs(observed);
  return { compared: [field, Math.abs(residualMs) <= allowed], residualMs };
}

function inside(
  observed: number | null | undefined,
  predicted: Interval | null,
  beside: number,
): boolean | undefined {
  if (observed === undefined) return undefined;
  if (predicted === null) return observed === null;
  const [low, high] = predicted;
  if (observed === null) return high === null;
  return observed >= low - beside && observed <= (high ?? Infinity) + beside;
}

function verdictOf(compared: readonly Compared[], residualsMs: readonly number[]): Agreement {
  const known = compared.filter((entry): entry is [string, boolean] => entry[1] !== undefined);
  const fields: FieldAgreement = Object.fromEntries(known);
  const deciding = known.filter(([field]) => field === "lost_n" || field === "crash");
  const agrees = deciding.length === 0 ? undefined : deciding.every(([, agreed]) => agreed);
  return { agrees, fields, residualsMs };
}
