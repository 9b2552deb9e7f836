import type { Reported, Severity } from "./finding.ts";

/** By UTF-16 units, the same on every machine. */
export function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** What orders findings and tells them apart. */
export type Placed = Pick<Reported, "rule" | "span" | "key">;

/** File, then place (bytes order as lines and columns do), then rule. */
export function compareFindings(left: Placed, right: Placed): number {
  return (
    compareText(left.span.file, right.span.file) ||
    left.span.start - right.span.start ||
    left.span.end - right.span.end ||
    compareText(left.rule, right.rule) ||
    compareText(left.key ?? "", right.key ?? "")
  );
}

const WEIGHTS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Findings in order of place as people want them: those of a file together, the gravest first. */
export function byWeight(findings: readonly Reported[]): readonly Reported[] {
  return findings.toSorted(
    (left, right) =>
      compareText(left.span.file, right.span.file) || WEIGHTS[left.severity] - WEIGHTS[right.severity],
  );
}

export interface FindingSummary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summarise(findings: readonly Pick<Reported, "severity">[]): FindingSummary {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}
