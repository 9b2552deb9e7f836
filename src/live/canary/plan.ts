import { Random } from "../../timing/random.ts";
import type { Canary, CanaryClass, Measure } from "./canary.ts";

export interface PlanOptions {
  readonly measures: readonly Measure[];
  /** Canaries of each class and measure. */
  readonly count: number;
  readonly seed: number;
  /** What makes the client ids of this run its own. */
  readonly token: string;
  /** The grain of the broker's timer where it is known; else the keepalive stands in for it. */
  readonly retryIntervalMs: number | undefined;
}

/** Between two CONNECTs. */
const STAGGER_MS = 40;
/** A client whose acknowledgements stop is to stay connected. */
const PATIENT_KEEPALIVE_MS = 3_000_000;

/**
 * The canaries of one probe. The last ping falls at a random moment of the timer's period, one canary in each of `count`
 * equal parts of it, after the first tick (1.5 retry intervals); the first canary of a class never pings, which
 * says most about the retry interval. Same seed, same plan.
 */
export function planCanaries(
  classes: readonly CanaryClass[],
  { measures, count, seed, token, retryIntervalMs }: PlanOptions,
): readonly Canary[] {
  const random = new Random(seed);
  const canaries: Canary[] = [];
  for (const clients of classes) {
    for (const measure of measures) {
      for (let nth = 0; nth < count; nth++) {
        const phase = (nth + random.uniform()) / count;
        const at = canaries.length;
        canaries.push({
          clientId: `nanotune-${token}-${at}`,
          clients: measure === "redelivery" ? { ...clients, keepaliveMs: PATIENT_KEEPALIVE_MS } : clients,
          measure,
          startMs: at * STAGGER_MS,
          pingsMs: nth === 0 ? [] : pings(clients, measure, retryIntervalMs, phase),
        });
      }
    }
  }
  return canaries;
}

function pings(
  { keepaliveMs }: CanaryClass,
  measure: Measure,
  retryIntervalMs: number | undefined,
  phase: number,
): readonly number[] {
  const grainMs = retryIntervalMs || Math.max(keepaliveMs, 1000);
  return pingsUntil(measure === "redelivery" ? 0 : keepaliveMs, (1.5 + phase) * grainMs);
}

/** Pings twice a keepalive (0: once), the last one at `lastMs`. */
export function pingsUntil(keepaliveMs: number, lastMs: number): readonly number[] {
  const count = keepaliveMs === 0 ? 1 : Math.ceil(lastMs / (keepaliveMs / 2));
  return Array.from({ length: count }, (_, at) => ((at + 1) * lastMs) / count);
}
