import type { Qos } from "../../nanomq/bridge-settings.ts";

/** Numbered messages of one local publisher, evenly spaced. */
export interface Flow {
  readonly startMs: number;
  readonly everyMs: number;
  /** So many at once, at the time of the first; 1: none. */
  readonly burst: number;
  /** How many there are in all. */
  readonly count: number;
  readonly qosOf: (message: number) => Qos;
  /** How late the bridge gets the next message; asked once for each, in order. Absent: never late. */
  readonly lateMs?: (() => number) | undefined;
}

/** When message `message` is published. */
export function publishedMs({ startMs, everyMs, burst }: Flow, message: number): number {
  return startMs + Math.floor(message / burst) * burst * everyMs;
}

/** How many messages are published before `atMs`. */
export function publishedBefore({ startMs, everyMs, burst, count }: Flow, atMs: number): number {
  const bursts = Math.ceil((atMs - startMs) / (burst * everyMs));
  return Math.min(count, Math.max(0, bursts) * burst);
}

/** Rounding of times that were added up in another order. */
const SAME_MOMENT_MS = 1e-6;

/** How many messages are published up to `atMs`, that moment included. */
export function publishedUntil(flow: Flow, atMs: number): number {
  return publishedBefore(flow, atMs + SAME_MOMENT_MS);
}
