import { isBlank, isSpace } from "./byte-class.ts";

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const CLOSE_PARENTHESIS = 0x29;

/** How far an `include` statement was recognised: up to and with its opening quote. */
export interface IncludeHead {
  readonly required: boolean;
  readonly parentheses: number;
  /** Byte after the opening quote. */
  readonly nameStart: number;
}

/** A whole `include` statement. */
export interface IncludeStatement {
  readonly required: boolean;
  /** The name NanoMQ opens; undefined where it finds none and stops reading altogether. */
  readonly name: string | undefined;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly end: number;
  /** The closing quote or parenthesis was never found. */
  readonly unterminated: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const INCLUDE = encoder.encode("include");
const REQUIRED = encoder.encode("required(");
const FILE = encoder.encode("file(");

function follows(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text[index]) return false;
  }
  return true;
}

/** False where the word does not even occur: most confs include nothing. */
export function mayInclude(bytes: Uint8Array): boolean {
  const [first = 0] = INCLUDE;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (follows(bytes, at, INCLUDE)) return true;
  return false;
}

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isBlank(bytes[at])) at += 1;
  return at;
}

/** Recognises `include "`, `include file("`, `include required("` and `include required(file("` at `at`. */
export function matchInclude(bytes: Uint8Array, at: number): IncludeHead | undefined {
  if (!follows(bytes, at, INCLUDE)) return undefined;
  let next = skipBlanks(bytes, at + INCLUDE.length);
  const required = follows(bytes, next, REQUIRED);
  if (required) next = skipBlanks(bytes, next + REQUIRED.length);
  const file = follows(bytes, next, FILE);
  if (file) next = skipBlanks(bytes, next + FILE.length);
  if (bytes[next] !== QUOTE) return undefined;
  return { required, parentheses: Number(required) + Number(file), nameStart: next + 1 };
}

function endsName(byte: number | undefined, required: boolean): boolean {
  if (byte === undefined || byte === QUOTE || byte === NEWLINE || isBlank(byte)) return true;
  return required && byte === CLOSE_PARENTHESIS;
}

/** Byte after the next `closing`, or undefined at the end of the file (NanoMQ also stops at a NUL). */
function after(bytes: Uint8Array, from: number, closing: number): number | undefined {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === closing || bytes[at] === 0) return at + 1;
  }
  return undefined;
}

/** Reads the rest of a statement that {@link matchInclude} recognised. */
export function readInclude(bytes: Uint8Array, head: IncludeHead): IncludeStatement {
  const { required } = head;
  const nameStart = skipBlanks(bytes, head.nameStart);
  let nameEnd = nameStart;
  while (!endsName(bytes[nameEnd], required)) nameEnd += 1;
  const found = { required, nameStart, nameEnd };
  if (nameEnd === nameStart) {
    const end = Math.min(nameEnd + 1, bytes.length);
    return { ...found, name: undefined, end, unterminated: nameEnd >= bytes.length };
  }
  let end = after(bytes, nameEnd, required ? CLOSE_PARENTHESIS : QUOTE);
  // NanoMQ's buffer is gone once it has read to the end of the file: the name it then opens is empty.
  if (end === undefined) return { ...found, name: "", end: bytes.length, unterminated: true };
  if (head.parentheses === (required ? 2 : 1)) end = after(bytes, end, CLOSE_PARENTHESIS);
  const name = decoder.decode(bytes.subarray(nameStart, nameEnd));
  return { ...found, name, end: end ?? bytes.length, unterminated: end === undefined };
}

export function includeEnd(bytes: Uint8Array, head: IncludeHead): number {
  return readInclude(bytes, head).end;
}

/** The statement of an "include" lexeme, whose leading blanks belong to it. */
export function includeAt(bytes: Uint8Array, start: number): IncludeStatement | undefined {
  let at = start;
  while (isSpace(bytes[at])) at += 1;
  const head = matchInclude(bytes, at);
  return head === undefined ? undefined : readInclude(bytes, head);
}
