import { expect, test } from "vitest";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { builtInRules } from "../../src/generated/rules.ts";
import type { Finding } from "../../src/lint/finding/finding.ts";
import { runExample } from "../../src/lint/run-example.ts";
import { fieldCases, findingsOf } from "./field-cases.ts";

/** Two facts about one setting: other clients, another danger, another remedy. */
const different = [
  "bridges/quic-starts-offline + version/quic-dialer-confusion",
  "sessions/expiry-shorter-than-timer + timing/detection-later-than-mqtt",
  "sessions/offline-replay-slow + timing/detection-later-than-mqtt",
  "syntax/include-ends-reading + syntax/include-missing",
  "timing/detection-later-than-mqtt + timing/keepalive-zero-kicked",
  "timing/detection-slower-than-objective + timing/retry-interval-too-coarse",
];

/** Pairs of rules that speak of one setting in one place, as "rule + rule". */
function pairs(findings: readonly Finding[]): readonly string[] {
  const byPlace = new Map<string, Set<string>>();
  for (const { rule, key, span } of findings) {
    if (key === undefined) continue;
    const place = `${span.file} ${span.start} ${span.end} ${key}`;
    byPlace.set(place, (byPlace.get(place) ?? new Set()).add(rule));
  }
  return [...byPlace.values()].flatMap((rules) =>
    rules.size < 2 ? [] : [[...rules].toSorted().join(" + ")],
  );
}

function seen(): ReadonlySet<string> {
  const field = fieldCases.flatMap((one) => pairs(findingsOf(one, "bad")));
  const examples = rulePages.flatMap(({ id, examples: of }) => {
    const rule = builtInRules.find((one) => one.id === id);
    return of.flatMap((example) => {
      const result = rule && runExample(example, rule, builtInRules);
      return result?.kind === "ran" ? pairs(result.findings) : [];
    });
  });
  return new Set([...field, ...examples]);
}

test("two rules speak of one setting in one place only where they say different things", () => {
  expect([...seen()].toSorted()).toEqual(different);
});
