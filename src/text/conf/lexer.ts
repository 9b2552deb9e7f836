import { isBlank, isDigit, isLetter, isSpace, isWordByte } from "./byte-class.ts";
import { includeEnd, matchInclude } from "./include-syntax.ts";
import type { LexemeKind } from "./token.ts";

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const HASH = 0x23;
const DOLLAR = 0x24;
const PERCENT = 0x25;
const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const punctuation = new Map<number, LexemeKind>([
  [OPEN_BRACE, "open-brace"],
  [CLOSE_BRACE, "close-brace"],
  [0x5b, "open-bracket"],
  [0x5d, "close-bracket"],
  [0x2c, "comma"],
  [0x3d, "separator"],
  [0x3a, "separator"],
]);

/** A slip of NanoMQ's scanner: this very text, quoted in its rules by mistake, is a string of many lines, which it drops. */
const SLIP = [..."{MultilineChar}*"].map((letter) => letter.charCodeAt(0));

const keywords: readonly { readonly kind: LexemeKind; readonly bytes: readonly number[] }[] = (
  ["true", "false", "null"] as const
).map((kind) => ({ kind, bytes: [...kind].map((letter) => letter.charCodeAt(0)) }));

/** Units the scanner knows after digits; which kind a unit makes (DIALECT.md section 2). */
const units = new Map<string, LexemeKind>([
  ...["kb", "KB", "mb", "MB", "gb", "GB"].map((unit) => [unit, "bytesize"] as const),
  ...["d", "D", "h", "H", "m", "M", "s", "S", "us", "ms", "MS"].map((unit) => [unit, "duration"] as const),
]);

/** Where a string that starts at `start` ends, and how far one has to look to know. */
export type StringEnd = (
  bytes: Uint8Array,
  start: number,
) => { readonly end: number | undefined; readonly reach: number };

/** NanoMQ's way: at the first quote without a backslash before it, else at the last quote of all. */
export const longestString: StringEnd = (bytes, start) => {
  let end: number | undefined;
  for (let at = bytes.indexOf(QUOTE, start + 1); at !== -1; at = bytes.indexOf(QUOTE, at + 1)) {
    end = at + 1;
    if (bytes[at - 1] !== BACKSLASH) return { end, reach: end };
  }
  return { end, reach: bytes.length + 1 };
};

/** What NanoMQ and an author may see differently. */
export interface Scanning {
  readonly stringEnd: StringEnd;
  /** Where a comment that starts at `start` ends. */
  readonly commentEnd: (bytes: Uint8Array, start: number) => number;
}

export const nanomqScanning: Scanning = {
  stringEnd: longestString,
  commentEnd(bytes, start) {
    const end = bytes.indexOf(NEWLINE, start);
    return end === -1 ? bytes.length : end;
  },
};

/**
 * NanoMQ's scanner: longest match, on equal length the earlier kind. Walks one file; `kind`, `start` and `end`
 * describe the current lexeme. Every byte belongs to exactly one lexeme.
 */
export class Lexer {
  kind: LexemeKind = "space";
  start = 0;
  end = 0;
  /** End of what NanoMQ's scanner has to look at to know the lexeme: often one byte more than the lexeme. */
  reach = 0;
  readonly #bytes: Uint8Array;
  readonly #scanning: Scanning;

  constructor(bytes: Uint8Array, scanning: Scanning = nanomqScanning) {
    this.#bytes = bytes;
    this.#scanning = scanning;
  }

  /** Moves on to the next lexeme; false at the end of the file. */
  advance(): boolean {
    const bytes = this.#bytes;
    this.start = this.end;
    const byte = bytes[this.start];
    if (byte === undefined) return false;
    if (isSpace(byte)) this.#space(byte);
    else if (isLetter(byte)) this.#word();
    else if (isDigit(byte)) this.#number(this.start);
    else this.#symbol(byte);
    return true;
  }

  #take(kind: LexemeKind, end: number): void {
    this.kind = kind;
    this.end = end;
    this.reach = end + 1;
  }

  /** Blanks before `include` belong to it, which lets `x include"f"` win over the word `include"f"`. */
  #space(first: number): void {
    const bytes = this.#bytes;
    let at = this.start;
    while (isBlank(bytes[at])) at += 1;
    if (isBlank(first)) {
      const include = matchInclude(bytes, at);
      if (include !== undefined) {
        this.#take("include", includeEnd(bytes, include));
        return;
      }
    }
    while (isSpace(bytes[at])) at += 1;
    this.#take("space", at);
  }

  #word(): void {
    const bytes = this.#bytes;
    let at = this.start + 1;
    while (isWordByte(bytes[at])) at += 1;
    const include = matchInclude(bytes, this.start);
    if (include !== undefined && include.nameStart >= at) {
      this.#take("include", includeEnd(bytes, include));
    } else this.#take(this.#keyword(at - this.start) ?? "word", at);
  }

  #keyword(length: number): LexemeKind | undefined {
    if (length !== 4 && length !== 5) return undefined;
    return keywords.find(({ bytes }) => bytes.length === length && this.#isHere(bytes))?.kind;
  }

  /** `from` is where the digits start, after a sign if there is one. */
  #number(from: number): void {
    const bytes = this.#bytes;
    let at = from;
    while (isDigit(bytes[at])) at += 1;
    const unit = from === this.start ? this.#unit(at) : undefined;
    if (unit !== undefined) {
      this.#take(unit.kind, unit.end);
      return;
    }
    const whole = at;
    if (bytes[at] === DOT) at += 1;
    while (isDigit(bytes[at])) at += 1;
    at = this.#exponentEnd(at);
    this.#take(at === whole ? "integer" : "decimal", at);
  }

  #unit(at: number): { readonly kind: LexemeKind; readonly end: number } | undefined {
    const bytes = this.#bytes;
    if (bytes[at] === PERCENT) return { kind: "percent", end: at + 1 };
    if (!isLetter(bytes[at])) return undefined;
    for (const length of [2, 1]) {
      const unit = String.fromCharCode(...bytes.subarray(at, at + length));
      const kind = units.get(unit);
      if (kind !== undefined) return { kind, end: at + unit.length };
    }
    return undefined;
  }

  #exponentEnd(at: number): number {
    const bytes = this.#bytes;
    if (bytes[at] !== 0x65 && bytes[at] !== 0x45) return at;
    let digits = at + 1;
    if (bytes[digits] === PLUS || bytes[digits] === MINUS) digits += 1;
    if (!isDigit(bytes[digits])) return at;
    while (isDigit(bytes[digits])) digits += 1;
    return digits;
  }

  #symbol(byte: number): void {
    const bytes = this.#bytes;
    const next = bytes[this.start + 1];
    const mark = punctuation.get(byte);
    if (byte === OPEN_BRACE && this.#isHere(SLIP)) this.#take("junk", this.start + SLIP.length);
    else if (mark !== undefined) {
      this.#take(mark, this.start + 1);
      this.reach = this.end;
    } else if (byte === HASH || (byte === SLASH && next === SLASH)) this.#comment();
    else if (byte === QUOTE) this.#string();
    else if ((byte === PLUS || byte === MINUS) && isDigit(next)) this.#number(this.start + 1);
    else if (byte === DOLLAR && next === OPEN_BRACE) this.#variable();
    else this.#take("junk", this.start + 1);
  }

  #isHere(bytes: readonly number[]): boolean {
    return bytes.every((byte, index) => this.#bytes[this.start + index] === byte);
  }

  #comment(): void {
    this.#take("comment", this.#scanning.commentEnd(this.#bytes, this.start));
  }

  /** Without a closing quote it is junk. */
  #string(): void {
    const { end, reach } = this.#scanning.stringEnd(this.#bytes, this.start);
    if (end === undefined) this.#take("junk", this.start + 1);
    else this.#take("string", end);
    this.reach = reach;
  }

  #variable(): void {
    const bytes = this.#bytes;
    let at = this.start + 2;
    if (bytes[at] === QUESTION) at += 1;
    const named = isLetter(bytes[at]);
    while (isWordByte(bytes[at])) at += 1;
    if (named && bytes[at] === CLOSE_BRACE) this.#take("variable", at + 1);
    else this.#take("junk", this.start + 1);
  }
}
