/** What a shared first letter is worth against an edit: names of settings differ at their ends. */
const SHARED_LETTER = 0.25;

/** Did-you-mean: the candidate with the fewest edits, at most a third of its length; "" where none is near. */
export function nearestName(name: string, candidates: Iterable<string>): string {
  let best = "";
  let bestCost = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const most = Math.max(1, Math.floor(candidate.length / 3));
    // As many edits as the lengths differ are needed at least.
    if (Math.abs(candidate.length - name.length) > most) continue;
    const distance = editDistance(name, candidate);
    const cost = distance - SHARED_LETTER * sharedBeginning(name, candidate);
    if (cost < bestCost && distance <= most) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best;
}

function sharedBeginning(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Longest name compared, in characters. */
const LENGTH_LIMIT = 80;

/** Levenshtein distance in two rows. */
function editDistance(a: string, b: string): number {
  if (a.length > LENGTH_LIMIT || b.length > LENGTH_LIMIT) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replace = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const remove = (previous[column] ?? 0) + 1;
      const insert = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replace, remove, insert));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
