import { isBlank, isSpace } from "./byte-class.ts";
import { longestString, nanomqScanning, type Scanning, type StringEnd } from "./lexer.ts";
import { endsRun, isCommentForSure } from "./value-run.ts";

const NEWLINE = 0x0a;
const HASH = 0x23;
const COLON = 0x3a;
const EQUALS = 0x3d;

const decoder = new TextDecoder("latin1");

/** A key with its separator or brace at the start of a line: no text would look like that. */
const memberLine = /\n[ \t]*"?[A-Za-z][\w.@%-]*"?[ \t]*(?:[={[]|:[ \t])/;
const LOOK_AHEAD_BYTES = 2000;

/** What closes or goes on behind a value: `}`, `]`, `,`. */
const goesOn = (byte: number | undefined): boolean => byte === 0x7d || byte === 0x5d || byte === 0x2c;

/**
 * Where a string that spans lines swallowed settings: the end of its first line, or what closes its block there.
 * Undefined for any other string.
 */
export function brokenStringEnd(bytes: Uint8Array, start: number, end: number): number | undefined {
  const firstLine = bytes.subarray(start, end).indexOf(NEWLINE);
  if (firstLine === -1) return undefined;
  const lineEnd = start + firstLine;
  const text = decoder.decode(bytes.subarray(lineEnd, Math.min(end, lineEnd + LOOK_AHEAD_BYTES)));
  if (!memberLine.test(text)) return undefined;
  let last = lineEnd;
  while (last > start + 1 && (goesOn(bytes[last - 1]) || isSpace(bytes[last - 1]))) last -= 1;
  return last;
}

/** A string that would swallow settings ends with its line. */
const stringEnd: StringEnd = (bytes, start) => {
  const { end, reach } = longestString(bytes, start);
  if (end === undefined) return { end, reach };
  return { end: brokenStringEnd(bytes, start, end) ?? end, reach };
};

/** True where `#` or `//` stands inside a word: `t/#`, `mqtt-tcp://host`. */
function isInsideWord(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1];
  if (before === undefined || isSpace(before) || endsRun(before)) return false;
  if (bytes[at] !== HASH) return before === COLON;
  return before !== EQUALS && before !== COLON && !isCommentForSure(bytes, at);
}

/** A "comment" inside a word ends with that word where the line then closes or goes on: `{ bind = tcp://host }`. */
function commentEnd(bytes: Uint8Array, start: number): number {
  const lineEnd = nanomqScanning.commentEnd(bytes, start);
  if (!isInsideWord(bytes, start)) return lineEnd;
  let end = start;
  while (end < lineEnd && !isSpace(bytes[end]) && !endsRun(bytes[end])) end += 1;
  let next = end;
  while (isBlank(bytes[next])) next += 1;
  return goesOn(bytes[next]) ? end : lineEnd;
}

/** The author's way to cut a file into tokens. */
export const meantScanning: Scanning = { stringEnd, commentEnd };
