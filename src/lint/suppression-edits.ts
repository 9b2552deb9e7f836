// Comments that silence findings: where they stand, and what they say. Whether they do is for whoever lints again to see.

import type { TextEdit } from "../text/edit.ts";
import { bytePositionAt, lineText, type Source, textOf } from "../text/source.ts";
import type { Finding } from "./finding/finding.ts";

/** Why, and for how long. */
export interface SuppressionNote {
  readonly reason: string;
  /** Last day it holds, as 2027-01-01. */
  readonly until: string | undefined;
}

type Silenced = Pick<Finding, "rule" | "span">;

function commentOf(directive: string, rules: Iterable<string>, { reason, until }: SuppressionNote): string {
  const day = until === undefined ? "" : ` until=${until}`;
  return `# ${directive} ${[...new Set(rules)].toSorted().join(", ")} -- ${reason}${day}`;
}

function lineEndOf(source: Source): string {
  const head = textOf(source, 0, Math.min(source.bytes.length, 4096));
  return /\r\n/.test(head) ? "\r\n" : "\n";
}

const BOM = [0xef, 0xbb, 0xbf];

/** Bytes before the first line. */
function bomLength({ bytes }: Source): number {
  return BOM.every((byte, index) => bytes[index] === byte) ? BOM.length : 0;
}

/** One comment for each line that findings stand on, above it and as far in; findings are of this source. */
export function lineSuppressions(
  source: Source,
  findings: readonly Silenced[],
  note: SuppressionNote,
): readonly TextEdit[] {
  const byLine = new Map<number, { readonly at: number; readonly line: number; readonly rules: string[] }>();
  for (const { rule, span } of findings) {
    const { line, column } = bytePositionAt(source, span.start);
    const known = byLine.get(line);
    const at = Math.max(span.start - column + 1, bomLength(source));
    if (known === undefined) byLine.set(line, { at, line, rules: [rule] });
    else known.rules.push(rule);
  }
  const end = lineEndOf(source);
  return [...byLine.values()].map(({ at, line, rules }) => {
    const indent = /^[ \t]*/.exec(lineText(source, line))?.[0] ?? "";
    const text = `${indent}${commentOf("nanotune-ignore", rules, note)}${end}`;
    return { span: { file: source.file, start: at, end: at }, text };
  });
}

/** One comment at the top that holds for the whole file. */
export function fileSuppression(
  source: Source,
  findings: readonly Silenced[],
  note: SuppressionNote,
): readonly TextEdit[] {
  const rules = findings.map(({ rule }) => rule);
  const at = bomLength(source);
  const text = `${commentOf("nanotune-ignore-file", rules, note)}${lineEndOf(source)}`;
  return [{ span: { file: source.file, start: at, end: at }, text }];
}
