import type { Finding } from "./finding.ts";

/**
 * What a finding is known by in a baseline, in the order of `findings`: rule, setting and how many of the same came
 * before it. Never a line, so that edits elsewhere do not bring old findings back.
 */
export function fingerprints(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, span, key }) => {
    const name = `${rule}|${span.file}|${key ?? ""}`;
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    return `${name}|${occurrence}`;
  });
}
