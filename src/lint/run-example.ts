import { factsOf } from "../facts/facts.ts";
import { validateFacts } from "../generated/validate-facts.js";
import { newestRelease } from "../nanomq/releases.ts";
import { parseVersion } from "../nanomq/version.ts";
import type { Rule, RuleExample } from "../rules/rule.ts";
import { positionAt } from "../source/source.ts";
import { lintConf } from "./lint-conf.ts";

/** `lines`: where the rule reports. The other kinds say what of the example cannot be used. */
export type ExampleResult =
  | { readonly kind: "ran"; readonly lines: readonly number[] }
  | { readonly kind: "bad-version" }
  | { readonly kind: "bad-facts" };

/** Runs an example of `rule` beside `rules`, in a preset that has it. */
export function runExample(example: RuleExample, rule: Rule, rules: readonly Rule[]): ExampleResult {
  const version = parseVersion(example.nanomq ?? newestRelease);
  if (version === undefined) return { kind: "bad-version" };
  if (!validateFacts(example.facts)) return { kind: "bad-facts" };
  const [preset = "recommended"] = rule.presets;
  const { findings, reading } = lintConf({
    conf: { text: example.conf, files: example.files },
    version,
    facts: { ...factsOf(example.facts), preset },
    rules,
    today: example.today,
    hostFiles: new Map(Object.entries(example.host)),
  });
  const lines = findings.flatMap(({ rule: id, span }) => {
    const source = reading.sources.get(span.file);
    return id === rule.id ? [source === undefined ? 0 : positionAt(source, span.start).line] : [];
  });
  return { kind: "ran", lines };
}

export function isAsExpected(result: ExampleResult, { expect }: RuleExample): boolean {
  return result.kind === "ran" && result.lines.join() === expect.join();
}
