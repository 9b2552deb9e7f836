import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtInRules } from "../../../src/generated/rules.ts";
import { keptSettings, surfaceKeys } from "../../../src/generated/surface.ts";
import { localText } from "../../../src/lint/language.ts";
import { appliesTo } from "../../../src/lint/rules/applies.ts";
import { confType } from "../../../src/lint/rules/conf-type.ts";
import { loadRule } from "../../../src/lint/rules/load.ts";
import type { Rule, RuleExample } from "../../../src/lint/rules/rule.ts";
import { reportedLines, runExample } from "../../../src/lint/run-example.ts";
import { confReleases } from "../../../src/nanomq/behaviour.ts";
import { isSince, parseVersion } from "../../../src/nanomq/version.ts";
import { said } from "../../../src/report/finding/said.ts";

const surface = { conf: confType(surfaceKeys, keptSettings), rules: builtInRules.map(({ id }) => id) };
const folder = new URL("../../../rules/", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".toml"),
);

function loaded(name: string) {
  const result = loadRule(name, readFileSync(new URL(name, folder), "utf8"), surface);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.loaded;
}

function versionOf(release: string) {
  const version = parseVersion(release);
  if (version === undefined) throw new RangeError(release);
  return version;
}

/** `mine` is the rule the example belongs to: it runs in a preset that has it. */
function run(example: RuleExample, mine: Rule, rules: readonly Rule[] = [mine]) {
  const result = runExample(example, mine, rules);
  if (result.kind !== "ran") throw new Error(result.kind);
  return result;
}

describe.each(files)("%s", (name) => {
  const { rule, page } = loaded(name);
  const compiled = builtInRules.find(({ id }) => id === rule.id);

  it("lies where its id says", () => {
    expect(name).toBe(`${rule.id}.toml`);
  });

  it("names no release that lies among those it speaks on", () => {
    const spoken = confReleases().filter((release) => appliesTo(rule.versions, versionOf(release)));
    const named = [
      ...`${page.message.en} ${page.message.zh}`.matchAll(/(?<![\d.])0\.(?:1[89]|2\d)(?:\.\d+)?/g),
    ];
    const within = named.filter(([release]) => {
      const later = spoken.filter((one) => isSince(versionOf(one), release)).length;
      return later > 0 && later < spoken.length;
    });
    expect(within.map(([release]) => release)).toEqual([]);
  });

  it.each(
    page.examples.map(
      (example, at) => [localText(example.name ?? `example ${at + 1}`, "en"), example] as const,
    ),
  )("%s", (_, example) => {
    const result = run(example, rule, builtInRules);
    expect(reportedLines(result, rule)).toEqual(example.expect);
    const mine = result.findings.filter((finding) => finding.rule === rule.id);
    const pages = new Map([[page.id, page]]);
    for (const finding of mine) {
      expect(said(finding, "en", pages).message).not.toMatch(/(?<!\$)\{[a-z_]+\}/);
      for (const { text, set } of finding.proposals)
        expect([text, ...set.map(([, value]) => value)].join("\n")).not.toMatch(/(?<!\$)\{[a-z_]+\}/);
    }
  });

  it("compiled and interpreted conditions agree", () => {
    if (compiled === undefined) throw new Error("not built: run npm run generate");
    for (const example of page.examples) {
      const { findings: fast } = run(example, compiled);
      const { findings: slow } = run(example, rule);
      expect(fast).toEqual(slow);
    }
  });
});
