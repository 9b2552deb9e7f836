import type { View } from "../output/view.ts";
import { printable } from "../text-layout.ts";
import type { Report } from "./reporter.ts";
import { ruleCounts } from "./rule-counts.ts";
import { summaryLines } from "./summary.ts";
import { verdictLines } from "./verdict.ts";
import { reportWords } from "./words.ts";

/** `--statistics`: what becomes of the broker, one line for each rule that reports, and the sum. */
export function statistics(report: Report, view: View): string {
  const counts = ruleCounts(report.findings);
  const { severity: severities, statistics: fixes } = reportWords[report.language];
  const digits = String(counts[0]?.count ?? 0).length;
  const lines = counts.map(({ rule, severity, count, fixable }) => {
    const said = view.paint(severity, severities[severity]);
    return `${String(count).padStart(digits)}  ${said} ${printable(rule)}${view.paint("quiet", fixes(fixable))}`;
  });
  const summary = summaryLines(report, view);
  const blocks = [verdictLines(report, view), lines, summary].filter((block) => block.length > 0);
  return blocks.map((block) => block.map((line) => `${line}\n`).join("")).join("\n");
}
