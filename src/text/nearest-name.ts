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

/** What a shared first letter is worth against an edit: names differ at their ends. */
const SHARED_LETTER = 0.25;

function sharedBeginning(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Candidates that may be meant, best first: those a third of the letters or less away. */
export function nearNames(name: string, candidates: readonly string[]): readonly string[] {
  const limit = Math.max(1, Math.floor(name.length / 3));
  const written = name.toLowerCase();
  return candidates
    .filter((candidate) => Math.abs(candidate.length - name.length) <= limit)
    .map((candidate) => {
      const known = candidate.toLowerCase();
      const edits = distance(written, known);
      return { candidate, edits, cost: edits - SHARED_LETTER * sharedBeginning(written, known) };
    })
    .filter(({ edits }) => edits <= limit)
    .toSorted((a, b) => a.cost - b.cost || (a.candidate < b.candidate ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/** The candidate that was most likely meant; undefined where none is near. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  return nearNames(name, candidates)[0];
}
