import type { Severity } from "../../lint/finding/finding.ts";
import { fingerprints } from "../../lint/finding/fingerprint.ts";
import { type Report, regionOf, saidOf, shownFindings } from "./reporter.ts";

const severities: Readonly<Record<Severity, string>> = { error: "major", warning: "minor", info: "info" };

/** GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function gitlab(report: Report): string {
  const findings = shownFindings(report);
  const prints = fingerprints(findings);
  const issues = findings.map((finding, at) => {
    const address = report.pageAddress?.(finding.rule);
    const { start, end } = regionOf(finding.span, report);
    return {
      description: saidOf(finding, report).message,
      check_name: finding.rule,
      fingerprint: prints[at],
      severity: severities[finding.severity],
      ...(address === undefined ? {} : { help_uri: address }),
      location: { path: finding.span.file, lines: { begin: start.line, end: end.line } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
