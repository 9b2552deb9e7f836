import type { Reported } from "../../lint/finding/finding.ts";
import { summarise } from "../../lint/finding/order.ts";
import { outageChart } from "../outage/chart.ts";
import { explainWords } from "../rule/explain-words.ts";
import { wrap } from "../text-layout.ts";
import { windowChart } from "../time/windows.ts";
import { codeFrame } from "./code-frame.ts";
import { notOffered } from "./refusals.ts";
import { type Report, regionOf, saidOf, shownFindings, type View } from "./reporter.ts";
import { drawnOnce } from "./twins.ts";
import { metTexts, verdictLines, windowLine } from "./verdict.ts";
import { reportWords } from "./words.ts";

const INDENT = "  ";

function heading(finding: Reported, report: Report, { paint }: View): string {
  const { line, column } = regionOf(finding.span, report).start;
  const severity = paint(finding.severity, reportWords[report.language].severity[finding.severity]);
  return `${paint("strong", `${finding.span.file}:${line}:${column}`)} ${severity} ${finding.rule}`;
}

function frame(finding: Reported, report: Report, view: View): readonly string[] {
  return codeFrame(
    [
      { span: finding.span, label: "", role: finding.severity },
      ...saidOf(finding, report).related.map(({ span, message }) => {
        return { span, label: message, role: "info" } as const;
      }),
    ],
    report.sources,
    view,
  );
}

interface Paragraphs {
  readonly frame: readonly string[];
  readonly chart: readonly string[];
  readonly typed: readonly string[];
  readonly evidence: readonly string[];
}

/** What is shown of a finding beside its sentence. */
export function findingParagraphs(finding: Reported, report: Report, view: View): Paragraphs {
  const words = reportWords[report.language];
  const { replay, outage, alternatives = [], evidence, refusal } = finding;
  const { paint } = view;
  const kinds = explainWords[report.language].kinds;
  const refs = evidence.map(({ kind, ref }) => `${kinds[kind]} ${ref}`).join("; ");
  return {
    frame: frame(finding, report, view),
    chart: [
      ...(replay === undefined ? [] : windowChart(replay, alternatives, view, report.language)),
      ...(outage === undefined ? [] : outageChart(outage, view, report.language)),
    ],
    typed: [
      ...saidOf(finding, report).proposals.map(({ typed, message }) =>
        typed === undefined ? message : `${words.type}: ${paint("good", typed)}`,
      ),
      ...(refusal === undefined ? [] : wrap(notOffered(refusal, report.language), view.columns)),
    ],
    evidence:
      refs === "" ? [] : wrap(`${words.evidence}: ${refs}`, view.columns).map((line) => paint("quiet", line)),
  };
}

/** A finding as people read it; `proof` stands below its chart, `remarks` below what to type. */
export function findingBlock(
  finding: Reported,
  report: Report,
  view: View,
  proof: readonly (readonly string[])[] = [],
  remarks: readonly string[] = [],
): string {
  return `${heading(finding, report, view)}\n${findingBody(finding, report, view, proof, remarks)}`;
}

function findingBody(
  finding: Reported,
  report: Report,
  view: View,
  proof: readonly (readonly string[])[],
  remarks: readonly string[],
): string {
  const inner = { ...view, columns: view.columns - INDENT.length };
  const { frame: shown, chart, typed, evidence } = findingParagraphs(finding, report, inner);
  const message = wrap(saidOf(finding, report).message, inner.columns);
  return [message, shown, chart, ...proof, [...typed, ...remarks], evidence]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${INDENT}${line}\n`).join(""))
    .join("\n");
}

/** How many there are, those that are not shown named as such. */
export function summaryLine({ findings, sources, hidden, language }: Report, { paint }: View): string {
  const words = reportWords[language];
  const { errors, warnings, infos } = summarise(findings);
  const fixable = findings.filter(({ fixes }) => fixes.length > 0).length;
  const isHiding = hidden !== undefined && hidden.warnings + hidden.infos > 0;
  if (findings.length === 0 && !isHiding) return paint("good", words.clean(sources.size));
  const parts = [
    isHiding ? words.errors(errors) : words.summary(errors, warnings, infos),
    ...(fixable > 0 ? [words.fixable(fixable)] : []),
    ...(isHiding ? [words.hidden(hidden.warnings, hidden.infos)] : []),
  ];
  return paint(errors > 0 ? "error" : warnings > 0 ? "warning" : "info", parts.join("; "));
}

/** Below the findings: how many, and where nobody named a client, what the timer does to any. */
function ending(report: Report, view: View): string {
  const { started = [], language } = report;
  const window = windowLine(started, language);
  const below = [...metTexts(report), ...(window === undefined ? [] : [window])].flatMap((text) =>
    wrap(text, view.columns).map((line) => view.paint("quiet", line)),
  );
  return [...below, summaryLine(report, view)].map((line) => `${line}\n`).join("");
}

/** For people: what becomes of the broker, then each finding with its place, its proof, and what to type; in pieces. */
export function* prettyPieces(report: Report, view: View): Iterable<string> {
  const bodyOf = drawnOnce(report, (finding) => findingBody(finding, report, view, [], []));
  const verdict = verdictLines(report, view);
  for (const line of verdict) yield `${line}\n`;
  let isFirst = verdict.length === 0;
  for (const finding of shownFindings(report)) {
    yield `${isFirst ? "" : "\n"}${heading(finding, report, view)}\n${bodyOf(finding).text}`;
    isFirst = false;
  }
  yield `${isFirst ? "" : "\n"}${ending(report, view)}`;
}

export function pretty(report: Report, view: View): string {
  return [...prettyPieces(report, view)].join("");
}
