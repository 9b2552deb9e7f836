import { describe, expect, it } from "vitest";
import { type Facts, noFacts } from "../../../src/facts/facts.ts";
import { rulePages } from "../../../src/generated/rule-pages.ts";
import { builtInRules } from "../../../src/generated/rules.ts";
import { lintConf } from "../../../src/lint/lint-conf.ts";
import { newestRelease, resolveVersion } from "../../../src/nanomq/releases.ts";

const version = resolveVersion(newestRelease)?.version;

const confs = rulePages.flatMap(({ examples }) =>
  examples.filter(({ kind }) => kind === "conf").map(({ text }) => text),
);

const facts: Facts = { ...noFacts, clients: [{ name: "a", keepaliveMs: 5000 }] };

describe("a rule that a conf does not concern", () => {
  it("need not be asked: a book that knows many confs finds what a new one finds", () => {
    if (version === undefined) throw new RangeError(newestRelease);
    const found = (text: string, rules = builtInRules) => {
      const { findings, needFacts, ran } = lintConf({ conf: { text }, version, facts, rules });
      return { findings, needFacts, ran };
    };
    const known = confs.map((text) => [text, found(text)] as const);
    const sample = known.filter((_, at) => at % 3 === 0);
    expect(sample.length).toBeGreaterThan(100);
    for (const [text, result] of sample) expect(result).toEqual(found(text, [...builtInRules]));
  });
});
