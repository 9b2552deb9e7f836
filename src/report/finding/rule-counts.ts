import type { Reported } from "../../lint/finding/finding.ts";
import { compareText } from "../../lint/finding/order.ts";

/** How often one rule reports with one severity. */
export interface RuleCount extends Pick<Reported, "rule" | "severity"> {
  readonly count: number;
  /** Of these, findings with something to type. */
  readonly fixable: number;
}

/** The most frequent first. */
export function ruleCounts(findings: readonly Reported[]): readonly RuleCount[] {
  const counts = new Map<string, RuleCount>();
  for (const { rule, severity, fixes } of findings) {
    const id = `${severity} ${rule}`;
    const { count, fixable } = counts.get(id) ?? { count: 0, fixable: 0 };
    counts.set(id, { rule, severity, count: count + 1, fixable: fixable + Math.min(fixes.length, 1) });
  }
  return [...counts.values()].toSorted(
    (left, right) => right.count - left.count || compareText(left.rule, right.rule),
  );
}
