import type { NanomqVersion } from "../../nanomq/version.ts";
import { FIRST_TICK } from "../../timing/detection.ts";
import { type Explanation, predictedCloseMs } from "./infer.ts";

/** What would tell the explanations apart: so many canaries more, with this keepalive. */
export interface Deciding {
  readonly canaries: number;
  readonly keepaliveMs: number;
}

const LONGEST_KEEPALIVE_S = 60;
const PHASES = 40;
/** Two predictions closer than this cannot be told apart. */
const RESOLUTION_MS = 400;
const LEFT_UNDECIDED = 0.05;
/** A multiplier known this well has no second plain value beside it. */
const MULTIPLIER_WIDTH = 0.25;

/** Undefined where there is nothing to decide, or where no keepalive up to 60 s decides it. */
export function decidingCanaries(
  explanations: readonly Explanation[],
  version: NanomqVersion,
): Deciding | undefined {
  const [best, ...others] = explanations;
  if (best === undefined) return undefined;
  return others.length > 0 ? betweenIntervals(best, others, version) : withinInterval(best);
}

/** Canaries at random phases, so that with 95 % every other explanation is refuted by one of them. */
function betweenIntervals(
  best: Explanation,
  others: readonly Explanation[],
  version: NanomqVersion,
): Deciding | undefined {
  let found: Deciding | undefined;
  for (let s = 1; s <= LONGEST_KEEPALIVE_S && found?.canaries !== 1; s++) {
    const keepaliveMs = s * 1000;
    const chance = Math.min(...others.map((other) => chanceOfTelling(best, other, version, keepaliveMs)));
    if (chance === 0) continue;
    const canaries = chance === 1 ? 1 : Math.ceil(Math.log(LEFT_UNDECIDED) / Math.log(1 - chance));
    if (found === undefined || canaries < found.canaries) found = { canaries, keepaliveMs };
  }
  return found;
}

function chanceOfTelling(
  a: Explanation,
  b: Explanation,
  version: NanomqVersion,
  keepaliveMs: number,
): number {
  const periodMs = a.retry * b.retry;
  const startMs = FIRST_TICK * Math.max(a.retry, b.retry);
  const spanMs = periodMs / 1000;
  let told = 0;
  for (let phase = 0; phase < PHASES; phase++) {
    const lastPacketMs = startMs + ((phase + 0.5) / PHASES) * spanMs;
    const [closeA, closeB] = [a, b].map((one) => predictedCloseMs(one, version, keepaliveMs, lastPacketMs));
    if (Math.abs((closeA ?? Infinity) - (closeB ?? Infinity)) > RESOLUTION_MS) told += 1;
  }
  return told / PHASES;
}

/** One canary halves the multipliers that are left, if its keepalive puts a tick in their middle. */
function withinInterval({ retry, multiplier }: Explanation): Deciding | undefined {
  const width = multiplier.to - multiplier.from;
  // Duplicates alone say nothing of the multiplier: more of them would not either.
  if (width <= MULTIPLIER_WIDTH || width === Infinity) return undefined;
  const middle = (multiplier.from + multiplier.to) / 2;
  let found: { readonly keepaliveMs: number; readonly off: number } | undefined;
  for (let s = 1; s <= LONGEST_KEEPALIVE_S; s++) {
    const share = retry / (s * 1000);
    const edge = Math.max(1, Math.round(middle / share)) * share;
    const off = Math.abs(edge - middle);
    const inside = edge > multiplier.from && edge < multiplier.to;
    if (inside && (found === undefined || off < found.off - 0.01)) found = { keepaliveMs: s * 1000, off };
  }
  if (found === undefined) return undefined;
  return { keepaliveMs: found.keepaliveMs, canaries: Math.ceil(Math.log2(width / MULTIPLIER_WIDTH)) };
}
