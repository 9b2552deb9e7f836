import type { Finding, Severity } from "./finding.ts";

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** File, then place (bytes order as lines and columns do), then rule. */
export function compareFindings(left: Finding, right: Finding): number {
  return (
    compareText(left.span.file, right.span.file) ||
    left.span.start - right.span.start ||
    left.span.end - right.span.end ||
    compareText(left.rule, right.rule) ||
    compareText(left.key ?? "", right.key ?? "")
  );
}

export interface FindingSummary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summarise(findings: readonly Finding[]): FindingSummary {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}
