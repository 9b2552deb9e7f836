import type { Source, Span } from "../source.ts";

/** What the grammar sees (DIALECT.md section 2). */
export type GrammarTokenKind =
  | "open-brace"
  | "close-brace"
  | "open-bracket"
  | "close-bracket"
  | "comma"
  | "separator"
  | "true"
  | "false"
  | "null"
  | "bytesize"
  | "percent"
  | "duration"
  | "string"
  | "word"
  | "integer"
  | "decimal";

/** What the grammar never sees: white space, comments, includes, and what the scanner throws away. */
export type TriviaKind = "space" | "comment" | "include" | "variable" | "junk";

export type LexemeKind = GrammarTokenKind | TriviaKind;

/** Bytes `start` to `end` of one file; the lexemes of a file cover all of its bytes. */
export interface Lexeme {
  readonly kind: LexemeKind;
  readonly start: number;
  readonly end: number;
}

/** A token of the spliced stream: it knows its file, and whether a line break stands before it. */
export interface Token {
  readonly kind: GrammarTokenKind;
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** First token on its line, or of its file. */
  readonly startsLine: boolean;
  /** It stands in nobody's text: the broker may find members where an include is that is not here. */
  readonly isUnseen?: true;
}

export function spanOf(token: {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}): Span {
  return { file: token.source.file, start: token.start, end: token.end };
}

/** From the start of one span to the end of another; only the first where an include lies between. */
export function spanFromTo(from: Span, to: Span): Span {
  return from.file === to.file && to.end >= from.start
    ? { file: from.file, start: from.start, end: to.end }
    : from;
}
