// What each piece of a conf is, by NanoMQ's own scanner: for colours.
import { Lexer } from "../../src/text/conf/lexer.ts";
import { meantScanning } from "../../src/text/conf/meant-scanning.ts";
import type { Lexeme, LexemeKind } from "../../src/text/conf/token.ts";
import { encoded, type Source, textOf } from "../../src/text/source.ts";
import type { Range } from "./places.ts";

export type Paint = "comment" | "key" | "text" | "number" | "word" | "include" | "sign";

const paints: Readonly<Partial<Record<LexemeKind, Paint>>> = {
  comment: "comment",
  include: "include",
  variable: "include",
  string: "text",
  word: "text",
  integer: "number",
  decimal: "number",
  duration: "number",
  bytesize: "number",
  percent: "number",
  true: "word",
  false: "word",
  null: "word",
  "open-brace": "sign",
  "close-brace": "sign",
  "open-bracket": "sign",
  "close-bracket": "sign",
  comma: "sign",
  separator: "sign",
};

/** Behind a key comes its separator, or the brace of its section. */
const BEHIND_KEY: ReadonlySet<LexemeKind> = new Set<LexemeKind>(["separator", "open-brace"]);

function lexemesOf(bytes: Uint8Array): readonly Lexeme[] {
  const lexer = new Lexer(bytes, meantScanning);
  const lexemes: Lexeme[] = [];
  while (lexer.advance()) lexemes.push({ kind: lexer.kind, start: lexer.start, end: lexer.end });
  return lexemes.filter(({ kind }) => kind !== "space" && kind !== "junk");
}

/** The pieces of a text in its order, in UTF-16 units; a scanner that is asked for nothing else reads a long conf in a millisecond. */
export function painted(text: string): readonly (Range & { readonly paint: Paint })[] {
  const source: Source = { file: "", bytes: encoded(text) };
  const lexemes = lexemesOf(source.bytes);
  let [bytes, units] = [0, 0];
  const unitsAt = (offset: number) => {
    units += textOf(source, bytes, offset).length;
    bytes = offset;
    return units;
  };
  return lexemes.flatMap(({ kind, start, end }, at) => {
    const behind = lexemes[at + 1]?.kind;
    const isName = kind === "word" || kind === "string";
    const isKey = isName && behind !== undefined && BEHIND_KEY.has(behind);
    const paint = isKey ? "key" : paints[kind];
    return paint === undefined ? [] : [{ from: unitsAt(start), to: unitsAt(end), paint }];
  });
}
