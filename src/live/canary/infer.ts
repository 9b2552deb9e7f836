import { behaviourOf } from "../../nanomq/behaviour.ts";
import { DEFAULT_MULTIPLIER, type Ms, milliseconds, type Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { detectionReplay, FIRST_TICK } from "../../timing/detection.ts";
import { notesReceiveTime, redeliveryWindow } from "../../timing/windows.ts";
import type { Observation } from "./canary.ts";
import { toleranceMs } from "./verdict.ts";

/*
 * Which settings explain what was measured. A connection's ticks come 1.5 R, 2.5 R, … after its CONNECT, and a silent
 * client is closed at tick n + 2 after its last packet, n = floor(keepalive x multiplier / R). So a close tells, for each R,
 * whether it fell on a tick at all, and if so which n, hence an interval of multipliers. A first duplicate comes with the
 * first tick 1.25 R after its message: it tells of R alone. The settings that explain most of both are those most of whose
 * intervals overlap.
 */

/** One retry interval with the multipliers, `from` included, `to` not (Infinity: not measured), that explain as much as any. */
export interface Explanation {
  readonly retry: Ms;
  readonly multiplier: { readonly from: number; readonly to: number };
  /** The plainest multiplier of those: the one expected, NanoMQ's default, or the one with fewest digits. */
  readonly likely: number;
}

/** What the search goes by; every time since the CONNECT. */
type Sign = { readonly toleranceMs: number } & (
  | {
      readonly kind: "close";
      readonly atMs: number;
      readonly lastPacketMs: number;
      readonly keepaliveMs: number;
    }
  | {
      readonly kind: "duplicate";
      readonly atMs: number;
      readonly publishMs: number;
      /** False: it comes with the next tick, however young the message is. */
      readonly isNoted: boolean;
    }
);

export interface Inference {
  /** Closes and first duplicates. */
  readonly signs: number;
  /** How many of them the explanations explain. */
  readonly explained: number;
  /** The best one first; none where no settings explain even half of the signs. */
  readonly explanations: readonly Explanation[];
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Of a bound that is a quotient: 1.2 is not below 1.2000000000000002. */
const ROUNDING = 1e-6;
const LONGEST_INTERVAL_S = 300;
/** What two moments of one tick differ by on an idle machine. */
const JITTER_MS = 20;
/** The tick's share that a measurement may be off by. */
const MOST_OF_A_TICK = 0.2;
/** 1.24 ms on the machine that was measured, none on a perfect one. */
const MOST_DRIFT_PER_TICK_MS = 2;

/** Undefined where nothing was seen to go by. */
export function inferSettings(
  observations: readonly Observation[],
  version: NanomqVersion,
  expected: Timer | undefined,
): Inference | undefined {
  const signs = observations.flatMap((observation) => signOf(observation, version) ?? []);
  if (signs.length === 0) return undefined;
  const latestMs = Math.max(...signs.map(({ atMs }) => atMs));
  const candidates: Candidate[] = [];
  for (let s = 1; s <= LONGEST_INTERVAL_S && s * 1000 <= latestMs; s++) {
    const retry = milliseconds(s * 1000);
    const { explained, ranges } = densest(signs.flatMap((sign) => multipliersOf(sign, retry) ?? []));
    candidates.push({ retry, explained, ranges, chance: chanceOf(signs, retry) });
  }
  const explained = Math.max(0, ...candidates.map((candidate) => candidate.explained));
  if (explained === 0 || explained * 2 <= signs.length) {
    return { signs: signs.length, explained, explanations: [] };
  }
  const explanations = candidates
    .filter((candidate) => candidate.explained === explained)
    .toSorted((a, b) => a.chance - b.chance)
    .flatMap(({ retry, ranges }) => ranges.map((range) => explanation(retry, range, expected)));
  return { signs: signs.length, explained, explanations: best(explanations, expected) };
}

interface Candidate {
  readonly retry: Ms;
  readonly explained: number;
  readonly ranges: readonly Interval[];
  readonly chance: number;
}

/**
 * The logarithm of how likely signs at random moments would lie this near to the ticks of an interval: the least likely
 * explanation of chance is the best of a timer.
 */
function chanceOf(signs: readonly Sign[], retry: Ms): number {
  const shares = signs.map(({ atMs }) => {
    const past = (atMs / retry - FIRST_TICK) % 1;
    return Math.min(Math.abs(past), 1 - Math.abs(past)) + JITTER_MS / retry;
  });
  return shares.reduce((sum, share) => sum + Math.log(Math.min(1, share)), 0);
}

function signOf(observation: Observation, version: NanomqVersion): Sign | undefined {
  const { canary, closeMs, closeKind, lastPacketMs, publishMs } = observation;
  const { keepaliveMs, transport } = canary.clients;
  const tolerance = toleranceMs(observation);
  if (canary.measure === "redelivery") {
    const atMs = observation.deliveries.find(([, , , dup]) => dup === 1)?.[0];
    if (atMs === undefined || publishMs === undefined) return undefined;
    const isNoted = notesReceiveTime(version, transport);
    return { kind: "duplicate", atMs, publishMs, isNoted, toleranceMs: tolerance };
  }
  if (closeMs === undefined || closeKind === "rst" || keepaliveMs === 0) return undefined;
  const delayMs = transport === "ws" ? behaviourOf(version).webSocketCloseDelayMs : 0;
  return { kind: "close", atMs: closeMs - delayMs, lastPacketMs, keepaliveMs, toleranceMs: tolerance };
}

/** The number of the first tick at or after `atMs`; ticks are numbered from 0, at 1.5 R. */
function tickFrom(atMs: number, retry: Ms): number {
  return Math.max(0, Math.ceil(atMs / retry - FIRST_TICK));
}

/** The multipliers with which this sign is right; undefined where it fell on no tick. */
function multipliersOf(sign: Sign, retry: Ms): Interval | undefined {
  // A measurement that is late by more than its grain would fit every grain.
  const tolerance = Math.min(sign.toleranceMs, retry * MOST_OF_A_TICK);
  const tick = Math.floor((sign.atMs + tolerance) / retry - FIRST_TICK);
  const lateMs = sign.atMs - (tick + FIRST_TICK) * retry;
  if (tick < 0 || lateMs > (tick + 1) * MOST_DRIFT_PER_TICK_MS + tolerance) return undefined;
  if (sign.kind === "duplicate") {
    const timer = { retry, multiplier: DEFAULT_MULTIPLIER, batchResend: false };
    const window = redeliveryWindow(timer, 1, sign.isNoted);
    if (window === undefined) return undefined;
    const afterMs = sign.atMs - sign.publishMs;
    const latest = Math.max(window.latest, sign.isNoted ? 0 : FIRST_TICK * retry - sign.publishMs);
    const fits = afterMs > window.earliest - tolerance && afterMs < latest + tolerance;
    return fits ? { from: 0, to: Infinity } : undefined;
  }
  // A packet right at a tick may have come before or after it.
  const least = tick - tickFrom(sign.lastPacketMs + tolerance, retry) - 1;
  const most = tick - tickFrom(sign.lastPacketMs - tolerance, retry) - 1;
  if (most < 0) return undefined;
  const share = retry / sign.keepaliveMs;
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
  return multiplier > 0 && multiplier >= from - ROUNDING && multiplier < to - ROUNDING;
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

/** What was expected comes first where it explains as much as any. */
function best(explanations: readonly Explanation[], expected: Timer | undefined): readonly Explanation[] {
  const asExpected = ({ retry, likely }: Explanation) =>
    retry === expected?.retry && likely === expected.multiplier ? 0 : 1;
  return explanations.toSorted((a, b) => asExpected(a) - asExpected(b));
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
