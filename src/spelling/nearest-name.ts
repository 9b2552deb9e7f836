/** Edits (insert, delete, replace, swap) that lead from `left` to `right`. */
function distance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}

/** Hardly anybody mistypes the first letter. */
function beginsOtherwise(name: string, candidate: string): number {
  return name[0]?.toLowerCase() === candidate[0]?.toLowerCase() ? 0 : 1;
}

/** Candidates that may be meant, best first: those a third of the letters or less away. */
export function nearNames(name: string, candidates: readonly string[]): readonly string[] {
  const limit = Math.max(1, Math.floor(name.length / 3));
  return candidates
    .filter((candidate) => Math.abs(candidate.length - name.length) <= limit)
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= limit)
    .toSorted(
      (a, b) =>
        a.edits - b.edits ||
        beginsOtherwise(name, a.candidate) - beginsOtherwise(name, b.candidate) ||
        (a.candidate < b.candidate ? -1 : 1),
    )
    .map(({ candidate }) => candidate);
}

/** The candidate that was most likely meant; undefined where none is near. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  return nearNames(name, candidates)[0];
}
