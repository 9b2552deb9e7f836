import { behaviourOf } from "../../nanomq/behaviour.ts";
import { DEFAULT_MULTIPLIER, type Ms, milliseconds, type Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { detectionReplay, FIRST_TICK } from "../../timing/detection.ts";
import type { Observation } from "./canary.ts";
import { toleranceMs } from "./verdict.ts";

/*
 * Which settings explain what was measured. A connection's ticks come 1.5 R, 2.5 R, … after its CONNECT, and a silent
 * client is closed at tick n + 2 after its last packet, n = floor(keepalive x multiplier / R). So a close tells, for each R,
 * whether it fell on a tick at all, and if so which n, hence an interval of multipliers. The settings that explain most closes
 * are those most of whose intervals overlap.
 */

/** One retry interval with the multipliers, `from` included, `to` not, that explain as many closes as any. */
export interface Explanation {
  readonly retry: Ms;
  readonly multiplier: { readonly from: number; readonly to: number };
  /** The plainest multiplier of those: the one expected, NanoMQ's default, or the one with fewest digits. */
  readonly likely: number;
}

/** A close as the search sees it. */
interface Close {
  readonly keepaliveMs: number;
  readonly closeMs: number;
  readonly lastPacketMs: number;
  readonly toleranceMs: number;
}

export interface Inference {
  readonly closes: number;
  /** How many of them the explanations explain. */
  readonly explained: number;
  /** The best one first; none where no settings explain even half of the closes. */
  readonly explanations: readonly Explanation[];
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

const LONGEST_INTERVAL_S = 300;
/** 1.24 ms on the machine that was measured, none on a perfect one. */
const MOST_DRIFT_PER_TICK_MS = 2;

export function inferSettings(
  observations: readonly Observation[],
  version: NanomqVersion,
  expected: Timer | undefined,
): Inference {
  const closes = observations.flatMap((observation) => closeOf(observation, version) ?? []);
  const latestMs = Math.max(0, ...closes.map(({ closeMs }) => closeMs));
  const candidates: { retryIntervalS: number; explained: number; ranges: readonly Interval[] }[] = [];
  for (let s = 1; s <= LONGEST_INTERVAL_S && s * 1000 <= latestMs; s++) {
    const { explained, ranges } = densest(
      closes.flatMap((close) => multipliersOf(close, milliseconds(s * 1000)) ?? []),
    );
    candidates.push({ retryIntervalS: s, explained, ranges });
  }
  const explained = Math.max(0, ...candidates.map((candidate) => candidate.explained));
  if (explained === 0 || explained * 2 <= closes.length) {
    return { closes: closes.length, explained, explanations: [] };
  }
  const explanations = candidates
    .filter((candidate) => candidate.explained === explained)
    .flatMap(({ retryIntervalS, ranges }) =>
      ranges.map((range) => explanation(milliseconds(retryIntervalS * 1000), range, expected)),
    );
  return { closes: closes.length, explained, explanations: best(explanations, expected) };
}

function closeOf(observation: Observation, version: NanomqVersion): Close | undefined {
  const { canary, closeMs, closeKind, lastPacketMs } = observation;
  const { keepaliveMs, transport } = canary.clients;
  if (closeMs === undefined || closeKind === "rst" || keepaliveMs === 0) return undefined;
  const delayMs = transport === "ws" ? behaviourOf(version).webSocketCloseDelayMs : 0;
  // A grain of 1 s must stay visible.
  const tolerance = Math.min(200, toleranceMs(observation));
  return { keepaliveMs, closeMs: closeMs - delayMs, lastPacketMs, toleranceMs: tolerance };
}

/** The number of the first tick at or after `atMs`; ticks are numbered from 0, at 1.5 R. */
function tickFrom(atMs: number, retry: Ms): number {
  return Math.max(0, Math.ceil(atMs / retry - FIRST_TICK));
}

/** The multipliers with which this close is right; undefined where it fell on no tick. */
function multipliersOf(close: Close, retry: Ms): Interval | undefined {
  const { keepaliveMs, closeMs, lastPacketMs, toleranceMs: tolerance } = close;
  const tick = Math.floor((closeMs + tolerance) / retry - FIRST_TICK);
  const lateMs = closeMs - (tick + FIRST_TICK) * retry;
  if (tick < 0 || lateMs > (tick + 1) * MOST_DRIFT_PER_TICK_MS + tolerance) return undefined;
  // A packet right at a tick may have come before or after it.
  const least = tick - tickFrom(lastPacketMs + tolerance, retry) - 1;
  const most = tick - tickFrom(lastPacketMs - tolerance, retry) - 1;
  if (most < 0) return undefined;
  const share = retry / keepaliveMs;
  return { from: Math.max(0, least) * share, to: (most + 1) * share };
}

/** Where most intervals overlap; of equal places all. */
function densest(intervals: readonly Interval[]): { explained: number; ranges: readonly Interval[] } {
  const edges = [...new Set(intervals.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  let explained = 0;
  let ranges: Interval[] = [];
  for (const [at, from] of edges.entries()) {
    const to = edges[at + 1];
    if (to === undefined) break;
    const count = intervals.filter((interval) => interval.from <= from && interval.to >= to).length;
    if (count === 0 || count < explained) continue;
    if (count > explained) ranges = [];
    explained = count;
    const before = ranges.at(-1);
    if (before?.to === from) ranges[ranges.length - 1] = { from: before.from, to };
    else ranges.push({ from, to });
  }
  return { explained, ranges };
}

function explanation(retry: Ms, multiplier: Interval, expected: Timer | undefined): Explanation {
  return { retry, multiplier, likely: plainest(multiplier, expected?.multiplier) };
}

function holds({ from, to }: Interval, multiplier: number): boolean {
  return multiplier > 0 && multiplier >= from - 1e-6 && multiplier < to;
}

function plainest(range: Interval, expected: number | undefined): number {
  for (const usual of [expected, DEFAULT_MULTIPLIER]) if (usual && holds(range, usual)) return usual;
  const middle = (range.from + range.to) / 2;
  for (let digits = 0; digits < 4; digits++) {
    const rounded = Number(middle.toFixed(digits));
    if (holds(range, rounded)) return rounded;
  }
  return middle;
}

/** Of equal ones what was expected; then the longest interval, which would fit by accident least often. */
function best(explanations: readonly Explanation[], expected: Timer | undefined): readonly Explanation[] {
  const asExpected = ({ retry, likely }: Explanation) =>
    retry === expected?.retry && likely === expected.multiplier ? 0 : 1;
  return explanations.toSorted((a, b) => asExpected(a) - asExpected(b) || b.retry - a.retry);
}

/** The close, since the CONNECT, that an explanation predicts; undefined where it never comes. */
export function predictedCloseMs(
  { retry, likely }: Explanation,
  version: NanomqVersion,
  keepaliveMs: number,
  lastPacketMs: number,
): number | undefined {
  const client = { name: "", keepaliveMs };
  const { windowMs } = detectionReplay({ retry, multiplier: likely, batchResend: false }, version, client);
  if (windowMs === undefined) return undefined;
  const ticks = windowMs.earliest / retry;
  return (tickFrom(lastPacketMs, retry) + ticks + FIRST_TICK) * retry;
}
