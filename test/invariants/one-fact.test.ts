// Invariant 7: no two findings about one key and cause.
import { describe, expect, test } from "vitest";
import { ruleIdOf } from "../../build/generate/releases/defect-rules.ts";
import { readTables } from "../../build/generate/releases/tables.ts";
import { expectRatchet } from "./ratchet.ts";
import { type Finding, keyOf, lintConf, subjects } from "./subject.ts";

/** Two facts about one setting: other clients, another danger, another remedy. */
const different = [
  "auth/weak-password + syntax/unusable-key",
  "a defect + sessions/websocket-messages-repeat",
  "a defect + auth/no-credentials-source",
  "a defect + bridges/cache-without-sqlite",
  "a defect + bridges/forwards-not-texts",
  "a defect + bridges/password-in-clear",
  "a defect + bridges/tls-by-address",
  "a defect + bridges/tls-on-plain-port",
  "a defect + listeners/websocket-open-by-default",
  "a defect + schema/time-unreadable",
  "a defect + start/clients-shut-out",
  "a defect + start/dies-later",
  "sessions/drain-slower-than-objective + timing/detection-later-than-mqtt",
  "sessions/expiry-shorter-than-timer + timing/detection-later-than-mqtt",
  "sessions/offline-replay-slow + timing/detection-later-than-mqtt",
  "syntax/include-ends-reading + syntax/include-missing",
  "timing/detection-later-than-mqtt + timing/keepalive-zero-kicked",
  "timing/detection-later-than-mqtt + timing/load-balancer-cuts-first",
  "timing/detection-slower-than-objective + timing/retry-interval-too-coarse",
  // What kills is a width, what is advised a measure: 65 536 is no death.
  "resources/queue-length-too-large + start/dies-later",
];

const { defects } = await readTables(process.cwd());
const rows = new Set(defects.defect.map(ruleIdOf));

/** Rows of the defect table are facts of their own; beside a rule they count as one. */
function nameOf({ rule }: Finding): string {
  return rows.has(rule) ? "a defect" : rule;
}

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
    bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(nameOf(finding)));
  }
  return [...bySubject.values()].flatMap((of) => {
    const rules = [...of].toSorted();
    return rules.flatMap((one, at) => rules.slice(at + 1).map((other) => `${one} + ${other}`));
  });
}

describe("two rules speak of one key only where they say different things", async () => {
  const seen = new Set((await subjects()).flatMap(({ input }) => pairs(lintConf(input).findings)));

  test("and those are named here", () => {
    expectRatchet([...seen].filter((pair) => !different.includes(pair)).toSorted(), 0);
  });

  test("and still do", () => {
    expect(different.filter((pair) => !seen.has(pair))).toEqual([]);
  });
});
