// Findings as cards beside the editor, with buttons that do what they say.
import type { Diagnostic } from "@codemirror/lint";
import { ignoreLine, shownMarks, shownSpan } from "../../src/editor/marks.ts";
import type { Fix, Reported } from "../../src/lint/finding/finding.ts";
import type { Language } from "../../src/lint/language.ts";
import { editorWords } from "../../src/report/editor/words.ts";
import { said } from "../../src/report/finding/said.ts";
import { reportWords } from "../../src/report/finding/words.ts";
import { both, element, escapeHtml, sayProse } from "../../src/report/html/markup.ts";
import { windowsChart } from "../../src/report/html/windows-chart.ts";
import { pagePathOf } from "../../src/report/rule/page-address.ts";
import { withoutSecrets } from "../../src/report/secrets/masked-finding.ts";
import { positionAt, type Source } from "../../src/text/source.ts";
import { rangeOf } from "../editor/places.ts";
import type { Desk } from "./desk.ts";
import { CONF } from "./shared.ts";
import { playWords } from "./words.ts";

/** From the page in this language to where a rule is explained. */
function pageOfRule(rule: string, language: Language): string {
  const up = language === "zh" ? "../" : "";
  return `${up}docs/${pagePathOf(rule, language).replace(".md#", ".html#")}`;
}

function fixRow(
  fix: Fix,
  finding: number,
  at: number,
  typed: string | undefined,
  language: Language,
): string {
  const words = playWords[language];
  const change = typed ?? reportWords[language].remove;
  const code =
    typed === undefined ? escapeHtml(change) : element("code", { class: "typed" }, escapeHtml(typed));
  if (fix.edits.length === 0) return element("p", { class: "todo" }, escapeHtml(words.byHand(change)));
  const attributes = {
    type: "button",
    class: "do",
    "data-do": "fix",
    "data-finding": finding,
    "data-fix": at,
    "aria-label": `${words.apply}: ${change}`,
  };
  const note = fix.safety === "unsafe" ? element("span", { class: "soft" }, escapeHtml(words.changes)) : "";
  return element("p", { class: "todo" }, element("button", attributes, escapeHtml(words.apply)), code, note);
}

function card(found: Reported, at: number, desk: Desk): string {
  const { language } = desk.view;
  const words = playWords[language];
  const finding = withoutSecrets(found, desk.linted.lint.sources);
  const { severity, rule, span, replay, alternatives = [] } = finding;
  const { message, proposals } = said(finding, language);
  const { line } = positionAt(desk.source, span.start);
  const place =
    span.file === CONF
      ? element(
          "button",
          {
            type: "button",
            class: "go",
            "data-do": "go",
            "data-at": span.start,
            "aria-label": words.goTo(line),
          },
          escapeHtml(words.line(line)),
        )
      : element("code", {}, escapeHtml(span.file));
  return element(
    "article",
    { class: `finding ${severity}` },
    element(
      "p",
      { class: "where" },
      element("span", { class: `badge ${severity}` }, escapeHtml(reportWords[language].severity[severity])),
      place,
      element("a", { class: "rule", href: pageOfRule(rule, language), title: words.why }, escapeHtml(rule)),
    ),
    element("h3", {}, sayProse(both(() => message))),
    ...found.fixes.map((fix, index) => fixRow(fix, at, index, proposals[index]?.typed, language)),
    replay === undefined ? "" : windowsChart(replay, alternatives),
  );
}

export function findingCards(desk: Desk): string {
  const words = playWords[desk.view.language];
  if (desk.findings.length === 0) return element("p", { class: "clean" }, escapeHtml(words.clean));
  const { shown } = shownMarks(desk.findings);
  return desk.findings
    .flatMap((finding, at) => (shown.includes(finding) ? [card(finding, at, desk)] : []))
    .join("");
}

interface Doing {
  readonly fix: (fix: Fix) => void;
  readonly ignore: (at: number, text: string) => void;
}

function actionsOf(found: Reported, source: Source, language: Language, doing: Doing) {
  const words = editorWords[language];
  const fixes = found.fixes.filter(({ edits }) => edits.length > 0);
  const { at, before } = ignoreLine(source, found.span, found.rule);
  return [
    ...fixes.map((fix) => ({
      name: words.fix[fix.safety](fix.text === "" ? reportWords[language].remove : fix.text),
      apply: () => doing.fix(fix),
    })),
    {
      name: words.ignore(found.rule),
      apply: () => doing.ignore(at, `${before}${words.reason}\n`),
    },
  ];
}

/** Findings as the editor shows them. */
export function diagnosticsOf(desk: Desk, doing: Doing): readonly Diagnostic[] {
  const { view, source, linted, findings } = desk;
  const own = findings.filter(({ span }) => span.file === source.file);
  return shownMarks(own).shown.map((found) => {
    const finding = withoutSecrets(found, linted.lint.sources);
    return {
      ...rangeOf(source, shownSpan(source, finding.span)),
      severity: finding.severity,
      source: finding.rule,
      message: said(finding, view.language).message,
      actions: actionsOf(found, source, view.language, doing),
    };
  });
}
