import { type Report, regionOf, saidOf, shownFindings } from "./reporter.ts";

/** One line per finding: for editors, problem matchers and grep. */
export function concise(report: Report): string {
  const lines = shownFindings(report).map((finding) => {
    const { line, column } = regionOf(finding.span, report).start;
    return `${finding.span.file}:${line}:${column}: ${finding.severity} ${finding.rule} ${saidOf(finding, report).message}\n`;
  });
  return lines.join("");
}
