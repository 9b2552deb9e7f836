import type { Source, Span } from "../source.ts";
import { limits } from "./limits.ts";
import { brokenStringEnd } from "./meant-scanning.ts";
import { type ProblemList, replaceFix } from "./problem-list.ts";
import type { Finished } from "./reading.ts";
import type { IncludeUse, Oddity, TokenStream } from "./splice.ts";
import { spanOf, type Token } from "./token.ts";
import { bytesOf, readable, stringBytes, textOfToken, withoutQuotes } from "./token-text.ts";
import type { TreeNode } from "./tree.ts";

const SHOWN_CHARACTERS = 60;
const BOM = "\u00ef\u00bb\u00bf";

function shown(place: Oddity | Token): string {
  return readable(bytesOf(place)).slice(0, SHOWN_CHARACTERS);
}

/** Strings that swallow settings or lose backslashes. */
export function noteStrings(stream: TokenStream, problems: ProblemList): void {
  for (const token of stream.tokens) {
    if (token.kind !== "string") continue;
    const { source, start, end } = token;
    const lineEnd = brokenStringEnd(source.bytes, start, end);
    if (lineEnd !== undefined) {
      const lines = bytesOf(token).split("\n").length;
      problems.add(
        "unterminated-string",
        { file: source.file, start, end: lineEnd },
        { args: { closed: true, lines } },
      );
    } else if (source.bytes.subarray(start, end).includes(0x5c)) noteBackslashes(token, problems);
  }
}

/** `\"` gives a quote, as meant; every other backslash just vanishes. */
function noteBackslashes(token: Token, problems: ProblemList): void {
  const written = stringBytes(token);
  if (!/\\[^"]/.test(written.slice(1, -1))) return;
  const args = { written: readable(written.slice(1, -1)), read: readable(withoutQuotes(written)) };
  problems.add("deleted-backslashes", spanOf(token), { args });
}

/** Bytes NanoMQ drops outside of values; what is inside a value was noted with the value. */
export function noteOddities(stream: TokenStream, covered: readonly Span[], problems: ProblemList): void {
  const runs = new Map<string, Span[]>();
  for (const run of covered) {
    const own = runs.get(run.file);
    if (own === undefined) runs.set(run.file, [run]);
    else own.push(run);
  }
  const cursor = new Map<string, number>();
  for (const oddity of stream.oddities) {
    const { file } = oddity.source;
    const own = runs.get(file) ?? [];
    let at = cursor.get(file) ?? 0;
    while (at < own.length && (own[at]?.end ?? 0) <= oddity.start) at += 1;
    cursor.set(file, at);
    const run = own[at];
    if (run === undefined || run.start > oddity.start) noteOddity(stream, oddity, problems);
  }
}

function noteOddity(stream: TokenStream, oddity: Oddity, problems: ProblemList): void {
  const span = spanOf(oddity);
  const text = bytesOf(oddity);
  const next = stream.tokens[oddity.before];
  if (oddity.kind === "variable") {
    problems.add("substitution", span, { args: { written: shown(oddity) } });
  } else if (text === BOM && oddity.start === 0) {
    problems.add("byte-order-mark", span, { fix: replaceFix(span, "") });
  } else if (text.startsWith('"')) {
    problems.add("unterminated-string", span, { args: { closed: false, lines: 1 } });
  } else if (text === "+" && next?.kind === "separator" && next.start === oddity.end) {
    const key = stream.tokens[oddity.before - 1];
    problems.add("append-operator", span, { args: { key: key === undefined ? "" : textOfToken(key) } });
  } else {
    const args = { dropped: shown(oddity), written: "", read: "", where: "text" };
    const fix = text === ";" ? replaceFix(span, "") : undefined;
    problems.add("dropped-characters", span, { args, fix });
  }
}

export function noteIncludes({ includes, tokens }: TokenStream, problems: ProblemList): void {
  for (const include of includes) noteInclude(include, keyBefore(tokens, include.before), problems);
}

/** The key whose value an include is, `password = { include "x" }` too; "" where it stands among members. */
function keyBefore(tokens: readonly Token[], before: number): string {
  let at = before - 1;
  while (tokens[at]?.kind === "open-brace" || tokens[at]?.kind === "separator") at -= 1;
  const token = tokens[at];
  return token === undefined || at === before - 1 ? "" : textOfToken(token);
}

function noteInclude(
  { statement, fate, source, start, end, within }: IncludeUse,
  key: string,
  problems: ProblemList,
): void {
  const { name = "", required, unterminated } = statement;
  const span = { file: source.file, start, end };
  if (unterminated || fate === "unnamed") problems.add("include-malformed", span, { args: { name, key } });
  else if (fate === "missing" || fate === "unseen")
    problems.add("include-missing", span, { args: { name, required, key } });
  else if (fate === "too-deep") {
    problems.add("include-too-deep", span, { args: { name, cycle: within.includes(name), key } });
  } else if (fate === "spliced" && source.file.includes("/") && within.length > 1 && !name.startsWith("/")) {
    problems.add("include-relative", span, { args: { name, from: source.file } });
  }
}

/** Definitions that lost against others, and quoted keys that were split. */
export function noteMerging(
  finished: Pick<Finished, "overridden" | "quotedSplits">,
  problems: ProblemList,
  sources: ReadonlyMap<string, Source>,
): void {
  for (const { path, span, by } of finished.overridden) {
    const related = [{ span: by, label: "wins" }];
    const source = sources.get(span.file);
    const key = source === undefined ? "" : /^[^\s={[:]*/.exec(readable(bytesOf({ source, ...span })))?.[0];
    const dotted = key?.includes(".") ?? false;
    const laterLoses = span.file === by.file && span.start > by.start;
    if (laterLoses) problems.add("later-definition-loses", span, { args: { path, dotted }, related });
    else problems.add("duplicate-key", span, { args: { path }, related });
  }
  for (const span of finished.quotedSplits) {
    const source = sources.get(span.file);
    const key = source === undefined ? "" : readable(bytesOf({ source, ...span })).replaceAll('"', "");
    problems.add("quoted-key-split", span, { args: { key } });
  }
}

/** Keys of one object that differ in letter case only. */
export function noteLetterCase(root: TreeNode, problems: ProblemList): void {
  const nodes: TreeNode[] = [root];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (node.kind === "array") for (const element of node.elements) nodes.push(element);
    if (node.kind !== "object") continue;
    const spellings = new Map<string, { readonly key: string; readonly keySpan: Span }>();
    for (const { key, keySpan, value } of node.members) {
      nodes.push(value);
      const lower = key.toLowerCase();
      const first = spellings.get(lower);
      if (first === undefined) spellings.set(lower, { key, keySpan });
      else if (first.key !== key) {
        const related = [{ span: first.keySpan, label: "first" }];
        problems.add("other-letter-case", keySpan, { args: { key, other: first.key }, related });
      }
    }
  }
}

export function noteLimits(stream: TokenStream, merged: boolean, problems: ProblemList): void {
  const start = (source: Source): Span => ({ file: source.file, start: 0, end: 0 });
  const { exceeded } = stream;
  if (exceeded !== undefined) {
    const { limit, max, found, source } = exceeded;
    const unit = limit === "tokens" || limit === "includes" || limit === "levels" ? limit : "bytes";
    problems.add("limit-exceeded", start(source), { args: { limit, max, found, unit } });
  }
  if (merged) return;
  const max = limits.mergeSteps;
  problems.add("limit-exceeded", start(stream.main), {
    args: { limit: "mergeSteps", max, found: max + 1, unit: "members" },
  });
}
