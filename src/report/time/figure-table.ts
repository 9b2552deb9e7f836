import { padTo, widthOf, wrap } from "../text-layout.ts";

/** One line of a table: what it is about, then its figures. */
type Row = readonly string[];

/** Columns of figures, the ones that tell nothing left out: no network, no backlog. */
export function telling(rows: readonly Row[]): readonly Row[] {
  const [, ...figures] = rows;
  const silent = (at: number) => figures.every((row) => row[at] === "?" || row[at] === "-");
  return rows.map((row) => row.filter((_, at) => at === 0 || !silent(at)));
}

const INDENT = "  ";

/** Runs of columns that fit beside each other. */
function fittingRuns(widths: readonly number[], columns: number): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let used = Infinity;
  for (const [at, width] of widths.entries()) {
    used += INDENT.length + width;
    if (used > columns) {
      used = INDENT.length + width;
      runs.push([]);
    }
    runs.at(-1)?.push(at);
  }
  return runs;
}

/** Candidates against what is in force. Where they do not fit beside the figures, the settings stand above them. */
export function table(rows: readonly Row[], columns: number): readonly Row[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ""))));
  const line = (row: Row, run: readonly number[]) =>
    run
      .map((at) => padTo(row[at] ?? "", widths[at] ?? 0))
      .join(INDENT)
      .trimEnd();
  const runs = fittingRuns(widths, columns + INDENT.length);
  if (runs.length === 1) return rows.map((row) => [line(row, runs[0] ?? [])]);
  const [, ...figures] = widths;
  const below = fittingRuns(figures, columns).map((run) => run.map((at) => at + 1));
  return rows.map((row) => [
    ...wrap(row[0] ?? "", columns),
    ...below.map((run) => `${INDENT}${line(row, run)}`),
  ]);
}
