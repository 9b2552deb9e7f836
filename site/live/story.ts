// What the page shows first, and again after each change of the settings: the same clients, the same deeds.
import { detectionReplay, FIRST_TICK } from "../../src/timing/detection.ts";
import { type Cast, type Deed, Fleet, type Happening } from "./fleet.ts";

export interface Act {
  readonly atMs: number;
  readonly client: number;
  readonly deed: Deed;
}

const CLIENTS = 6;
/** Where the clients' ticks fall within a retry interval: spread, and the same every time. */
const PHASE = 0.38;
/** Clients whose cable is pulled in the first story; the last one stays as it is. */
const PULLED = CLIENTS - 1;
/** Time scale where nobody is ever noticed. */
const QUIET_TICKS = 6;

/** When the clients connect: anywhere between two ticks. */
export function connectTimes(retryMs: number): readonly number[] {
  const stepMs = Math.max(1000, retryMs);
  return Array.from({ length: CLIENTS }, (_, at) => Math.round(((at * PHASE) % 1) * stepMs));
}

/** Of the page's time axis: long enough for a last packet and the kick that it leads to. */
export function spanMs({ timer, version, client }: Cast): number {
  const { windowMs, afterConnectMs } = detectionReplay(timer, version, client);
  const longest = Math.max(windowMs?.latest ?? 0, afterConnectMs?.latest ?? 0, client.keepaliveMs);
  return Math.max(10_000, windowMs === undefined ? QUIET_TICKS * Math.max(1000, timer.retry) : 2.2 * longest);
}

/** All cables but one are pulled at once, when every client is through its first tick. */
export function firstActs({ timer, client }: Cast): readonly Act[] {
  const settledMs = Math.max(1000, timer.retry) * (1 + FIRST_TICK) + 1.5 * client.keepaliveMs;
  return Array.from({ length: PULLED }, (_, at) => ({ atMs: settledMs, client: at, deed: "cable" }));
}

export interface Played {
  readonly fleet: Fleet;
  readonly happened: readonly Happening[];
}

/** Plays acts, in order of time, on a new broker. */
export function play(cast: Cast, acts: readonly Act[], untilMs: number): Played {
  const fleet = new Fleet(cast);
  const parts: (readonly Happening[])[] = [];
  for (const { atMs, client, deed } of acts) {
    if (atMs > untilMs) break;
    parts.push(fleet.advance(atMs));
    fleet.act(client, deed);
  }
  parts.push(fleet.advance(untilMs));
  return { fleet, happened: parts.flat() };
}
