// What a pull request shows: findings below the lines they are about.
import { deskOf } from "../../site/play/desk.ts";
import type { Shared } from "../../site/play/shared.ts";
import type { Severity } from "../../src/lint/finding/finding.ts";
import type { Language } from "../../src/lint/language.ts";
import { said } from "../../src/report/finding/said.ts";
import { reportWords } from "../../src/report/finding/words.ts";
import { shape } from "../../src/report/html/markup.ts";
import { wrap } from "../../src/report/text-layout.ts";
import { positionAt } from "../../src/text/source.ts";
import { card, LINE, MARGIN, WIDTH, words } from "./card.ts";
import { codeLines, codeStyle, LEFT } from "./code.ts";
import { pictureWords } from "./words.ts";

const TOP = 66;
/** Letters of an annotation's line. */
const LETTERS = 84;
const style = `${codeStyle}.note{fill:var(--well);stroke:var(--line)}.edge.error{fill:var(--error)}.edge.warning{fill:var(--warning)}.edge.info{fill:var(--info)}
`;

interface Note {
  readonly severity: Severity;
  /** The first one is its title. */
  readonly lines: readonly string[];
}

const heightOf = ({ lines }: Note): number => lines.length * LINE + 22;

function drawn({ severity, lines }: Note, y: number, height: number): string {
  const texts = lines.map((line, at) =>
    words(line, {
      x: LEFT + 18,
      y: y + 21 + at * LINE,
      class: at === 0 ? `strong ${severity}` : undefined,
    }),
  );
  const box = { class: "note", x: LEFT, y, width: WIDTH - LEFT - MARGIN, height, rx: 6 };
  const edge = { class: `edge ${severity}`, x: LEFT, y, width: 4, height, rx: 2 };
  return shape("rect", box) + shape("rect", edge) + texts.join("");
}

/** The annotations of a pull request that brings this conf. */
export function ciPicture(shared: Shared, today: string, language: Language): string {
  const { source, findings } = deskOf(shared, language, today);
  const notes = new Map<number, Note[]>();
  for (const finding of findings) {
    const line = positionAt(source, finding.span.start).line - 1;
    const title = `${reportWords[language].severity[finding.severity]} ${finding.rule}`;
    const note = {
      severity: finding.severity,
      lines: [title, ...wrap(said(finding, language).message, LETTERS)],
    };
    notes.set(line, [...(notes.get(line) ?? []), note]);
  }
  const text = shared.conf.trimEnd();
  let y = TOP;
  const places: number[] = [];
  let boxes = "";
  for (const line of text.split("\n").keys()) {
    places.push(y);
    y += LINE;
    for (const note of notes.get(line) ?? []) {
      boxes += drawn(note, y - 12, heightOf(note) - 8);
      y += heightOf(note);
    }
  }
  const lines = codeLines(text, (line) => places[line] ?? 0);
  return card(pictureWords[language].ci, y, style, ...lines, boxes);
}
