import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readDeployment } from "../../src/deploy/read-deployment.ts";
import { type Facts, factsOf } from "../../src/facts/facts.ts";
import { builtInRules } from "../../src/generated/rules.ts";
import { surfaceKeys } from "../../src/generated/surface.ts";
import { validateFacts } from "../../src/generated/validate-facts.js";
import { lintDeployment } from "../../src/lint/file-problems.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../src/nanomq/version.ts";
import { confType } from "../../src/rules/conf-type.ts";
import { loadRule } from "../../src/rules/load.ts";
import type { RuleExample } from "../../src/rules/rule.ts";
import { sentence } from "../../src/rules/words.ts";
import { applyEdits } from "../../src/source/edit.ts";
import { createSource, positionAt } from "../../src/source/source.ts";

const surface = { conf: confType(surfaceKeys), checks: [] };
const folder = new URL("../../rules/", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".toml"),
);

function loaded(name: string) {
  const result = loadRule(name, readFileSync(new URL(name, folder), "utf8"), surface);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.loaded;
}

/** `mine` is the rule the example belongs to: it runs in a preset that has it. */
function run(example: RuleExample, rules: typeof builtInRules, mine = rules[0]) {
  const version = parseVersion(example.nanomq ?? newestRelease);
  if (version === undefined) throw new Error(`no version: ${example.nanomq}`);
  if (!validateFacts(example.facts)) throw new Error(`facts: ${JSON.stringify(validateFacts.errors)}`);
  const [preset] = mine?.presets ?? [];
  const facts = { ...factsOf(example.facts), ...(preset === undefined ? {} : { preset }) };
  if (example.kind === "deployment") return runDeployment(example, version, facts, rules);
  const conf = { text: example.text, files: example.files };
  const { findings, reading } = lintConf({ conf, version, facts, rules, today: example.today });
  return { findings, sources: reading.sources };
}

function runDeployment(
  example: RuleExample,
  nanomq: NanomqVersion,
  facts: Facts,
  rules: typeof builtInRules,
) {
  const { text, files: beside } = example;
  const source = createSource("nanomq.yaml", text);
  const fileAt = (path: string) => {
    const found = beside[path];
    return found === undefined ? undefined : createSource(path, found);
  };
  const reading = readDeployment(source, { nanomq, fileAt });
  if (reading === undefined) throw new Error("no deployment");
  const findings = lintDeployment(reading.problems, nanomq, facts, rules);
  return { findings, sources: new Map([[source.file, source]]) };
}

describe.each(files)("%s", (name) => {
  const { rule, page } = loaded(name);
  const compiled = builtInRules.find(({ id }) => id === rule.id);

  it("lies where its id says", () => {
    expect(name).toBe(`${rule.id}.toml`);
  });

  it.each(page.examples.map((example, at) => [example.name ?? `example ${at + 1}`, example] as const))(
    "%s",
    (_, example) => {
      const { findings, sources } = run(example, builtInRules, rule);
      const mine = findings.filter((finding) => finding.rule === rule.id);
      const lines = mine.map(({ span }) => {
        const source = sources.get(span.file);
        return source === undefined ? 0 : positionAt(source, span.start).line;
      });
      expect(lines).toEqual(example.expect);
      for (const { args, fixes } of mine) {
        expect(sentence(page, args, "en")).not.toMatch(/(?<!\$)\{[a-z_]+\}/);
        for (const { text, edits } of fixes)
          expect(`${text}${edits.map((edit) => edit.text).join("")}`).not.toMatch(/(?<!\$)\{[a-z_]+\}/);
      }
    },
  );

  it("fixes remove what they fix, and nothing is left to fix", () => {
    for (const example of page.examples) {
      const { findings, sources } = run(example, [rule]);
      const edits = findings.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.edits));
      const source = sources.get("nanomq.conf");
      if (edits.length === 0 || source === undefined) continue;
      const fixed = new TextDecoder().decode(applyEdits(source.bytes, edits));
      const left = run({ ...example, text: fixed }, [rule]).findings.filter(({ fixes }) =>
        fixes.some((fix) => fix.edits.length > 0),
      );
      expect({ fixed, left }).toEqual({ fixed, left: [] });
    }
  });

  it("compiled and interpreted conditions agree", () => {
    if (compiled === undefined) throw new Error("not built: run npm run generate");
    for (const example of page.examples) {
      const { findings: fast } = run(example, [compiled]);
      const { findings: slow } = run(example, [rule]);
      expect(fast).toEqual(slow);
    }
  });
});
