/** Of some measured moments, in milliseconds. */
export interface Spread {
  readonly count: number;
  readonly least: number;
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

/** Undefined where nothing was measured. */
export function spreadOf(valuesMs: readonly number[]): Spread | undefined {
  const sorted = valuesMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const [least, median, p95, most] = [sorted[0], at(0.5), at(0.95), sorted.at(-1)];
  if (least === undefined || median === undefined || p95 === undefined || most === undefined)
    return undefined;
  return { count: sorted.length, least, median, p95, most };
}
