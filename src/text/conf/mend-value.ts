import type { Source } from "../source.ts";
import type { Scalar } from "./draft.ts";
import { scalarOf } from "./grammar.ts";
import { type Frame, openFrame } from "./mend-frame.ts";
import type { Mending } from "./mending.ts";
import { replaceFix } from "./problem-list.ts";
import type { Token } from "./token.ts";
import { bytesOf, readable, textOfToken } from "./token-text.ts";
import {
  droppedFrom,
  isNumeric,
  quoted,
  readableQuantity,
  restOfLine,
  runProblem,
  type ValueRun,
  valueRunAt,
} from "./value-run.ts";

interface Place {
  readonly source: Source;
  /** Byte at which the value may start. */
  readonly from: number;
}

function isValueToken(token: Token): boolean {
  return token.kind !== "separator" && token.kind !== "comma" && !token.kind.startsWith("close-");
}

/** True where a token begins a member of its own: a key and what follows a key. */
function startsMember(token: Token, next: Token | undefined): boolean {
  if (token.kind !== "word" && token.kind !== "string") return false;
  if (next?.kind === "separator") return true;
  return token.kind === "word" && (next?.kind === "open-brace" || next?.kind === "open-bracket");
}

function stringAt(run: ValueRun): Scalar {
  const { file, start, end } = run;
  return { kind: "string", form: "word", value: run.text, span: { file, start, end } };
}

/** Reads the value of `key` (or an array element) as it was meant, and says where NanoMQ reads another. */
export function readMendedValue(mending: Mending, frame: Frame, key: Token | undefined, place: Place): void {
  const token = mending.token();
  if (token?.kind === "separator" && key !== undefined) {
    mending.unexpected(token, "value");
    mending.at += 1;
    readMendedValue(mending, frame, key, { from: token.end, source: token.source });
    return;
  }
  const run = valueRunAt(place.source, place.from);
  if (run !== undefined) {
    const here =
      token !== undefined && token.source === place.source && token.start < run.end ? token : undefined;
    const whole = here !== undefined && here.start === run.start && here.end === run.end;
    const skippable = here === undefined && isSign(run) && token !== undefined && !token.startsLine;
    if (!whole && !skippable && !isPlainNumberThenKey(mending, run, here)) {
      readRun(mending, frame, key, { run, read: here, bytes: place.source.bytes });
      return;
    }
  }
  if (token === undefined || !isValueToken(token)) missingValue(mending, frame, key);
  else if (token.kind === "open-brace" || token.kind === "open-bracket") mending.open(token, key, true);
  else readToken(mending, frame, key, token, place);
}

/** `a => 1`: a sign between separator and value is dropped, and the value is read. */
function isSign(run: ValueRun): boolean {
  return /^[!-/:-@^_`|~]+$/.test(run.text);
}

/** `a=1b=2` is two members without white space between them. */
function isPlainNumberThenKey(mending: Mending, run: ValueRun, here: Token | undefined): boolean {
  if (here === undefined || here.start !== run.start) return false;
  const next = mending.token(1);
  if (next === undefined || here.kind === "word" || here.kind === "string") return false;
  return next.start === here.end && startsMember(next, mending.token(2));
}

interface RunReading {
  readonly run: ValueRun;
  /** The first token of the run: what NanoMQ takes for the value. */
  readonly read: Token | undefined;
  readonly bytes: Uint8Array;
}

/** Unquoted text that is more than the one token NanoMQ takes. */
function readRun(
  mending: Mending,
  frame: Frame,
  key: Token | undefined,
  { run, read, bytes }: RunReading,
): void {
  const dropped = droppedFrom(run, bytes);
  const code = runProblem(run, read, dropped);
  const taken = read === undefined ? "" : readable(bytesOf(read));
  const meant = code === "single-quotes" ? run.text.slice(1, -1) : run.text;
  const quantity = code === "unusable-unit" ? readableQuantity(run.text) : undefined;
  const fix =
    code === "substitution" || (code === "unusable-unit" && quantity === undefined)
      ? undefined
      : replaceFix(run, quantity ?? quoted(meant));
  const unit = /[A-Za-z]+$/.exec(run.text)?.[0] ?? "";
  mending.problems.add(code, run, {
    args: { written: run.text, read: taken, dropped, where: "value", unit },
    fix,
  });
  for (let token = read; token !== undefined; token = mending.token()) {
    if (token.source.file !== run.file || token.start >= run.end) break;
    mending.at += 1;
  }
  mending.coverRun(run);
  mending.place(frame, key, { ...stringAt(run), kind: "string", form: "word", value: meant });
}

function missingValue(mending: Mending, frame: Frame, key: Token | undefined): void {
  if (key === undefined) {
    mending.skip();
    return;
  }
  mending.swallow("missing-value", key, "");
  mending.place(frame, key, undefined);
}

function readToken(mending: Mending, frame: Frame, key: Token | undefined, token: Token, place: Place): void {
  const next = mending.token(1);
  const included = token.source !== place.source;
  if (key !== undefined && startsMember(token, next)) {
    if (included) {
      mending.swallow("brace-less-nesting", key, textOfToken(token));
      mending.push(openFrame("bare", token, { key, outside: place.source }));
    } else if (token.startsLine) missingValue(mending, frame, key);
    else {
      mending.swallow("brace-less-nesting", key, textOfToken(token));
      mending.push(openFrame("bare", token, { key, line: true }));
    }
    return;
  }
  mending.at += 1;
  if (key !== undefined && hasMoreOnLine(mending, token, next)) readWords(mending, frame, key, token);
  else mending.place(frame, key, scalarOf(token));
}

/** Text behind a value on its line that begins no member: NanoMQ stops there. */
function hasMoreOnLine(mending: Mending, token: Token, next: Token | undefined): next is Token {
  if (next === undefined || next.startsLine || next.source !== token.source) return false;
  if (!isValueToken(next)) return false;
  if (next.kind === "open-brace" || next.kind === "open-bracket") return false;
  return !startsMember(next, mending.token(1)) && mending.token(1)?.kind !== "separator";
}

function readWords(mending: Mending, frame: Frame, key: Token, token: Token): void {
  const rest = restOfLine(token.source, token.start);
  const quantity = isNumeric(token) && /^[+-]?[\d.]+[A-Za-z]*\s+[A-Za-z]+$/.test(rest.text);
  const tripled = rest.text.startsWith('"""');
  const code = tripled ? "triple-quotes" : quantity ? "unusable-unit" : "value-needs-quotes";
  const readableText = quantity ? readableQuantity(rest.text) : undefined;
  const inner = tripled ? rest.text.replaceAll('"""', "") : rest.text;
  // Signs may be meant as a remark (`1 ; note`), which quotes would make a part of the value.
  const by = quantity ? readableText : /^[\w .-]+$/.test(inner) ? quoted(inner) : undefined;
  const unit = /[A-Za-z]+$/.exec(rest.text)?.[0] ?? "";
  const fix = replaceFix(rest, by);
  mending.problems.add(code, rest, { args: { written: rest.text, unit }, fix });
  while (isWithin(mending.token(), rest)) mending.at += 1;
  mending.coverRun(rest);
  mending.place(frame, key, { ...stringAt(rest), kind: "string", form: "word", value: inner });
}

function isWithin(token: Token | undefined, run: ValueRun): boolean {
  return (
    token !== undefined && token.source.file === run.file && token.start < run.end && token.start >= run.start
  );
}
