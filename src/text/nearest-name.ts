/** Letters of two names between what they share at both ends: the rest decides over the distance. */
function withoutSharedEnds(left: string, right: string): readonly [string, string] {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  return [left.slice(start, left.length - end), right.slice(start, right.length - end)];
}

/** Edits (insert, delete, replace, swap) that lead from one name to another; where they are more than `most`, some number above it. */
function distance(one: string, other: string, most: number): number {
  const [left, right] = withoutSharedEnds(one, other);
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let least = row;
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
      least = Math.min(least, cost);
    }
    // A swap reaches back one row further, at the cost of one edit.
    if (least > most + 1) return least;
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

/** The letters of a name, a bit each; several share one. */
function lettersOf(name: string): number {
  let letters = 0;
  for (let at = 0; at < name.length; at += 1) letters |= 1 << (name.charCodeAt(at) & 31);
  return letters;
}

function countOf(letters: number): number {
  let count = 0;
  for (let rest = letters; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

interface Candidate {
  readonly candidate: string;
  readonly known: string;
  readonly letters: number;
}

const prepared = new WeakMap<readonly string[], readonly Candidate[]>();

function preparedOf(candidates: readonly string[]): readonly Candidate[] {
  const made =
    prepared.get(candidates) ??
    candidates.map((candidate) => {
      const known = candidate.toLowerCase();
      return { candidate, known, letters: lettersOf(known) };
    });
  prepared.set(candidates, made);
  return made;
}

/** Candidates that may be meant, best first: those a third of the letters or less away. */
export function nearNames(name: string, candidates: readonly string[]): readonly string[] {
  const limit = Math.max(1, Math.floor(name.length / 3));
  const written = name.toLowerCase();
  const letters = lettersOf(written);
  return preparedOf(candidates)
    .filter(
      (one) =>
        Math.abs(one.candidate.length - name.length) <= limit &&
        // Each edit brings in one letter and takes out one, at most.
        countOf(letters & ~one.letters) <= limit &&
        countOf(one.letters & ~letters) <= limit,
    )
    .map(({ candidate, known }) => {
      const edits = distance(written, known, limit);
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
