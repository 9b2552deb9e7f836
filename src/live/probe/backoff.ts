const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** The wait before the next try after `failures` in a row: doubled each time, and up to a quarter more by chance. */
export function backoffMs(failures: number, chance: number): number {
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return doubled * (1 + chance / 4);
}
