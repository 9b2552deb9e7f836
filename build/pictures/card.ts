// A picture: a card in the colours of the reports, by day and by night, with nothing to load.
import { element, escapeHtml, shape } from "../../src/report/html/markup.ts";
import { colours } from "../../src/report/html/style.ts";

export const WIDTH = 860;
export const MARGIN = 24;
/** Of a letter of the type that lines are set in, and of a line. */
export const LETTER = 8;
export const LINE = 20;

const style = `svg{${colours.light}}
@media (prefers-color-scheme:dark){svg{${colours.dark}}}
text{font:13.33px ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--ink);white-space:pre}
.plain{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
.card{fill:var(--card);stroke:var(--line)}.title{fill:var(--soft);font-size:13px}
.error{fill:var(--error)}.warning{fill:var(--warning)}.info{fill:var(--info)}.good{fill:var(--good)}.quiet{fill:var(--soft)}.strong{font-weight:600}
`;

export interface Text {
  readonly x: number;
  readonly y: number;
  readonly class?: string | undefined;
}

/** Letters in their columns, whatever type the reader has. @param markup of a line that takes so many columns */
export function lineOf(markup: string, columns: number, { x, y, class: name }: Text): string {
  if (columns === 0) return "";
  const length = { textLength: columns * LETTER, lengthAdjust: "spacing" };
  return element("text", { x, y, class: name, ...length }, markup);
}

export function words(text: string, { x, y, class: name = "" }: Text): string {
  return element("text", { x, y, class: `plain ${name}`.trim() }, escapeHtml(text));
}

/** @param title read out, and shown above */
export function card(title: string, height: number, ownStyle: string, ...content: readonly string[]): string {
  const all = [
    element("title", {}, escapeHtml(title)),
    element("style", {}, style + ownStyle),
    shape("rect", { class: "card", x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, rx: 12 }),
    words(title, { x: MARGIN, y: 30, class: "title" }),
    ...content,
  ];
  const attributes = { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${WIDTH} ${height}`, role: "img" };
  return `${element("svg", attributes, ...all)}\n`;
}
