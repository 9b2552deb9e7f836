// Lines of a terminal, as a picture.
import { escapeHtml } from "../../src/report/html/markup.ts";
import { replaceMarks } from "../../src/report/output/roles.ts";
import { widthOf } from "../../src/report/text-layout.ts";
import { card, LETTER, LINE, lineOf, MARGIN } from "./card.ts";

export const COLUMNS = 100;
const TOP = 60;

/** @param lines with marks for their roles */
export function terminal(title: string, lines: readonly string[]): string {
  const drawn = lines.map((whole, at) => {
    // Blanks at the start stay as wide as they are where the letters behind them are spaced out.
    const line = whole.trimStart();
    const x = MARGIN + (whole.length - line.length) * LETTER;
    const bare = replaceMarks(line, () => "", "");
    const markup = replaceMarks(escapeHtml(line), (role) => `<tspan class="${role}">`, "</tspan>");
    return lineOf(markup, widthOf(bare), { x, y: TOP + at * LINE });
  });
  return card(title, TOP + lines.length * LINE, "", ...drawn);
}
