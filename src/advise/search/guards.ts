import { effectiveMultiplier } from "../../timing/detection.ts";
import type { AdviseInput, Settings } from "./plan.ts";

/** A rule of nanotune's own linter that the settings would break. */
export type GuardRule =
  | "timing/retry-interval-too-coarse"
  | "timing/retry-interval-very-long"
  | "timing/retry-interval-costly"
  | "timing/multiplier-at-or-below-one"
  | "timing/multiplier-thousand-scale";

/** Parameters of those rules, as their files have them: `test/advise/search/guards.test.ts` holds them together. */
export const guardParameters = {
  ratio: 0.3,
  longestS: 60,
  manyConnections: 10_000,
  shortestAtManyS: 2,
  largestMultiplier: 10,
} as const;

/** What lint would still say about these timings. */
export function brokenGuards(settings: Settings, input: AdviseInput): readonly GuardRule[] {
  const p = guardParameters;
  const { retryIntervalS } = settings;
  const keepalivesS = settings.keepalivesMs.filter((ms) => ms > 0).map((ms) => ms / 1000);
  const coarsestS = Math.max(1, p.ratio * Math.min(...keepalivesS));
  const connections = input.clients.reduce((sum, { count }) => sum + count, 0);
  const multiplier = effectiveMultiplier(settings.multiplier, input.version);
  const broken: GuardRule[] = [];
  if (retryIntervalS > coarsestS) broken.push("timing/retry-interval-too-coarse");
  if (retryIntervalS > p.longestS) broken.push("timing/retry-interval-very-long");
  if (retryIntervalS < p.shortestAtManyS && connections >= p.manyConnections)
    broken.push("timing/retry-interval-costly");
  if (multiplier <= 1) broken.push("timing/multiplier-at-or-below-one");
  if (multiplier > p.largestMultiplier) broken.push("timing/multiplier-thousand-scale");
  return broken;
}
