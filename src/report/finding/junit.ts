import type { Reported } from "../../lint/finding/finding.ts";
import { type Report, regionOf, saidOf, shownFindings } from "./reporter.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};
/** Characters XML 1.0 has no way to write (section 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

export function escapeXml(text: string): string {
  return text.replaceAll(NOT_XML, "\uFFFD").replaceAll(/[&<>"\t\n\r]/g, (found) => entities[found] ?? found);
}

function failed({ severity }: Reported): boolean {
  return severity !== "info";
}

/** A finding is a test that failed; an info is one that passed and has something to say. */
function testCase(finding: Reported, report: Report): string {
  const { line, column } = regionOf(finding.span, report).start;
  const name = escapeXml(`${finding.rule} (${line}:${column})`);
  const message = escapeXml(saidOf(finding, report).message);
  const result = failed(finding)
    ? `<failure type="${finding.severity}" message="${message}"></failure>`
    : `<system-out>${message}</system-out>`;
  return `    <testcase classname="${escapeXml(finding.span.file)}" name="${name}">${result}</testcase>\n`;
}

function suite(file: string, findings: readonly Reported[], report: Report): string {
  const name = escapeXml(file);
  const cases =
    findings.length === 0
      ? `    <testcase classname="${name}" name="nanotune"></testcase>\n`
      : findings.map((finding) => testCase(finding, report)).join("");
  const tests = Math.max(1, findings.length);
  const failures = findings.filter(failed).length;
  return `  <testsuite name="${name}" tests="${tests}" failures="${failures}">\n${cases}  </testsuite>\n`;
}

/** JUnit XML: one suite for each file, in the order they were read; a clean file is a test that passed. */
export function junit(report: Report): string {
  const byFile = new Map<string, Reported[]>();
  for (const file of report.sources.keys()) byFile.set(file, []);
  for (const finding of shownFindings(report)) {
    const group = byFile.get(finding.span.file);
    if (group === undefined) byFile.set(finding.span.file, [finding]);
    else group.push(finding);
  }
  const suites = [...byFile].map(([file, findings]) => suite(file, findings, report));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nanotune">\n${suites.join("")}</testsuites>\n`;
}
