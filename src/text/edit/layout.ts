// How a file is laid out: its line ends, indentation and byte-order mark.
import { isBlank, isSpace } from "../conf/byte-class.ts";
import type { Member, ObjectNode } from "../conf/tree.ts";
import type { TextEdit } from "../edit.ts";
import type { Source } from "../source.ts";

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const COMMA = 0x2c;
const decoder = new TextDecoder();

export function insertion(file: string, at: number, text: string): TextEdit {
  return { span: { file, start: at, end: at }, text };
}

export function lineStart(bytes: Uint8Array, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(NEWLINE, at - 1) + 1;
}

/** The line end that the file uses before a byte, or at its first line. */
function newlineAt(bytes: Uint8Array, at: number): string {
  const before = at === 0 ? -1 : bytes.lastIndexOf(NEWLINE, at - 1);
  const newline = before === -1 ? bytes.indexOf(NEWLINE) : before;
  return newline > 0 && bytes[newline - 1] === CARRIAGE_RETURN ? "\r\n" : "\n";
}

function indentationAt(bytes: Uint8Array, at: number): string {
  const start = lineStart(bytes, at);
  let end = start;
  while (isBlank(bytes[end])) end += 1;
  return decoder.decode(bytes.subarray(start, end));
}

function lastMember({ span, members }: ObjectNode): Member | undefined {
  const own = members.filter(({ keySpan }) => keySpan.file === span.file && keySpan.start > span.start);
  return own.reduce<Member | undefined>((last, member) => {
    return last === undefined || member.keySpan.start > last.keySpan.start ? member : last;
  }, undefined);
}

/** A new member before the closing brace, in a line of its own where the object has several lines. */
export function insertInBraces(source: Source, node: ObjectNode, text: string): readonly TextEdit[][] {
  const { bytes } = source;
  const { file, start, end } = node.span;
  if (bytes[start] !== OPEN || bytes[end - 1] !== CLOSE) return [];
  const close = end - 1;
  const line = lineStart(bytes, close);
  const last = lastMember(node);
  if (line > start && bytes.subarray(line, close).every((byte) => isBlank(byte))) {
    const indentation =
      last === undefined ? `${indentationAt(bytes, close)}  ` : indentationAt(bytes, last.keySpan.start);
    return [[insertion(file, line, `${indentation}${text}${newlineAt(bytes, close)}`)]];
  }
  const gap = isSpace(bytes[close - 1]) ? "" : " ";
  const beforeBrace = insertion(file, close, `${gap}${text} `);
  if (last === undefined || last.value.span.file !== file) return [[beforeBrace]];
  return [[insertion(file, last.value.span.end, `, ${text}`)], [beforeBrace]];
}

/** A new last line; a file without a final line end stays one. */
export function appendToFile({ file, bytes }: Source, text: string): TextEdit {
  const newline = newlineAt(bytes, bytes.length);
  const isOpen = bytes.length > 0 && bytes.at(-1) !== NEWLINE;
  return insertion(file, bytes.length, isOpen ? `${newline}${text}` : `${text}${newline}`);
}

/** A new first line. */
export function prependToFile({ file, bytes }: Source, text: string): TextEdit {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return insertion(file, bom, `${text}${newlineAt(bytes, 0)}`);
}

/** The place behind blanks. */
function behindBlanks(bytes: Uint8Array, at: number): number {
  let after = at;
  while (isBlank(bytes[after])) after += 1;
  return after;
}

/** Takes bytes out with the comma before them, where one is on their line: they were the last member. */
export function lastDeletion({ bytes, file }: Source, start: number, end: number): TextEdit {
  let before = start;
  while (before > 0 && isBlank(bytes[before - 1])) before -= 1;
  return { span: { file, start: bytes[before - 1] === COMMA ? before - 1 : start, end }, text: "" };
}

/** Takes bytes out with the comma behind them, and their whole line where nothing else stands on it; comments stay. */
export function deletion({ bytes, file }: Source, start: number, end: number): TextEdit {
  const comma = behindBlanks(bytes, end);
  const after = bytes[comma] === COMMA ? behindBlanks(bytes, comma + 1) : end;
  let rest = behindBlanks(bytes, after);
  if (bytes[rest] === CARRIAGE_RETURN) rest += 1;
  const line = lineStart(bytes, start);
  const isAlone = bytes.subarray(line, start).every((byte) => isBlank(byte));
  if (isAlone && (rest >= bytes.length || bytes[rest] === NEWLINE))
    return { span: { file, start: line, end: Math.min(rest + 1, bytes.length) }, text: "" };
  return { span: { file, start, end: isAlone ? rest : after }, text: "" };
}
