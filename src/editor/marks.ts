// Findings as marks in a text: the gravest first, each on the line that decides.
import type { Fix, Reported, Severity } from "../lint/finding/finding.ts";
import type { Language } from "../lint/language.ts";
import { type RulePages, said } from "../report/finding/said.ts";
import { type Source, type Span, textOf } from "../text/source.ts";
import { endOfLine, startOfLine } from "../text/utf16.ts";

/** Editors freeze over more. */
export const MOST_MARKS = 200;

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Something to say about a place. */
export interface Mark {
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  /** The rule that says it; undefined for what is wrong with nanotune.toml. */
  readonly rule?: string | undefined;
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  /** What would mend it; worked out when somebody asks. */
  readonly fixes: () => readonly Fix[];
}

/** A finding, which holds no secret any more, in words. */
export function markOf(
  finding: Reported,
  fixes: Mark["fixes"],
  language: Language,
  pages?: RulePages | undefined,
): Mark {
  const { rule, severity, span } = finding;
  const { message, related } = said(finding, language, pages);
  return { rule, severity, span, message, related, fixes };
}

type Marked = Pick<Mark, "severity" | "span">;

/** The part of a place that is underlined: up to the end of its first line, and of an empty place the word behind it. */
export function shownSpan(source: Source, { file, start, end }: Span): Span {
  const lineEnd = endOfLine(source, start);
  const shown = Math.min(end, lineEnd);
  if (shown > start) return { file, start, end: shown };
  return { file, start: Math.min(start, lineEnd), end: firstWordEnd(source, start, lineEnd) };
}

function firstWordEnd({ bytes }: Source, start: number, lineEnd: number): number {
  let end = start;
  while (end < lineEnd && (bytes[end] ?? 0) > 0x20) end += 1;
  return end;
}

/** The marks that are shown, in the order of the text; `left` are too many. */
export function shownMarks<Each extends Marked>(
  marks: readonly Each[],
): { readonly shown: readonly Each[]; readonly left: number } {
  const inText = (a: Marked, b: Marked) => a.span.start - b.span.start || a.span.end - b.span.end;
  const gravest = marks.toSorted((a, b) => ranks[a.severity] - ranks[b.severity] || inText(a, b));
  // What is left out is told in a mark of its own.
  const shown = gravest.slice(0, marks.length > MOST_MARKS ? MOST_MARKS - 1 : MOST_MARKS);
  return { shown: shown.toSorted(inText), left: marks.length - shown.length };
}

/** What silences a rule at a place, up to the reason: a comment on a line of its own, inserted at `at`. */
export function ignoreLine(source: Source, { start }: Span, rule: string) {
  const at = startOfLine(source, start);
  let end = at;
  while (source.bytes[end] === 0x20 || source.bytes[end] === 0x09) end += 1;
  return { at, before: `${textOf(source, at, end)}# nanotune-ignore ${rule} -- ` };
}
