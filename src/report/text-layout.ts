import { eastAsianWidth } from "get-east-asian-width";

/** Printable ASCII, and what frames and charts are drawn with: one column each. */
const PLAIN = /^[ -~\u00B7\u2500-\u259F]*$/;
/** Marks and joiners stand on the character before them. */
const UNSPACED = /^[\p{Mark}\u200B-\u200D\uFEFF]$/u;

/** Columns a text takes in a terminal: wide characters two, combining ones none. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (!UNSPACED.test(character)) columns += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return columns;
}

const TAB = "    ";
/** C0 and C1 controls move the cursor or change colours, bidi controls reorder what is read; the last are marks of roles. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFDD0-\uFDDE]/g;

/** A text of the user as a terminal may show it: tabs as blanks, one mark for each control character. */
export function printable(text: string): string {
  return text.replaceAll("\t", TAB).replaceAll(UNPRINTABLE, "\uFFFD");
}

export function padTo(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - widthOf(text)));
}

/** Cuts a text to `columns`, with `mark` where something is missing. */
export function cutTo(text: string, columns: number, mark: string): string {
  if (widthOf(text) <= columns) return text;
  let cut = "";
  for (const character of text) {
    if (widthOf(cut + character) > columns - widthOf(mark)) break;
    cut += character;
  }
  return cut + mark;
}

/** Signs that no line begins with. */
const CLOSING = "，。；：！？、）」』”’》〉】％…";
/** Signs that no line ends with. */
const OPENING = "（「『“‘《〈【";
/** What is typed, a number with its unit, a word with the closing signs behind it, a wide character with its own. */
const PIECES = new RegExp(
  [
    "`[^`\\n]+`",
    "\\d[\\d.]* (?:s|ms|min|h|d|KB|MB|GB|MiB|%)(?![\\w])",
    "[^\\s`\\u2e80-\\uffef]+",
    "`",
    "[\\u2e80-\\uffef]",
  ]
    .map((part) => `[${OPENING}]*${part}[${CLOSING}.,;:!?)]*\\s*`)
    .concat("\\s+")
    .join("|"),
  "gu",
);

/** Of what is typed in backticks no more is kept on a line than fits. */
function pieces(text: string, columns: number): readonly string[] {
  return (text.match(PIECES) ?? []).flatMap((piece) =>
    piece.startsWith("`") && widthOf(piece.trimEnd()) > columns ? (piece.match(/\S+\s*/g) ?? []) : [piece],
  );
}

/** Lines of at most `columns`; a word longer than that stays whole. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text, columns)) {
    if (line !== "" && widthOf(line) + widthOf(piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  if (line.trimEnd() !== "") lines.push(line.trimEnd());
  return lines;
}
