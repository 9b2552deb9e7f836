// What a terminal shows, as a picture.
import { deskOf } from "../../site/play/desk.ts";
import type { Shared } from "../../site/play/shared.ts";
import { rulePageOf } from "../../src/generated/rule-page-of.ts";
import type { Language } from "../../src/lint/language.ts";
import { pretty } from "../../src/report/finding/pretty.ts";
import { escapeHtml } from "../../src/report/html/markup.ts";
import { marked, replaceMarks } from "../../src/report/output/roles.ts";
import { widthOf } from "../../src/report/text-layout.ts";
import { card, LINE, lineOf, MARGIN } from "./card.ts";

const COLUMNS = 100;
const TOP = 60;

/** @param today of a day nothing depends on */
export function lintPicture(shared: Shared, today: string, language: Language): string {
  const { linted, findings } = deskOf(shared, language, today);
  const report = {
    nanomq: shared.nanomq,
    findings,
    sources: linted.lint.sources,
    pages: { get: rulePageOf },
    language,
  };
  const lines = pretty(report, { columns: COLUMNS, unicode: true, paint: marked }).trimEnd().split("\n");
  const drawn = lines.map((line, at) => {
    const bare = replaceMarks(line, () => "", "");
    const markup = replaceMarks(escapeHtml(line), (role) => `<tspan class="${role}">`, "</tspan>");
    return lineOf(markup, widthOf(bare), { x: MARGIN, y: TOP + at * LINE });
  });
  return card("nanotune lint nanomq.conf", TOP + lines.length * LINE, "", ...drawn);
}
