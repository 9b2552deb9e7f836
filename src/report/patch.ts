// The patch of `--diff`. It has to apply, so nothing in it is masked: a context without secrets is looked for, and a
// change that cannot be shown without one is left out and named. `--fix` makes it all the same.
import { formatPatch, type StructuredPatch, type StructuredPatchHunk, structuredPatch } from "diff";
import { createSource, positionAt } from "../text/source.ts";
import type { Paint } from "./output/roles.ts";
import { secretsOf } from "./secrets/secrets-of.ts";
import { printable } from "./text-layout.ts";

/** Lines around a change, most first; `patch` and `git apply` want one at least. */
const CONTEXTS = [3, 2, 1] as const;

export interface Patch {
  /** A unified diff; "" where there is nothing to show. */
  readonly text: string;
  /** First lines, in the file as it is, of changes that are left out. */
  readonly leftOut: readonly number[];
}

/** Lines, from 1, that hold a secret. */
function secretLines(file: string, bytes: Uint8Array): ReadonlySet<number> {
  const source = createSource(file, bytes);
  const lines = new Set<number>();
  for (const { start, end } of secretsOf(source)) {
    const last = positionAt(source, end).line;
    for (let { line } = positionAt(source, start); line <= last; line += 1) lines.add(line);
  }
  return lines;
}

/** True where a hunk tells a line of `before` or `after` that holds a secret. */
function tells(
  { oldStart, newStart, lines }: StructuredPatchHunk,
  before: ReadonlySet<number>,
  after: ReadonlySet<number>,
): boolean {
  let [old, fresh] = [oldStart, newStart];
  return lines.some((text) => {
    const isOld = text.startsWith("-") || text.startsWith(" ");
    const isFresh = text.startsWith("+") || text.startsWith(" ");
    return (isOld && before.has(old++)) || (isFresh && after.has(fresh++));
  });
}

/** The other hunks, moved as if these had not been. */
function without(patch: StructuredPatch, isLeftOut: (hunk: StructuredPatchHunk) => boolean): StructuredPatch {
  let moved = 0;
  const hunks = patch.hunks.flatMap((hunk) => {
    if (!isLeftOut(hunk)) return [{ ...hunk, newStart: hunk.newStart - moved }];
    moved += hunk.newLines - hunk.oldLines;
    return [];
  });
  return { ...patch, hunks };
}

/** A unified diff with as much context as there is without a secret in it; at least one line. */
export function patchOf(file: string, before: Uint8Array, after: Uint8Array): Patch {
  const secret = { before: secretLines(file, before), after: secretLines(file, after) };
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const [old, fixed] = [decoder.decode(before), decoder.decode(after)];
  const told = (hunk: StructuredPatchHunk) => tells(hunk, secret.before, secret.after);
  const patches = CONTEXTS.map((context) =>
    structuredPatch(`a/${printable(file)}`, `b/${printable(file)}`, old, fixed, undefined, undefined, {
      context,
    }),
  );
  const chosen = patches.find(({ hunks }) => !hunks.some(told)) ?? patches.at(-1);
  if (chosen === undefined) return { text: "", leftOut: [] };
  const shown = without(chosen, told);
  const leftOut = chosen.hunks.filter(told).map(({ oldStart }) => oldStart);
  // The rule above the names is no part of a unified diff, and wider than a narrow terminal.
  const text = shown.hunks.length === 0 ? "" : formatPatch(shown).replace(/^=+\n/, "");
  return { text, leftOut };
}

/** Lines of a patch for a terminal: what goes, what comes, and where. */
export function paintedPatch(lines: readonly string[], paint: Paint): readonly string[] {
  return lines.map((line) => {
    if (/^(?:---|\+\+\+) /.test(line)) return paint("strong", line);
    if (line.startsWith("@@")) return paint("info", line);
    if (line.startsWith("+")) return paint("good", line);
    return line.startsWith("-") ? paint("error", line) : line;
  });
}
