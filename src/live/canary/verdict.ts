import type { WindowMs } from "../../timing/detection.ts";
import type { Canary, Observation } from "./canary.ts";
import { expectedWindow, measuredMs, type Yardstick } from "./expectation.ts";

/** `unseen`: the watch ended before it could be decided. */
export type Place = "inside" | "earlier" | "later" | "unseen";

export interface Judgement {
  readonly observation: Observation;
  readonly measuredMs: number | undefined;
  /** How long the API listed the client after its close; undefined where none was asked. */
  readonly apiLagMs: number | undefined;
  /** Undefined = never. */
  readonly windowMs: WindowMs | undefined;
  readonly place: Place;
}

/** Half a tick of the system's clock, the drift of the broker's timer, two processes on one machine. */
const LEAST_TOLERANCE_MS = 100;
/** The broker's timer drifts 1.24 ms each tick; of an interval of 1 s that is the largest share. */
const DRIFT_SHARE = 0.002;

/** How far a measured moment may be beside the window and still be in it: network, drift, and our own lateness. */
export function toleranceMs({ connackMs, lagMs, untilMs }: Observation): number {
  return LEAST_TOLERANCE_MS + Math.min(connackMs, 1000) + lagMs + DRIFT_SHARE * untilMs;
}

function sideOf(observation: Observation, measured: number | undefined, window: WindowMs | undefined): Place {
  const tolerance = toleranceMs(observation);
  if (measured !== undefined) {
    if (window === undefined || measured < window.earliest - tolerance) return "earlier";
    return measured > window.latest + tolerance ? "later" : "inside";
  }
  if (window === undefined) return "inside";
  return watchedMs(observation) > window.latest + tolerance ? "later" : "unseen";
}

function watchedMs({ canary, untilMs, lastPacketMs, publishMs }: Observation): number {
  return untilMs - (canary.measure === "redelivery" ? (publishMs ?? untilMs) : lastPacketMs);
}

function apiLagOf({ closeMs, listing }: Observation): number | undefined {
  const gone = listing?.findLast(([, state]) => state === null);
  return closeMs === undefined || gone === undefined ? undefined : Math.max(0, gone[0] - closeMs);
}

export function judge(observation: Observation, yardstick: Yardstick): Judgement {
  const measured = measuredMs(observation);
  const windowMs = expectedWindow(yardstick, observation.canary, observation.lastPacketMs);
  const place = sideOf(observation, measured, windowMs);
  return { observation, measuredMs: measured, apiLagMs: apiLagOf(observation), windowMs, place };
}

export function sameClass(a: Canary, b: Canary): boolean {
  return a.clients.name === b.clients.name && a.measure === b.measure;
}
