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
  const tooFar = most + 2;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current = Array.from({ length: right.length + 1 }, () => tooFar);
    current[0] = row;
    let least = row;
    // Further from the diagonal there are more edits than that.
    const end = Math.min(right.length, row + most);
    for (let column = Math.max(1, row - most); column <= end; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current[column] = cost;
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

/** How often each letter stands in a name. */
function lettersOf(name: string): ReadonlyMap<number, number> {
  const letters = new Map<number, number>();
  for (let at = 0; at < name.length; at += 1) {
    const letter = name.charCodeAt(at);
    letters.set(letter, (letters.get(letter) ?? 0) + 1);
  }
  return letters;
}

interface Candidate {
  readonly candidate: string;
  readonly known: string;
  readonly letters: ReadonlyMap<number, number>;
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

/** What is compared of a name that somebody wrote. */
interface Written {
  readonly text: string;
  readonly letters: ReadonlyMap<number, number>;
  /** Edits that still lead to what may be meant: a third of the letters. */
  readonly limit: number;
}

function writtenOf(name: string): Written {
  const text = name.toLowerCase();
  return { text, letters: lettersOf(text), limit: Math.max(1, Math.floor(name.length / 3)) };
}

/** Edits that it takes at least: each brings in one letter and takes out one, at most. */
function leastEdits({ text, letters }: Written, one: Candidate): number {
  let surplus = 0;
  for (const [letter, count] of letters) surplus += Math.max(0, count - (one.letters.get(letter) ?? 0));
  return Math.max(surplus, surplus + one.known.length - text.length);
}

/** Edits to a candidate; undefined where they are more than `most`. */
function editsTo(written: Written, one: Candidate, most: number): number | undefined {
  if (leastEdits(written, one) > most) return undefined;
  const edits = distance(written.text, one.known, most);
  return edits > most ? undefined : edits;
}

/** Candidates that may be meant, best first: those a third of the letters or less away. */
export function nearNames(name: string, candidates: readonly string[]): readonly string[] {
  const written = writtenOf(name);
  return preparedOf(candidates)
    .flatMap((one) => {
      const edits = editsTo(written, one, written.limit);
      if (edits === undefined) return [];
      const cost = edits - SHARED_LETTER * sharedBeginning(written.text, one.known);
      return [{ candidate: one.candidate, cost }];
    })
    .toSorted((a, b) => a.cost - b.cost || (a.candidate < b.candidate ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/** The candidate that was most likely meant; undefined where none is near. What is further than one that was found is not measured. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const written = writtenOf(name);
  let best: { readonly candidate: string; readonly cost: number } | undefined;
  for (const one of preparedOf(candidates)) {
    const { candidate, known } = one;
    const bonus = SHARED_LETTER * sharedBeginning(written.text, known);
    const most = best === undefined ? written.limit : Math.min(written.limit, Math.floor(best.cost + bonus));
    const edits = most < 0 ? undefined : editsTo(written, one, most);
    if (edits === undefined) continue;
    const cost = edits - bonus;
    if (best === undefined || cost < best.cost || (cost === best.cost && candidate < best.candidate))
      best = { candidate, cost };
  }
  return best?.candidate;
}

/** True where one of the candidates may be meant. */
export function isNear(name: string, candidates: readonly string[]): boolean {
  const written = writtenOf(name);
  return preparedOf(candidates).some((one) => editsTo(written, one, written.limit) !== undefined);
}
