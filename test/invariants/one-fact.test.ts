// Invariant 7: no two findings about one key and cause.
import { describe, expect, test } from "vitest";
import { expectRatchet } from "./ratchet.ts";
import { type Finding, keyOf, lintConf, subjects } from "./subject.ts";

/** Two facts about one setting: other clients, another danger, another remedy. */
const different = [
  "bridges/quic-starts-offline + version/quic-dialer-confusion",
  "sessions/expiry-shorter-than-timer + timing/detection-later-than-mqtt",
  "sessions/offline-replay-slow + timing/detection-later-than-mqtt",
  "syntax/include-ends-reading + syntax/include-missing",
  "timing/detection-later-than-mqtt + timing/keepalive-zero-kicked",
  "timing/detection-slower-than-objective + timing/retry-interval-too-coarse",
];

/** The key, wherever it is spoken of; where there is none, the place. */
function subjectOf(finding: Finding): string {
  const key = keyOf(finding);
  const { file, start, end } = finding.span;
  return key === "" || key === "(file)" ? `${key} ${file}:${start}:${end}` : key;
}

/** Pairs of rules that speak of one key, as "rule + rule". */
function pairs(findings: readonly Finding[]): readonly string[] {
  const bySubject = new Map<string, Set<string>>();
  for (const finding of findings) {
    const subject = subjectOf(finding);
    bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(finding.rule));
  }
  return [...bySubject.values()].flatMap((of) => {
    const rules = [...of].toSorted();
    return rules.flatMap((one, at) => rules.slice(at + 1).map((other) => `${one} + ${other}`));
  });
}

describe("two rules speak of one key only where they say different things", async () => {
  const seen = new Set((await subjects()).flatMap(({ input }) => pairs(lintConf(input).findings)));

  test("and those are named here", () => {
    expectRatchet([...seen].filter((pair) => !different.includes(pair)).toSorted(), 1);
  });

  test("and still do", () => {
    expect(different.filter((pair) => !seen.has(pair))).toEqual([]);
  });
});
