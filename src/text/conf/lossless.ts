import { createSource, type Source, type Span } from "../source.ts";
import { Lexer } from "./lexer.ts";
import type { Lexeme } from "./token.ts";

/** A file as lexemes that cover every byte: `print` gives back exactly what `parse` got. */
export interface ConfDocument {
  readonly source: Source;
  readonly lexemes: readonly Lexeme[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8, where half a surrogate pair (which UTF-8 cannot hold) is written as the three bytes it would have. */
function encode(text: string): Uint8Array {
  if (!/\p{Surrogate}/u.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0xd800 || code > 0xdfff) for (const byte of encoder.encode(character)) bytes.push(byte);
    else bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
  return Uint8Array.from(bytes);
}

function isHalfPair(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xed && (bytes[at + 1] ?? 0) >= 0xa0;
}

/** Inverse of {@link encode}. */
function decode(bytes: Uint8Array): string {
  let text = "";
  let from = 0;
  for (let at = bytes.indexOf(0xed); at !== -1; at = bytes.indexOf(0xed, at + 1)) {
    if (!isHalfPair(bytes, at)) continue;
    const code = 0xd000 | (((bytes[at + 1] ?? 0) & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
    text += decoder.decode(bytes.subarray(from, at)) + String.fromCharCode(code);
    from = at + 3;
  }
  return text + decoder.decode(bytes.subarray(from));
}

/** Splits a conf into lexemes; never fails. */
export function parse(content: string | Uint8Array, file = "nanomq.conf"): ConfDocument {
  const source = createSource(file, typeof content === "string" ? encode(content) : content);
  const lexer = new Lexer(source.bytes);
  const lexemes: Lexeme[] = [];
  while (lexer.advance()) lexemes.push({ kind: lexer.kind, start: lexer.start, end: lexer.end });
  return { source, lexemes };
}

/** The bytes of a document, put together from its lexemes. */
export function printBytes({ source, lexemes }: ConfDocument): Uint8Array {
  const printed = new Uint8Array(lexemes.reduce((sum, { start, end }) => sum + end - start, 0));
  let filled = 0;
  for (const { start, end } of lexemes) {
    printed.set(source.bytes.subarray(start, end), filled);
    filled += end - start;
  }
  return printed;
}

/** The text of a document that was parsed from text. */
export function print(document: ConfDocument): string {
  return decode(printBytes(document));
}

/** A comment, for instructions such as `# nanotune-ignore`. */
export interface Comment {
  readonly span: Span;
  /** Without `#` or `//` and without blanks around. */
  readonly text: string;
  /** Nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
}

const lenient = new TextDecoder();

/** All comments of a file, in order. */
export function commentsOf(source: Source): readonly Comment[] {
  const lexer = new Lexer(source.bytes);
  const comments: Comment[] = [];
  let ownLine = true;
  while (lexer.advance()) {
    const { kind, start, end } = lexer;
    if (kind === "space") ownLine ||= source.bytes.subarray(start, end).includes(0x0a);
    else if (kind !== "comment") ownLine = false;
    else {
      const text = lenient
        .decode(source.bytes.subarray(start, end))
        .replace(/^(?:#+|\/\/+)/, "")
        .trim();
      comments.push({ span: { file: source.file, start, end }, text, ownLine });
    }
  }
  return comments;
}
