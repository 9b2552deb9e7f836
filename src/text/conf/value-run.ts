import { type Source, type Span, textOf } from "../source.ts";
import { isBlank, isDigit, isSpace } from "./byte-class.ts";
import { Lexer } from "./lexer.ts";
import type { ProblemCode } from "./problem-code.ts";
import type { Token } from "./token.ts";

/** Unquoted text as its author sees it: everything from the separator to the next white space, comma or bracket. */
export interface ValueRun extends Span {
  readonly text: string;
}

const decoder = new TextDecoder();

const HASH = 0x23;
const SLASH = 0x2f;
const SEMICOLON = 0x3b;

function isOneOf(characters: string): (byte: number | undefined) => boolean {
  const table = new Set([...characters].map((character) => character.charCodeAt(0)));
  return (byte) => byte !== undefined && table.has(byte);
}

export const endsRun = isOneOf(',{}[]"');

function startsComment(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === HASH || (bytes[at] === SLASH && bytes[at + 1] === SLASH);
}

/** The unquoted value that starts at or after `from` on the same line; undefined where there is none. */
export function valueRunAt(source: Source, from: number): ValueRun | undefined {
  const { bytes } = source;
  let start = from;
  while (isBlank(bytes[start])) start += 1;
  if (startsComment(bytes, start)) return undefined;
  let end = start;
  while (end < bytes.length && !isSpace(bytes[end])) {
    if (bytes[end] === 0x24 && bytes[end + 1] === 0x7b) {
      const close = bytes.indexOf(0x7d, end);
      if (close === -1) break;
      end = close;
    } else if (endsRun(bytes[end])) break;
    else if (bytes[end] === HASH && isCommentForSure(bytes, end)) break;
    end += 1;
  }
  while (end > start && bytes[end - 1] === SEMICOLON) end -= 1;
  if (end === start) return undefined;
  return { file: source.file, start, end, text: textOf(source, start, end) };
}

/** `on# remark`: a blank behind the sign and a letter or digit before it. `t/#` is meant as a topic. */
export function isCommentForSure(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1];
  return before !== SLASH && (isSpace(bytes[at + 1]) || bytes[at + 1] === HASH);
}

/** The bytes of a run that NanoMQ throws away. */
export function droppedFrom(run: ValueRun, bytes: Uint8Array): string {
  const lexer = new Lexer(bytes.subarray(run.start, run.end));
  const dropped: number[] = [];
  while (lexer.advance()) {
    if (lexer.kind === "junk")
      dropped.push(...bytes.subarray(run.start + lexer.start, run.start + lexer.end));
  }
  return decoder.decode(Uint8Array.from(dropped));
}

/** What is wrong with a run of which NanoMQ reads only `read` and drops `dropped`. */
export function runProblem(run: ValueRun, read: Token | undefined, dropped: string): ProblemCode {
  const { text } = run;
  if (text.includes("${")) return "substitution";
  if (/#|\/\//.test(text)) return "comment-cuts-value";
  if (/^'[^']*'$/.test(text)) return "single-quotes";
  if (read !== undefined && isNumeric(read) && /^[+-]?[\d.]+[A-Za-z][A-Za-z\d]*$/.test(text))
    return "unusable-unit";
  if (/^[A-Za-z][^:=]*:/.test(text)) return "colon-cuts-value";
  return dropped === "" || /^[\d.:]+$/.test(text) ? "value-needs-quotes" : "dropped-characters";
}

export function isNumeric(token: Token): boolean {
  return token.kind === "integer" || token.kind === "decimal" || token.kind === "duration";
}

/** What was meant by a number and a unit the scanner does not read, in a spelling it does. */
const readableUnits: Readonly<Record<string, string>> = {
  ...{
    s: "s",
    sec: "s",
    secs: "s",
    second: "s",
    seconds: "s",
    m: "m",
    min: "m",
    mins: "m",
    minute: "m",
    minutes: "m",
  },
  ...{ h: "h", hour: "h", hours: "h", d: "d", day: "d", days: "d", ms: "ms" },
  ...{ k: "KB", kb: "KB", kib: "KB", mb: "MB", mib: "MB", g: "GB", gb: "GB", gib: "GB" },
};

/** "10 s" -> "10s", "10kB" -> "10KB"; undefined where the number is no whole number or the unit is unknown. */
export function readableQuantity(text: string): string | undefined {
  const [, number, unit = ""] = /^(\d+)\s*([A-Za-z]+)$/.exec(text) ?? [];
  const written = readableUnits[unit.toLowerCase()];
  return number === undefined || written === undefined ? undefined : `${number}${written}`;
}

/** From `start` to the end of the line, without what closes or follows a value there, and without blanks at the end. */
export function restOfLine(source: Source, start: number): ValueRun {
  const { bytes } = source;
  let end = start;
  while (end < bytes.length && bytes[end] !== 0x0a && !isOneOf(",{}[]")(bytes[end])) {
    if (startsComment(bytes, end) && isSpace(bytes[end - 1])) break;
    end += 1;
  }
  while (end > start && (isSpace(bytes[end - 1]) || bytes[end - 1] === SEMICOLON)) end -= 1;
  return { file: source.file, start, end, text: textOf(source, start, end) };
}

/** A text in NanoMQ's quotes; undefined where it cannot be quoted (every backslash would vanish). */
export function quoted(text: string): string | undefined {
  return /["\\\n]/.test(text) ? undefined : `"${text}"`;
}

export function startsWithDigit(token: Token): boolean {
  return isDigit(token.source.bytes[token.start]);
}
