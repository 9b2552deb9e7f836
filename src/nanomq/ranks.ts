/** Ranks of releases, from the first on and below the second; null: up to today's. */
export type Ranks = readonly [from: number, below: number | null];

export function isInRanks(rank: number, [from, below]: Ranks): boolean {
  return rank >= from && (below === null || rank < below);
}
