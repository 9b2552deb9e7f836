// What one rule says about one file: its findings with place, proof and fix, or why there are none.
import type { Reported } from "../../lint/finding/finding.ts";
import type { Absence } from "../../lint/rules/absence.ts";
import { factName } from "../../lint/rules/fact-name.ts";
import type { View } from "../output/view.ts";
import { type ExplainInput, reasonSections, versionsText } from "../rule/explain.ts";
import { explainWords } from "../rule/explain-words.ts";
import { markdownText } from "../rule/markdown.ts";
import { type ListedRule, ruleJson } from "../rule/rule-list.ts";
import { wrap } from "../text-layout.ts";
import { timelineLines } from "../time/timeline-view.ts";
import { explainFindingWords } from "./explain-words.ts";
import { findingJson } from "./json.ts";
import { findingBlock, findingParagraphs } from "./pretty.ts";
import { type Report, regionOf, saidOf, shownFindings } from "./reporter.ts";

export interface FileExplanation {
  readonly listed: ListedRule;
  readonly file: string;
  /** The findings of this rule alone, silenced ones included. */
  readonly report: Report;
  readonly silenced: ReadonlySet<Reported>;
  /** Where there is no finding. */
  readonly absence: Absence | undefined;
  /** The setting the rule is about, as `mqtt.retry_interval = 1 s (nanomq.conf:12)`, where there is one. */
  readonly setting: string | undefined;
}

/** Why there is no finding, in sentences. */
function absenceText({ absence, listed: { rule }, report, setting }: FileExplanation): readonly string[] {
  const { language, nanomq } = report;
  const words = explainFindingWords[language];
  switch (absence?.kind) {
    case undefined:
      return [];
    case "off":
      return [words.off(rule.id)];
    case "preset":
      return [words.preset(absence.preset, rule.presets.join(", "))];
    case "other-release":
      return [words.otherRelease(nanomq, versionsText(rule, language))];
    case "facts": {
      const needed = words.facts(absence.facts.map(factName).join(", "));
      return absence.facts.includes("clients") ? [needed, words.keepalive] : [needed];
    }
    case "host-files":
      return [words.hostFiles];
    case "replaced":
      return [words.replaced(absence.by.join(", "))];
    case "nothing-found":
      return [setting === undefined ? words.nothingFound : words.nothingFoundFor(setting)];
  }
}

/** What becomes of the fixes of a finding, and whether it is silenced. */
function remarks(finding: Reported, { report: { language }, silenced }: FileExplanation): readonly string[] {
  const words = explainFindingWords[language];
  const { safety } = explainWords[language];
  const written = finding.fixes.map(({ edits, ...fix }) =>
    edits.length > 0 ? safety[fix.safety] : words.byHand,
  );
  return [...new Set(written), ...(silenced.has(finding) ? [words.silenced] : [])];
}

function storyOf({ timeline }: Reported, view: View, { language }: Report): readonly string[] {
  return timeline === undefined ? [] : timelineLines(timeline, view, language);
}

function reasonsFor({ listed: { rule, page }, report: { language } }: FileExplanation, markdown: boolean) {
  const told = { ...rule.tells(), fix: undefined };
  const input: ExplainInput = { rule: { ...rule, tells: () => told }, page, language, markdown };
  return reasonSections(input);
}

function absenceSentences(about: FileExplanation): string {
  const { listed, file, report } = about;
  const nothing = explainFindingWords[report.language].reportsNothing(listed.rule.id, file);
  return [nothing, ...absenceText(about)].join(report.language === "zh" ? "" : " ");
}

export function explainFilePretty(about: FileExplanation, view: View): string {
  const { report } = about;
  // Masked findings are others than those that were silenced: they are told apart by their order.
  const blocks = shownFindings(report).map((finding, at) => {
    const own = report.findings[at] ?? finding;
    const inner = { ...view, columns: view.columns - 2 };
    const said = remarks(own, about).flatMap((line) => wrap(line, inner.columns));
    return findingBlock(finding, report, view, [storyOf(finding, inner, report)], said);
  });
  const none = blocks.length > 0 ? [] : [`${wrap(absenceSentences(about), view.columns).join("\n")}\n`];
  return `${[...blocks, ...none].join("\n")}\n${reasonsFor(about, false).join("\n\n")}\n`;
}

function findingMarkdown(finding: Reported, own: Reported, about: FileExplanation, view: View): string {
  const { report } = about;
  const { line, column } = regionOf(finding.span, report).start;
  const severity = explainWords[report.language].severity[finding.severity];
  const { frame, chart, help, evidence } = findingParagraphs(finding, report, view);
  const drawn = [frame, chart, storyOf(finding, view, report)].filter((lines) => lines.length > 0);
  const picture = drawn.map((lines) => lines.join("\n")).join("\n\n");
  return [
    `## ${finding.span.file}:${line}:${column} (${severity})`,
    markdownText(saidOf(finding, report).message),
    `\`\`\`\n${picture}\n\`\`\``,
    [...help, ...remarks(own, about)].map((text) => `- ${text}`).join("\n"),
    markdownText(evidence.join(" ")),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

export function explainFileMarkdown(about: FileExplanation, view: View): string {
  const { report, listed } = about;
  const findings = shownFindings(report).map((finding, at) =>
    findingMarkdown(finding, report.findings[at] ?? finding, about, view),
  );
  const none = findings.length > 0 ? [] : [markdownText(absenceSentences(about))];
  return `${[`# ${listed.rule.id}`, ...findings, ...none, ...reasonsFor(about, true)].join("\n\n")}\n`;
}

export function explainFileJson(about: FileExplanation): string {
  const { report, listed, file, absence, silenced } = about;
  const findings = shownFindings(report).map((finding, at) => {
    const own = report.findings[at] ?? finding;
    return { ...findingJson(finding, report), silenced: silenced.has(own) };
  });
  const why = absence === undefined ? {} : { absence: { ...absence, message: absenceText(about).join(" ") } };
  const result = { version: 1, nanomq: report.nanomq, file, rule: ruleJson(listed), findings, ...why };
  return `${JSON.stringify(result, null, 2)}\n`;
}
