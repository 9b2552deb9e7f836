// What an editor shows of a conf that is being written, as a picture.
import { rangeOf } from "../../site/editor/places.ts";
import { type Desk, deskOf } from "../../site/play/desk.ts";
import type { Shared } from "../../site/play/shared.ts";
import { hintsIn } from "../../src/editor/hints.ts";
import { shownSpan } from "../../src/editor/marks.ts";
import type { Language } from "../../src/lint/language.ts";
import { said } from "../../src/report/finding/said.ts";
import { escapeHtml, shape } from "../../src/report/html/markup.ts";
import { widthOf, wrap } from "../../src/report/text-layout.ts";
import type { Span } from "../../src/text/source.ts";
import { placeAt } from "../../src/text/utf16.ts";
import { card, LETTER, LINE, lineOf, MARGIN, WIDTH, words } from "./card.ts";
import { codeLines, codeStyle, LEFT } from "./code.ts";
import { pictureWords } from "./words.ts";

const TOP = 66;
/** Letters of a bubble's line. */
const BUBBLE = 90;

const style = `${codeStyle}.hint{fill:var(--mute-bg)}.under{fill:none;stroke-width:1.6}.under.error{stroke:var(--error)}.under.warning{stroke:var(--warning)}
.bubble{fill:var(--well);stroke:var(--line)}.edge.error{fill:var(--error)}.edge.warning{fill:var(--warning)}
`;

function wave(desk: Desk, span: Span, severity: string): string {
  const shown = shownSpan(desk.source, span);
  const { line, character } = placeAt(desk.source, shown.start);
  const { from, to } = rangeOf(desk.source, shown);
  const [x, y] = [LEFT + character * LETTER, TOP + line * LINE + 4];
  const steps = "q2 -3 4 0t4 0".repeat(Math.max(1, to - from));
  return shape("path", { class: `under ${severity}`, d: `M${x} ${y}${steps}` });
}

function hints(desk: Desk, lines: readonly string[]): readonly string[] {
  const { source, view } = desk;
  const whole = { file: source.file, start: 0, end: source.bytes.length };
  return hintsIn({ view, source, base: [] }, whole).map(({ offset, label }) => {
    const { line } = placeAt(source, offset);
    const [x, y] = [LEFT + ((lines[line]?.length ?? 0) + 2) * LETTER, TOP + line * LINE];
    const width = widthOf(label) * LETTER + 14;
    return (
      shape("rect", { class: "hint", x, y: y - 14, width, height: 19, rx: 5 }) +
      lineOf(escapeHtml(label), widthOf(label), { x: x + 7, y, class: "quiet" })
    );
  });
}

/** What is said where the pointer is, below the conf. */
function bubbles(desk: Desk, top: number): { readonly markup: string; readonly height: number } {
  let [markup, y] = ["", top];
  for (const finding of desk.findings) {
    const lines = wrap(said(finding, desk.view.language).message, BUBBLE);
    const height = lines.length * LINE + 14;
    markup += shape("rect", { class: "bubble", x: MARGIN, y, width: WIDTH - 2 * MARGIN, height, rx: 6 });
    markup += shape("rect", { class: `edge ${finding.severity}`, x: MARGIN, y, width: 4, height, rx: 2 });
    for (const [at, line] of lines.entries())
      markup += words(line, { x: MARGIN + 18, y: y + 21 + at * LINE });
    y += height + 10;
  }
  return { markup, height: y - top };
}

export function editorPicture(shared: Shared, today: string, language: Language): string {
  const desk = deskOf(shared, language, today);
  const text = shared.conf.trimEnd();
  const lines = text.split("\n");
  const bottom = TOP + lines.length * LINE + 2;
  const { markup, height } = bubbles(desk, bottom);
  const waves = desk.findings.map(({ span, severity }) => wave(desk, span, severity));
  return card(
    pictureWords[language].editor,
    bottom + height + 12,
    style,
    ...codeLines(text, (line) => TOP + line * LINE),
    ...hints(desk, lines),
    ...waves,
    markup,
  );
}
