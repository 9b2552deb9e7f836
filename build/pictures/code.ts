// A conf as it is typed: numbered lines in the colours of an editor.
import { painted } from "../../site/editor/paint.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import { LETTER, lineOf, MARGIN } from "./card.ts";

/** Where the letters of a line begin, behind its number. */
export const LEFT = MARGIN + 5 * LETTER;

export const codeStyle = `.comment{fill:var(--soft);font-style:italic}.key{fill:var(--accent)}.text{fill:var(--good)}.number,.word{fill:var(--info)}.sign,.gutter{fill:var(--soft)}
`;

/** @param yOf where a line stands, counted from 0 */
export function codeLines(text: string, yOf: (line: number) => number): readonly string[] {
  const pieces = painted(text);
  let from = 0;
  return text.split("\n").map((line, at) => {
    const start = from;
    from += line.length + 1;
    let [markup, done] = ["", start];
    for (const piece of pieces.filter((one) => one.from >= start && one.to <= start + line.length)) {
      markup += escapeHtml(text.slice(done, piece.from));
      markup += element("tspan", { class: piece.paint }, escapeHtml(text.slice(piece.from, piece.to)));
      done = piece.to;
    }
    markup += escapeHtml(text.slice(done, start + line.length));
    const number = String(at + 1).padStart(2);
    return (
      lineOf(number, number.length, { x: MARGIN, y: yOf(at), class: "gutter" }) +
      lineOf(markup, line.length, { x: LEFT, y: yOf(at) })
    );
  });
}
