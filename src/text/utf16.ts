// Places as editors count them (Language Server Protocol 3.17): lines and characters from 0, characters in UTF-16 units.
import { type Source, textOf } from "./source.ts";

export interface Place {
  readonly line: number;
  /** In UTF-16 units: a character outside of the basic plane takes two, a tab one. */
  readonly character: number;
}

const NEWLINE = 10;
const RETURN = 13;
const BOM = [0xef, 0xbb, 0xbf];

const tables = new WeakMap<Source, readonly number[]>();

/** Byte offsets at which lines start: editors end lines at a lone carriage return too, and hide a byte-order mark. */
function lineStarts(source: Source): readonly number[] {
  const made = tables.get(source);
  if (made !== undefined) return made;
  const { bytes } = source;
  const starts = [BOM.every((byte, at) => bytes[at] === byte) ? BOM.length : 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === NEWLINE || (byte === RETURN && bytes[at + 1] !== NEWLINE)) starts.push(at + 1);
  }
  tables.set(source, starts);
  return starts;
}

/** Index of the line that holds byte `offset`. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the text of a line ends, its line end left out. */
function lineEnd({ bytes }: Source, starts: readonly number[], line: number): number {
  let end = starts[line + 1] ?? bytes.length;
  const start = starts[line] ?? 0;
  while (end > start && (bytes[end - 1] === NEWLINE || bytes[end - 1] === RETURN)) end -= 1;
  return end;
}

/** A byte offset as an editor says it. */
export function placeAt(source: Source, offset: number): Place {
  const starts = lineStarts(source);
  const line = lineAt(starts, offset);
  const start = starts[line] ?? 0;
  return { line, character: textOf(source, start, Math.max(start, offset)).length };
}

/** Bytes of UTF-8 that begin with this one: 1 for what begins no character. */
function widthOf(byte: number): number {
  if (byte < 0xc0) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}

/** The byte offset of a place; past the end of its line it is the end of that line. */
export function offsetOf(source: Source, { line, character }: Place): number {
  const starts = lineStarts(source);
  const { bytes } = source;
  if (line >= starts.length) return bytes.length;
  const end = lineEnd(source, starts, line);
  let offset = starts[line] ?? 0;
  for (let left = character; left > 0 && offset < end; ) {
    const width = widthOf(bytes[offset] ?? 0);
    left -= width === 4 ? 2 : 1;
    offset += width;
  }
  return Math.min(offset, end);
}

/** The end of the line that a byte stands on. */
export function endOfLine(source: Source, offset: number): number {
  const starts = lineStarts(source);
  return Math.max(offset, lineEnd(source, starts, lineAt(starts, offset)));
}

/** Where the line begins that a byte stands on. */
export function startOfLine(source: Source, offset: number): number {
  const starts = lineStarts(source);
  return starts[lineAt(starts, offset)] ?? 0;
}
