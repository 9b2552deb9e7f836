import type { Reported } from "../../lint/finding/finding.ts";
import { byFile, type Report, regionOf, saidOf } from "./reporter.ts";
import { escapeXml } from "./xml.ts";

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
  const suites = [...byFile(report)].map(([file, findings]) => suite(file, findings, report));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nanotune">\n${suites.join("")}</testsuites>\n`;
}
