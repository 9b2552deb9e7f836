import type { Finding } from "../findings/finding.ts";
import { summarise } from "../findings/order.ts";
import { explainWords } from "../words/explain.ts";
import { reportWords } from "../words/report.ts";
import { codeFrame } from "./code-frame.ts";
import { labelOf, messageOf, type Report, regionOf, shownFindings, type View } from "./report.ts";
import { printable, wrap } from "./text-layout.ts";
import { windowChart } from "./windows.ts";

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
      ...finding.related.map(({ span, label }) => {
        return { span, label: labelOf(finding, label, report), role: "info" } as const;
      }),
    ],
    report.sources,
    view,
  );
}

function block(finding: Finding, report: Report, view: View): string {
  const words = reportWords[report.language];
  const { replay, alternatives = [], fixes, evidence } = finding;
  const { paint } = view;
  const inner = { ...view, columns: view.columns - INDENT.length };
  const chart = replay === undefined ? [] : windowChart(replay, alternatives, inner, report.language);
  const typed = fixes.map(({ text }) =>
    text === "" ? words.remove : `${words.type}: ${paint("good", printable(text))}`,
  );
  const kinds = explainWords[report.language].kinds;
  const refs = evidence.map(({ kind, ref }) => `${kinds[kind]} ${ref}`).join("; ");
  const paragraphs = [
    wrap(messageOf(finding, report), inner.columns),
    frame(finding, report, inner),
    chart,
    typed,
    refs === "" ? [] : wrap(`${words.evidence}: ${refs}`, inner.columns).map((line) => paint("quiet", line)),
  ];
  const body = paragraphs
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
    .map((finding) => block(finding, report, view))
    .join("\n")}\n${view.paint(worst, end)}\n`;
}
