// Which release: the one with the least that bites, and the nearest one that is safe for those who cannot jump.
import { type Assessment, type Weights, weightsOf } from "./assess.ts";

export interface Choice {
  readonly today: Assessment;
  readonly recommended: Assessment;
  /** Why it is no worse than today's: the first weight that differs; undefined where none does. */
  readonly reason: keyof Weights | undefined;
  /**
   * The nearest later release that runs, and that neither an advisory nor an unavoidable critical defect concerns; where there
   * is none, the nearest that is better than today's. Undefined where today's is safe, or the recommended one is nearest.
   */
  readonly nearest: Assessment | undefined;
}

const order: readonly (keyof Weights)[] = [
  "fails",
  "critical",
  "serious",
  "advisories",
  "avoidable",
  "errors",
];

/** The first weight in which two differ. */
function difference(one: Weights, other: Weights): keyof Weights | undefined {
  return order.find((weight) => one[weight] !== other[weight]);
}

function isBetter(one: Weights, other: Weights): boolean {
  const weight = difference(one, other);
  return weight !== undefined && one[weight] < other[weight];
}

/** Runs, and nothing grave bites that the conf cannot keep off. */
export function isSafe({ fails, critical, advisories }: Weights): boolean {
  return fails + critical + advisories === 0;
}

/**
 * @param assessments oldest first; today's is one of them
 * Of releases alike, today's stays; without it the newest is taken: it is the one that is mended first.
 */
export function choose(assessments: readonly Assessment[], today: Assessment): Choice {
  const weighed = assessments.map((assessment) => ({ assessment, weights: weightsOf(assessment) }));
  const now = weightsOf(today);
  let best = { assessment: today, weights: now };
  for (const one of weighed) {
    const isAlike = difference(one.weights, best.weights) === undefined;
    const isNewer = isAlike && best.assessment !== today;
    if (isBetter(one.weights, best.weights) || isNewer) best = one;
  }
  const later = weighed.filter(({ assessment }) => assessment.version.rank > today.version.rank);
  const step =
    later.find(({ weights }) => isSafe(weights)) ?? later.find(({ weights }) => isBetter(weights, now));
  const isNeeded = !isSafe(now) && step?.assessment !== best.assessment;
  return {
    today,
    recommended: best.assessment,
    reason: difference(now, best.weights),
    nearest: isNeeded ? step?.assessment : undefined,
  };
}
