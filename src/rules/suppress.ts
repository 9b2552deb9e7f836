// `# nanotune-ignore <rule> -- reason until=2027-01-01` on the line of a finding or on the line before it,
// `# nanotune-ignore-file <rule> -- reason` for the whole file.
import type { Finding } from "../findings/finding.ts";
import { lineText, positionAt, type Source, type Span, textOf } from "../source/source.ts";
import type { Element } from "./context.ts";

export interface Suppression {
  readonly rules: readonly string[];
  readonly span: Span;
  /** Line it holds for; undefined for the whole file. */
  readonly line: number | undefined;
  /** Last day it holds, as 2027-01-01. */
  readonly until: string | undefined;
}

export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** Suppressions that do nothing, for the rules that report them. */
  readonly idle: readonly Element[];
}

const NEWLINE = 10;
const MARK = new TextEncoder().encode("nanotune-ignore");
const SHAPE = /^nanotune-ignore(-file)?[ \t]+([\w/-]+(?:[ \t]*,[ \t]*[\w/-]+)*)(.*)$/;
const UNTIL = /(?:^|[ \t])until=(\d{4}-\d{2}-\d{2})(?![\w-])/;

/** Byte offsets at which the mark stands. */
function marksIn({ bytes }: Source): readonly number[] {
  const [first = 0] = MARK;
  const found: number[] = [];
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (MARK.every((byte, index) => bytes[at + index] === byte)) found.push(at);
  }
  return found;
}

/** True where `before`, the line up to the mark, ends with the start of a comment that is not inside quotes. */
function opensComment(before: string): boolean {
  const comment = /(?:#|\/\/)[ \t]*$/.exec(before);
  return comment !== null && (before.slice(0, comment.index).split('"').length - 1) % 2 === 0;
}

function nextSettingLine(source: Source, line: number): number {
  const last = positionAt(source, source.bytes.length).line;
  let next = line + 1;
  while (next < last && /^\s*(?:#.*|\/\/.*)?$/.test(lineText(source, next))) next += 1;
  return next;
}

function suppressionAt(source: Source, mark: number): readonly Suppression[] {
  const start = source.bytes.lastIndexOf(NEWLINE, mark) + 1;
  const lineEnd = source.bytes.indexOf(NEWLINE, mark);
  const end = lineEnd === -1 ? source.bytes.length : lineEnd;
  const before = textOf(source, start, mark);
  const parts = SHAPE.exec(textOf(source, mark, end).trimEnd());
  if (parts === null || !opensComment(before)) return [];
  const [, wholeFile, rules = "", rest = ""] = parts;
  const { line } = positionAt(source, mark);
  const isAlone = /^[ \t]*(?:#|\/\/)[ \t]*$/.test(before);
  return [
    {
      rules: rules.split(",").map((rule) => rule.trim()),
      span: { file: source.file, start: mark, end },
      line: wholeFile !== undefined ? undefined : isAlone ? nextSettingLine(source, line) : line,
      until: UNTIL.exec(rest)?.[1],
    },
  ];
}

export function readSuppressions(sources: ReadonlyMap<string, Source>): readonly Suppression[] {
  return [...sources.values()].flatMap((source) =>
    marksIn(source).flatMap((mark) => suppressionAt(source, mark)),
  );
}

function idleElement(code: "unused" | "expired", rule: string, { span, until }: Suppression): Element {
  const args = { rule, until: until ?? "" };
  return { value: { code, key: "(file)", value: rule, args }, key: "(file)", span, args };
}

/** Takes findings out that the file asks not to hear of; `today` (2026-08-01) decides which requests have expired. */
export function suppress(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, Source>,
  today: string | undefined,
): Suppressed {
  const suppressions = readSuppressions(sources);
  if (suppressions.length === 0) return { kept: findings, suppressed: [], idle: [] };
  const isExpired = ({ until }: Suppression) => until !== undefined && today !== undefined && until < today;
  const used = new Set<string>();
  const isSuppressed = (finding: Finding): boolean => {
    const source = sources.get(finding.span.file);
    if (source === undefined) return false;
    const { line } = positionAt(source, finding.span.start);
    const hits = suppressions.filter(
      (one) =>
        one.span.file === source.file &&
        one.rules.includes(finding.rule) &&
        (one.line ?? line) === line &&
        !isExpired(one),
    );
    for (const { span } of hits) used.add(`${finding.rule}@${span.file}:${span.start}`);
    return hits.length > 0;
  };
  const suppressed = findings.filter(isSuppressed);
  const idle = suppressions.flatMap((one) =>
    one.rules
      .filter((rule) => isExpired(one) || !used.has(`${rule}@${one.span.file}:${one.span.start}`))
      .map((rule) => idleElement(isExpired(one) ? "expired" : "unused", rule, one)),
  );
  return { kept: findings.filter((finding) => !suppressed.includes(finding)), suppressed, idle };
}
