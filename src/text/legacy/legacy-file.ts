/**
 * The key=value format NanoMQ used before 0.14 and still reads with `--old_conf`.
 *
 * Read as its parser does (NanoNNG conf.c, get_conf_value): one setting per line, the key is what stands before the
 * first "=", the value the rest of the line without outer blanks, a "#" in front of the key makes a comment.
 * There are no quotes and no comments behind a value: both become part of it. A line without a value is not read.
 */

import { type Source, type Span, textOf } from "../source.ts";

export interface LegacySetting {
  readonly kind: "setting";
  readonly key: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

interface LegacyComment {
  readonly kind: "comment";
  /** The whole line without outer blanks, "#" included. */
  readonly text: string;
  readonly line: number;
}

/** A line the old parser reads nothing from. */
interface LegacyJunk {
  readonly kind: "junk";
  readonly text: string;
  readonly line: number;
  readonly span: Span;
}

export type LegacyLine = LegacySetting | LegacyComment | LegacyJunk | { readonly kind: "blank" };

const NEWLINE = 10;
const EQUALS = 61;
const HASH = 35;

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || (byte !== undefined && byte >= 9 && byte <= 13);
}

/** The part of `start`..`end` without outer white space. */
function trimmed(source: Source, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isBlank(source.bytes[start])) start += 1;
  while (end > start && isBlank(source.bytes[end - 1])) end -= 1;
  return { file: source.file, start, end };
}

function readLine(source: Source, from: number, to: number, line: number): LegacyLine {
  const whole = trimmed(source, from, to);
  if (whole.start === whole.end) return { kind: "blank" };
  const text = textOf(source, whole.start, whole.end);
  if (source.bytes[whole.start] === HASH) return { kind: "comment", text, line };
  const equals = source.bytes.subarray(whole.start, whole.end).indexOf(EQUALS);
  const keySpan = trimmed(source, whole.start, whole.start + Math.max(equals, 0));
  const valueSpan = trimmed(source, whole.start + equals + 1, whole.end);
  const key = textOf(source, keySpan.start, keySpan.end);
  if (equals === -1 || key === "" || key.includes("#") || valueSpan.start === valueSpan.end) {
    return { kind: "junk", text, line, span: whole };
  }
  return {
    kind: "setting",
    key,
    value: textOf(source, valueSpan.start, valueSpan.end),
    line,
    keySpan,
    valueSpan,
  };
}

const BOM = [0xef, 0xbb, 0xbf];

/** Every line of an old file, in order. A byte-order mark is skipped. */
export function* legacyLines(source: Source): Generator<LegacyLine, void> {
  let number = 0;
  let start = BOM.every((byte, at) => source.bytes[at] === byte) ? BOM.length : 0;
  while (start < source.bytes.length) {
    const newline = source.bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? source.bytes.length : newline;
    number += 1;
    yield readLine(source, start, end, number);
    start = end + 1;
  }
}

export function readLegacy(source: Source): readonly LegacyLine[] {
  return [...legacyLines(source)];
}
