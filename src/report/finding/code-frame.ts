import { type Source, type Span, textOf } from "../../text/source.ts";
import type { Role } from "../output/roles.ts";
import type { View } from "../output/view.ts";
import { secretsIn } from "../secrets/secrets-of.ts";
import { cutTo, printable, widthOf, wrap } from "../text-layout.ts";
import { regionOf } from "./reporter.ts";

/** One underlined place; the label stands behind the underline. */
export interface FrameMark {
  readonly span: Span;
  readonly label: string;
  readonly role: Role;
}

/** Of a longer line only the part around the mark is shown. */
const CONTEXT_BEFORE = 24;
/** Bytes looked at on either side of a mark for each column: a line may be as long as the file. */
const BYTES_PER_COLUMN = 8;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BOM = "\uFEFF";

interface Glyphs {
  readonly bar: string;
  readonly underline: string;
  readonly cut: string;
}

function frameGlyphs({ unicode }: View): Glyphs {
  return unicode ? { bar: "│", underline: "━", cut: "…" } : { bar: "|", underline: "^", cut: "..." };
}

/** Text of a byte range as a terminal may show it, one star for each character of a secret. */
function shown(source: Source, start: number, end: number): string {
  let text = "";
  let at = start;
  for (const secret of secretsIn(source, { start, end })) {
    const from = Math.max(at, secret.start);
    const to = Math.min(end, secret.end);
    text += textOf(source, at, from) + "*".repeat([...textOf(source, from, to)].length);
    at = to;
  }
  return printable(text + textOf(source, at, end));
}

interface Excerpt {
  readonly text: string;
  /** Columns before the mark, and under it. */
  readonly indent: number;
  readonly length: number;
}

/** The bytes of the line around a mark, at most `reach` to either side, whole characters. */
function surroundings({ bytes }: Source, { start }: Span, reach: number) {
  const first = Math.max(0, start - reach);
  const newlineBefore = bytes.subarray(first, start).lastIndexOf(NEWLINE);
  let from = first + newlineBefore + 1;
  const newlineAfter = bytes.subarray(start, start + reach).indexOf(NEWLINE);
  let to = newlineAfter === -1 ? Math.min(bytes.length, start + reach) : start + newlineAfter;
  const startsLine = newlineBefore !== -1 || first === 0;
  const endsLine = newlineAfter !== -1 || to === bytes.length;
  const insideCharacter = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  while (from < start && insideCharacter(from)) from += 1;
  while (to > start && insideCharacter(to)) to -= 1;
  if (endsLine && to > start && bytes[to - 1] === CARRIAGE_RETURN) to -= 1;
  return { from, to, whole: startsLine && endsLine };
}

/** What of the line fits, cut off at the front where the mark stands far right. */
function excerptOf(source: Source, span: Span, columns: number, cut: string): Excerpt {
  const { from, to, whole } = surroundings(source, span, columns * BYTES_PER_COLUMN);
  const before = shown(source, from, span.start).replace(BOM, "");
  const markEnd = Math.min(Math.max(span.end, span.start), to);
  const marked = shown(source, span.start, markEnd).replace(span.start === 0 ? BOM : "", "");
  const after = shown(source, markEnd, to);
  const fits = whole && widthOf(before + marked + after) <= columns;
  const lead = [...before];
  const front = fits || lead.length <= CONTEXT_BEFORE ? before : cut + lead.slice(-CONTEXT_BEFORE).join("");
  const text = cutTo(front + marked + after, columns, cut);
  const indent = widthOf(front);
  return { text, indent, length: Math.max(1, Math.min(widthOf(marked), widthOf(text) - indent)) };
}

function frameOf(
  source: Source,
  mark: FrameMark,
  line: number,
  gutter: number,
  view: View,
): readonly string[] {
  const { bar, underline, cut } = frameGlyphs(view);
  const columns = Math.max(20, view.columns - gutter - 3);
  const { text, indent, length } = excerptOf(source, mark.span, columns, cut);
  const margin = (number: string) => view.paint("quiet", `${number.padStart(gutter)} ${bar}`);
  const stroke = " ".repeat(indent) + view.paint(mark.role, underline.repeat(length));
  const code = [`${margin(String(line))} ${text}`.trimEnd(), `${margin("")} ${stroke}`];
  if (mark.label === "") return code;
  const width = widthOf(mark.label);
  if (indent + length + 1 + width <= columns) {
    return [code[0] ?? "", `${margin("")} ${stroke} ${view.paint(mark.role, mark.label)}`];
  }
  const left = " ".repeat(Math.max(0, Math.min(indent, columns - width)));
  const below = wrap(mark.label, columns).map(
    (part) => `${margin("")} ${left}${view.paint(mark.role, part)}`,
  );
  return [...code, ...below];
}

/** The lines of the marks, each with its underline; marks in other files name them. */
export function codeFrame(
  marks: readonly FrameMark[],
  sources: ReadonlyMap<string, Source>,
  view: View,
): readonly string[] {
  const placed = marks.flatMap((mark) => {
    const source = sources.get(mark.span.file);
    return source === undefined ? [] : [{ mark, source, line: regionOf(mark.span, { sources }).start.line }];
  });
  const gutter = Math.max(3, ...placed.map(({ line }) => String(line).length));
  const main = placed[0]?.source.file;
  return placed.flatMap(({ mark, source, line }) => {
    const frame = frameOf(source, mark, line, gutter, view);
    return source.file === main
      ? frame
      : [view.paint("quiet", `${" ".repeat(gutter)} ${source.file}`), ...frame];
  });
}
