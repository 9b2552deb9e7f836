import { longestString, type StringEnd } from "./lexer.ts";

const NEWLINE = 0x0a;

const decoder = new TextDecoder("latin1");

/** A key with its separator or brace at the start of a line: no text would look like that. */
const memberLine = /\n[ \t]*"?[A-Za-z][\w.@%-]*"?[ \t]*(?:[={[]|:[ \t])/;
const LOOK_AHEAD_BYTES = 2000;

/** Where a string that spans lines swallowed settings: the end of its first line. Undefined for any other string. */
export function brokenStringEnd(bytes: Uint8Array, start: number, end: number): number | undefined {
  const lineEnd = bytes.indexOf(NEWLINE, start);
  if (lineEnd === -1 || lineEnd >= end) return undefined;
  const text = decoder.decode(bytes.subarray(lineEnd, Math.min(end, lineEnd + LOOK_AHEAD_BYTES)));
  return memberLine.test(text) ? lineEnd : undefined;
}

/** The author's way: a string that would swallow settings ends with its line. */
export const mendedString: StringEnd = (bytes, start) => {
  const { end, reach } = longestString(bytes, start);
  if (end === undefined) return { end, reach };
  return { end: brokenStringEnd(bytes, start, end) ?? end, reach };
};
