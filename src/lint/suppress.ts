// `# nanotune-ignore <rule> -- reason until=2027-01-01` on the line of a finding or on the line before it,
// `# nanotune-ignore-file <rule> -- reason` for the whole file.

import { nearestName } from "../text/nearest-name.ts";
import { lineText, positionAt, type Source, type Span, textOf } from "../text/source.ts";
import type { Finding } from "./finding/finding.ts";
import type { Element } from "./rules/element.ts";

export interface Suppression {
  readonly rules: readonly string[];
  readonly span: Span;
  /** Lines it holds for; undefined for the whole file. */
  readonly lines: readonly number[] | undefined;
  /** Last day it holds, as 2027-01-01. */
  readonly until: string | undefined;
  /** What cannot be read of it: it names no rule, or `until=` is followed by no day. */
  readonly fault: "names-no-rule" | "no-day" | undefined;
}

export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** Suppressions that do nothing or not what they say, for the rules that report them. */
  readonly idle: readonly Element[];
}

/** What decides whether a suppression does anything. */
export interface SuppressionFacts {
  /** As 2026-08-01; without it nothing has expired. */
  readonly today: string | undefined;
  /** Every rule there is, on or off. */
  readonly known: readonly string[];
  /** Rules that looked at these files: only they can tell that there is nothing to suppress. */
  readonly ran: ReadonlySet<string>;
}

const NEWLINE = 10;
const MARK = new TextEncoder().encode("nanotune-ignore");
const NAMES =
  /^nanotune-ignore(-file)?[ \t]+(\w[\w-]*(?:\/[\w-]+)?(?:(?:[ \t]*,[ \t]*|[ \t]+)\w[\w-]*\/[\w-]+)*)(?![\w/])/;
/** Another word that only begins like it. */
const OTHER_WORD = /^nanotune-ignore\w/;
const UNTIL = /(?:^|[ \t])until=(\S*)/;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

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

const NO_SETTING = /^\s*(?:#.*|\/\/.*)?$/;

/** Finds the line of the next setting behind a line; a run of comments is gone through once, however many marks it holds. */
function nextSettingLines(source: Source): (line: number) => number {
  const last = positionAt(source, source.bytes.length).line;
  let [from, next] = [0, 0];
  return (line) => {
    if (line + 1 >= from && line + 1 <= next) return next;
    [from, next] = [line + 1, line + 1];
    while (next < last && NO_SETTING.test(lineText(source, next))) next += 1;
    return next;
  };
}

function suppressionAt(
  source: Source,
  mark: number,
  nextSettingLine: (line: number) => number,
): readonly Suppression[] {
  const start = source.bytes.lastIndexOf(NEWLINE, mark) + 1;
  const lineEnd = source.bytes.indexOf(NEWLINE, mark);
  const before = textOf(source, start, mark);
  if (!opensComment(before)) return [];
  const text = textOf(source, mark, lineEnd === -1 ? source.bytes.length : lineEnd).trimEnd();
  if (OTHER_WORD.test(text)) return [];
  const end = mark + new TextEncoder().encode(text).length;
  const [shape = "", wholeFile, names] = NAMES.exec(text) ?? [];
  const { line } = positionAt(source, mark);
  const isAlone = /^\uFEFF?[ \t]*(?:#|\/\/)[ \t]*$/.test(before);
  const until = UNTIL.exec(text.slice(shape.length))?.[1];
  const hasDay = until === undefined || DAY.test(until);
  return [
    {
      rules: names?.split(/[ \t,]+/) ?? [],
      span: { file: source.file, start: mark, end },
      lines: wholeFile !== undefined ? undefined : isAlone ? [line, nextSettingLine(line)] : [line],
      until: hasDay ? until : undefined,
      fault: names === undefined ? "names-no-rule" : hasDay ? undefined : "no-day",
    },
  ];
}

export function readSuppressions(sources: ReadonlyMap<string, Source>): readonly Suppression[] {
  return [...sources.values()].flatMap((source) => {
    const nextSettingLine = nextSettingLines(source);
    return marksIn(source).flatMap((mark) => suppressionAt(source, mark, nextSettingLine));
  });
}

type IdleCode = "unused" | "expired" | "unknown-rule" | "names-no-rule" | "no-day";

function idleElement(code: IdleCode, rule: string, { span, until }: Suppression, suggestions = ""): Element {
  const args = { rule, until: until ?? "", suggestions };
  return { value: { code, key: "(file)", value: rule, args }, key: "(file)", span, args };
}

/** What is to say about one suppression; `reports` tells whether a rule reports where it holds. */
function idleElements(
  one: Suppression,
  expired: boolean,
  reports: (rule: string) => boolean,
  nearest: (unknown: string) => string | undefined,
  ran: ReadonlySet<string>,
): readonly Element[] {
  const about = one.rules.flatMap((rule) => {
    const meant = nearest(rule);
    if (meant !== undefined) return [idleElement("unknown-rule", rule, one, meant)];
    if (reports(rule)) return expired ? [idleElement("expired", rule, one)] : [];
    return ran.has(rule) ? [idleElement("unused", rule, one)] : [];
  });
  return one.fault === undefined ? about : [idleElement(one.fault, one.rules.join(", "), one), ...about];
}

/** The known rule that an unknown one may be, "" for none, and undefined for a known one: asked once a name. */
function nearestRules(known: readonly string[]): (rule: string) => string | undefined {
  const answers = new Map<string, string | undefined>(known.map((rule) => [rule, undefined]));
  return (rule) => {
    if (!answers.has(rule)) answers.set(rule, nearestName(rule, known) ?? "");
    return answers.get(rule);
  };
}

/** Where suppressions hold: for one rule in a whole file, or on one line of it. */
function placesOf({ rules, span: { file }, lines }: Suppression): readonly string[] {
  return rules.flatMap((rule) => (lines ?? ["all"]).map((line) => `${file}:${line} ${rule}`));
}

/** Takes findings out that their file asks not to hear of. */
export function suppress(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, Source>,
  { today, known, ran }: SuppressionFacts,
): Suppressed {
  const suppressions = readSuppressions(sources);
  if (suppressions.length === 0) return { kept: findings, suppressed: [], idle: [] };
  const isExpired = ({ until }: Suppression) => until !== undefined && today !== undefined && until < today;
  const places = new Set(suppressions.flatMap(placesOf));
  const inForce = new Set(suppressions.filter((one) => !isExpired(one)).flatMap(placesOf));
  const reporting = new Set<string>();
  const isSuppressed = ({ rule, span }: Finding): boolean => {
    const source = sources.get(span.file);
    if (source === undefined) return false;
    const { line } = positionAt(source, span.start);
    const hits = ["all", line].map((at) => `${span.file}:${at} ${rule}`).filter((place) => places.has(place));
    for (const place of hits) reporting.add(place);
    return hits.some((place) => inForce.has(place));
  };
  const suppressed = new Set(findings.filter(isSuppressed));
  const nearest = nearestRules(known);
  const idle = suppressions.flatMap((one) => {
    const reports = (rule: string) =>
      placesOf({ ...one, rules: [rule] }).some((place) => reporting.has(place));
    return idleElements(one, isExpired(one), reports, nearest, ran);
  });
  return { kept: findings.filter((finding) => !suppressed.has(finding)), suppressed: [...suppressed], idle };
}
