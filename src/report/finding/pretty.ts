import type { Finding } from "../../lint/finding/finding.ts";
import { summarise } from "../../lint/finding/order.ts";
import { explainWords } from "../rule/explain-words.ts";
import { wrap } from "../text-layout.ts";
import { windowChart } from "../time/windows.ts";
import { codeFrame } from "./code-frame.ts";
import { type Report, regionOf, saidOf, shownFindings, type View } from "./reporter.ts";
import { reportWords } from "./words.ts";

const INDENT = "  ";

function heading(finding: Finding, report: Report, { paint }: View): string {
  const { line, column } = regionOf(finding.span, report).start;
  const severity = paint(finding.severity, reportWords[report.language].severity[finding.severity]);
  return `${paint("strong", `${finding.span.file}:${line}:${column}`)} ${severity} ${finding.rule}`;
}

function frame(finding: Finding, report: Report, view: View): readonly string[] {
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
export function findingParagraphs(finding: Finding, report: Report, view: View): Paragraphs {
  const words = reportWords[report.language];
  const { replay, alternatives = [], evidence } = finding;
  const { paint } = view;
  const kinds = explainWords[report.language].kinds;
  const refs = evidence.map(({ kind, ref }) => `${kinds[kind]} ${ref}`).join("; ");
  return {
    frame: frame(finding, report, view),
    chart: replay === undefined ? [] : windowChart(replay, alternatives, view, report.language),
    typed: saidOf(finding, report).proposals.map(({ typed, message }) =>
      typed === undefined ? message : `${words.type}: ${paint("good", typed)}`,
    ),
    evidence:
      refs === "" ? [] : wrap(`${words.evidence}: ${refs}`, view.columns).map((line) => paint("quiet", line)),
  };
}

/** A finding as people read it; `proof` stands below its chart, `remarks` below what to type. */
export function findingBlock(
  finding: Finding,
  report: Report,
  view: View,
  proof: readonly (readonly string[])[] = [],
  remarks: readonly string[] = [],
): string {
  const inner = { ...view, columns: view.columns - INDENT.length };
  const { frame: shown, chart, typed, evidence } = findingParagraphs(finding, report, inner);
  const message = wrap(saidOf(finding, report).message, inner.columns);
  const body = [message, shown, chart, ...proof, [...typed, ...remarks], evidence]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${INDENT}${line}\n`).join(""));
  return `${heading(finding, report, view)}\n${body.join("\n")}`;
}

/** For people: each finding with its place, what NanoMQ will do, its proof, and what to type. */
export function pretty(report: Report, view: View): string {
  const words = reportWords[report.language];
  const { errors, warnings, infos } = summarise(report.findings);
  if (report.findings.length === 0) return `${view.paint("good", words.clean(report.sources.size))}\n`;
  const fixable = report.findings.filter(({ fixes }) => fixes.length > 0).length;
  const end = [words.summary(errors, warnings, infos), ...(fixable > 0 ? [words.fixable(fixable)] : [])].join(
    "; ",
  );
  const worst = errors > 0 ? "error" : warnings > 0 ? "warning" : "info";
  return `${shownFindings(report)
    .map((finding) => findingBlock(finding, report, view))
    .join("\n")}\n${view.paint(worst, end)}\n`;
}
