import { lineText, type Source, type Span } from "../source/source.ts";
import { type Paint, type Role, regionOf, type View } from "./report.ts";
import { widthOf } from "./text-layout.ts";

/** One underlined place; the label stands behind the underline. */
export interface FrameMark {
  readonly span: Span;
  readonly label: string;
  readonly role: Role;
}

const TAB = "    ";
/** Of a longer line only the part around the mark is shown. */
const CONTEXT_BEFORE = 24;

interface Glyphs {
  readonly bar: string;
  readonly underline: string;
  readonly cut: string;
}

function glyphsOf({ unicode }: View): Glyphs {
  return unicode ? { bar: "│", underline: "━", cut: "…" } : { bar: "|", underline: "^", cut: "..." };
}

/** Control characters would move the cursor; each is shown as one mark. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replaceAll("\t", TAB).replaceAll(/[\u0000-\u001f\u007f]/g, "\uFFFD");
}

/** The part of a line that fits, cut off at the front where the mark stands far right. */
function excerpt(characters: readonly string[], from: number, columns: number, cut: string) {
  const fits = widthOf(visible(characters.join(""))) <= columns;
  const skipped = fits ? 0 : Math.max(0, from - CONTEXT_BEFORE);
  let text = skipped > 0 ? cut : "";
  const lead = text;
  for (const character of characters.slice(skipped)) {
    if (widthOf(text) + widthOf(visible(character)) > columns - cut.length) {
      text += cut;
      break;
    }
    text += visible(character);
  }
  return { text, skipped, lead };
}

function frameOf(
  source: Source,
  mark: FrameMark,
  gutter: number,
  view: View,
  paint: Paint,
): readonly string[] {
  const { start, end } = regionOf(mark.span, { sources: new Map([[source.file, source]]) });
  const { bar, underline, cut } = glyphsOf(view);
  const characters = [...lineText(source, start.line)];
  const columns = Math.max(20, view.columns - gutter - 3);
  const { text, skipped, lead } = excerpt(characters, start.column - 1, columns, cut);
  const before = visible(characters.slice(skipped, start.column - 1).join(""));
  const last = end.line > start.line ? characters.length : end.column - 1;
  const marked = visible(characters.slice(start.column - 1, Math.max(last, start.column)).join(""));
  const indent = widthOf(lead) + widthOf(before);
  const length = Math.max(1, Math.min(widthOf(marked), columns - indent));
  const label = mark.label === "" ? "" : ` ${mark.label}`;
  return [
    `${paint("quiet", `${String(start.line).padStart(gutter)} ${bar}`)} ${text}`,
    `${paint("quiet", `${" ".repeat(gutter)} ${bar}`)} ${" ".repeat(indent)}${paint(mark.role, underline.repeat(length) + label)}`,
  ];
}

/** The lines of the marks, each with its underline; marks in other files name them. */
export function codeFrame(
  marks: readonly FrameMark[],
  sources: ReadonlyMap<string, Source>,
  view: View,
): readonly string[] {
  const placed = marks.flatMap((mark) => {
    const source = sources.get(mark.span.file);
    return source === undefined ? [] : [{ mark, source }];
  });
  const lines = placed.map(({ mark }) => regionOf(mark.span, { sources }).start.line);
  const gutter = Math.max(3, ...lines.map((line) => String(line).length));
  const main = placed[0]?.source.file;
  return placed.flatMap(({ mark, source }) => {
    const frame = frameOf(source, mark, gutter, view, view.paint);
    return source.file === main
      ? frame
      : [view.paint("quiet", `${" ".repeat(gutter)} ${source.file}`), ...frame];
  });
}
