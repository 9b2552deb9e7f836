// The patch of `--diff`. It has to apply, so nothing in it is masked: secrets are left out of its context instead.
import { formatPatch, type StructuredPatch, structuredPatch } from "diff";
import { createSource, positionAt } from "../text/source.ts";
import { secretsOf } from "./secrets.ts";

/** Lines around a change, most first; `patch` and `git apply` want one at least. */
const CONTEXTS = [3, 2, 1] as const;

/** Lines of the old file, from 1, that the patch shows without changing them. */
function contextLines({ hunks }: StructuredPatch): readonly number[] {
  return hunks.flatMap(({ oldStart, lines }) => {
    let line = oldStart;
    return lines.flatMap((text) => {
      if (text.startsWith(" ")) return [line++];
      if (text.startsWith("-")) line += 1;
      return [];
    });
  });
}

/** A unified diff with as much context as there is without a secret in it; at least one line. */
export function patchOf(file: string, before: Uint8Array, after: Uint8Array): string {
  const source = createSource(file, before);
  const secret = new Set<number>();
  for (const { start, end } of secretsOf(source)) {
    const last = positionAt(source, end).line;
    for (let { line } = positionAt(source, start); line <= last; line += 1) secret.add(line);
  }
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const [old, fixed] = [decoder.decode(before), decoder.decode(after)];
  const patches = CONTEXTS.map((context) =>
    structuredPatch(`a/${file}`, `b/${file}`, old, fixed, undefined, undefined, { context }),
  );
  const quiet = patches.find((patch) => !contextLines(patch).some((line) => secret.has(line)));
  const chosen = quiet ?? patches.at(-1);
  return chosen === undefined ? "" : formatPatch(chosen);
}
