/** One text that findings can point into: a conf, an include, a YAML file, nanotune.toml. */
export interface Source {
  /** Name as the user gave it, relative paths kept. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Bytes `start` (inclusive) to `end` (exclusive) of a source; both count bytes from 0. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** 1-based; columns count characters (Unicode code points), and a tab is one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Content as it stands in a file. */
export function encoded(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? encoder.encode(content) : content;
}

export function createSource(file: string, content: string | Uint8Array): Source {
  return { file, bytes: encoded(content) };
}

const ASCII = /^[\0-\x7f]*$/;
const CHUNK = 4096;
const byteTexts = new WeakMap<Uint8Array, string>();

function byteTextOf(bytes: Uint8Array): string {
  const decoded = decoder.decode(bytes);
  // Most files are such, and are decoded in no time.
  if (ASCII.test(decoded)) return decoded;
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + CHUNK));
  return text;
}

/** One character (U+0000 to U+00FF) for each byte, which must not change: parts of it are not copied. */
export function byteText(bytes: Uint8Array): string {
  const text = byteTexts.get(bytes) ?? byteTextOf(bytes);
  byteTexts.set(bytes, text);
  return text;
}

/** The bytes of a span as text; invalid UTF-8 becomes U+FFFD. */
export function textOf({ bytes }: Source, start: number, end: number): string {
  const text = byteText(bytes).slice(start, end);
  return ASCII.test(text) ? text : decoder.decode(bytes.subarray(start, end));
}

const NEWLINE = 10;
/** By the bytes: one text may be named anew for each who asks about it. */
const lineTables = new WeakMap<Uint8Array, readonly number[]>();

/** Byte offsets at which lines start; made on first use, since a clean file needs no positions. */
function lineStarts({ bytes }: Source): readonly number[] {
  const made = lineTables.get(bytes);
  if (made !== undefined) return made;
  const starts = [0];
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) starts.push(at + 1);
  lineTables.set(bytes, starts);
  return starts;
}

/** Index (from 0) of the line that holds byte `offset`. */
function lineIndexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function characterCount(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count += 1;
  return count;
}

const BOM = [0xef, 0xbb, 0xbf];

interface CountedPlace {
  readonly from: number;
  readonly offset: number;
  readonly characters: number;
}
/** The place asked for last: on a long line the next one is counted from there, not from the start of the line. */
const lastPlaces = new WeakMap<Source, CountedPlace>();

function charactersUpTo(source: Source, from: number, offset: number): number {
  const { bytes } = source;
  const last = lastPlaces.get(source);
  let characters: number;
  if (last === undefined || last.from !== from) characters = characterCount(bytes.subarray(from, offset));
  else if (last.offset <= offset)
    characters = last.characters + characterCount(bytes.subarray(last.offset, offset));
  else characters = last.characters - characterCount(bytes.subarray(offset, last.offset));
  lastPlaces.set(source, { from, offset, characters });
  return characters;
}

/** Line and column of a byte offset; a byte-order mark at the start of the file takes no column. */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  const index = lineIndexAt(starts, offset);
  let from = starts[index] ?? 0;
  if (from === 0 && offset >= BOM.length && BOM.every((byte, at) => source.bytes[at] === byte))
    from = BOM.length;
  return { line: index + 1, column: charactersUpTo(source, from, offset) + 1 };
}

/** The same with columns that count bytes, a byte-order mark among them. */
export function bytePositionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  const index = lineIndexAt(starts, offset);
  return { line: index + 1, column: offset - (starts[index] ?? 0) + 1 };
}

/** Text of line `line` (from 1) without its line end; "" past the end. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return "";
  const end = starts[line] ?? source.bytes.length;
  return textOf(source, start, end).replace(/^\uFEFF|\r?\n$/g, "");
}

/** What stands on line `line` (from 1): without its line end and the blanks before it. */
export function lineSpan(source: Source, line: number): Span {
  const starts = lineStarts(source);
  const from = starts[line - 1] ?? source.bytes.length;
  const text = textOf(source, from, starts[line] ?? source.bytes.length);
  const start = from + text.length - text.trimStart().length;
  return { file: source.file, start, end: from + encoder.encode(text.trimEnd()).length };
}
