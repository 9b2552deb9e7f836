/** Up to so many a look for each costs less than an index. */
const FEW = 32;
/** What is longer is nobody else's part. */
const LONG = 8;
const WORD = /[\p{L}\p{N}_]/u;

/** True where a match is a part of a longer word: `abc12` in `xabc123`. */
function isInsideWord(text: string, start: number, end: number): boolean {
  if (end - start >= LONG) return false;
  const joins = (left: number) => WORD.test(text[left] ?? " ") && WORD.test(text[left + 1] ?? " ");
  return joins(start - 1) || joins(end - 1);
}

function withoutOne(text: string, wanted: string, mark: string): string {
  let shown = "";
  let at = 0;
  for (let found = text.indexOf(wanted); found !== -1; found = text.indexOf(wanted, at)) {
    const end = found + wanted.length;
    shown += text.slice(at, found) + (isInsideWord(text, found, end) ? wanted : mark);
    at = end;
  }
  return at === 0 ? text : shown + text.slice(at);
}

/** By their first letters: a password file has thousands of lines, and a text is read once for all of them. */
function indexed(wanted: readonly string[], mark: string): (text: string) => string {
  const head = Math.min(...wanted.map(({ length }) => length));
  const byHead = new Map<string, string[]>();
  for (const one of wanted) {
    const group = byHead.get(one.slice(0, head));
    if (group === undefined) byHead.set(one.slice(0, head), [one]);
    else group.push(one);
  }
  return (text) => {
    let shown = "";
    let kept = 0;
    for (let at = 0; at + head <= text.length; ) {
      const found = byHead
        .get(text.slice(at, at + head))
        ?.find((one) => text.startsWith(one, at) && !isInsideWord(text, at, at + one.length));
      if (found === undefined) {
        at += 1;
        continue;
      }
      shown += text.slice(kept, at) + mark;
      at += found.length;
      kept = at;
    }
    return shown + text.slice(kept);
  };
}

/** Takes every one of the `wanted` texts out of a text, the longest first; `mark` stands in its place. */
export function remover(wanted: ReadonlySet<string>, mark: string): (text: string) => string {
  const sorted = [...wanted].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (sorted.length > FEW) return indexed(sorted, mark);
  return (text) => sorted.reduce((shown, one) => withoutOne(shown, one, mark), text);
}
