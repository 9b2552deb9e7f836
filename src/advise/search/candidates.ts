import { type Ms, milliseconds, multiplierNear } from "../../nanomq/time.ts";
import { exactMultipliers } from "./exact-multipliers.ts";
import { hasBatchResend } from "./figures.ts";
import type { AdvisedClient, AdviseInput } from "./plan.ts";

/** Every second up to a minute; beyond, nobody counts seconds. */
const INTERVALS_S: readonly number[] = [
  ...Array.from({ length: 60 }, (_, index) => index + 1),
  ...[75, 90, 120, 150, 180, 240, 300, 600, 900, 1800, 3600],
];

/** Short decimals, the ones people write first: of several with the same effect the first is proposed. */
const MULTIPLIERS = [
  1.5, 1.25, 2, 1.2, 1.3, 1.4, 1.1, 1.6, 1.75, 1.8, 2.5, 3, 4, 5, 1.05, 1.15, 1.35, 1.45, 1.55, 1,
];

/** What false kicks can take where nobody asks for detection: the rarer, the longer a client may be silent. */
const PATIENT_MULTIPLIERS = [8, 10, 20, 100, 1000];

const KEEPALIVES_S = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 45, 60, 90, 120, 180, 300, 600];

/** 16-bit field of the CONNECT packet. */
const LONGEST_KEEPALIVE_MS = 65_535_000;

/** The one in force first. */
export function retryIntervals(current: Ms): readonly Ms[] {
  const all = INTERVALS_S.map((seconds) => milliseconds(seconds * 1000));
  return unique(current > 0 ? [current, ...all] : all);
}

/** As the broker has them, the one in force first, then usual ones, then what makes the most of this retry interval. */
export function multipliers(retry: Ms, input: AdviseInput): readonly number[] {
  const current = input.current.timer.multiplier;
  const patient = input.objectives.falseKicksPerDay === undefined ? [] : PATIENT_MULTIPLIERS;
  const plain = [...MULTIPLIERS, ...patient].map((multiplier) => multiplierNear(multiplier, input.version));
  return unique([...(current > 0 ? [current] : []), ...plain, ...exactMultipliers(retry, input)]);
}

/** Keepalives a class may have: its own, then the nearest others. */
export function keepalives(client: AdvisedClient, setClients: boolean): readonly number[] {
  const own = client.keepaliveMs;
  if (!setClients) return [own];
  const others = KEEPALIVES_S.map((seconds) => seconds * 1000).filter((ms) => ms <= LONGEST_KEEPALIVE_MS);
  return unique([own, ...others.toSorted((a, b) => distance(a, own) - distance(b, own) || b - a)]);
}

function distance(a: number, b: number): number {
  return Math.abs(Math.log(a / Math.max(b, 1)));
}

interface QueueSettings {
  readonly batchResend: boolean;
  readonly maxMqueueLen: number;
}

/** Queue and drain settings worth trying beside the timing ones; the ones in force first. */
export function queueSettings(input: AdviseInput): readonly QueueSettings[] {
  const { maxMqueueLen, timer } = input.current;
  const { batchResend } = timer;
  if (input.objectives.drainWithinMs === undefined) return [{ batchResend, maxMqueueLen }];
  const wanted = Math.max(0, ...input.clients.map(({ offlineMessages = 0 }) => offlineMessages));
  // NanoMQ rounds the queue up to a power of two anyway.
  const length = wanted > maxMqueueLen ? 2 ** Math.ceil(Math.log2(wanted)) : maxMqueueLen;
  const batches = hasBatchResend(input.version) && !batchResend ? [false, true] : [batchResend];
  return batches.map((batch) => ({ batchResend: batch, maxMqueueLen: length }));
}

function unique<V extends number>(values: readonly V[]): readonly V[] {
  return [...new Set(values)];
}
