import { describe, expect, test } from "vitest";
import { ruleIdOf } from "../../build/generate/releases/defect-rules.ts";
import { readTables } from "../../build/generate/releases/tables.ts";
import { goodConfs } from "../../build/mutate/conf.ts";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { builtInRules } from "../../src/generated/rules.ts";
import type { Finding } from "../../src/lint/finding/finding.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { fieldCases, findingsOf } from "./field-cases.ts";

const { defects } = await readTables(process.cwd());
const rows = new Set(defects.defect.map(ruleIdOf));

/** What a release is to blame for is told of good confs too. */
function ofConf({ rule, key }: Finding): boolean {
  return key !== "(version)" && !rows.has(rule);
}

/** Fragments that show one thing well and leave another open, which is then told. */
const deserved: Readonly<Record<string, readonly string[]>> = {
  "NMQ-BRI-001": ["bridges/outage-kills-broker"],
  "NMQ-BRI-009": ["bridges/outage-kills-broker"],
  "NMQ-BRI-020": ["bridges/outage-kills-broker"],
  "NMQ-BRI-034": ["bridges/outage-kills-broker"],
  "NMQ-PAR-001": ["auth/no-credentials-source", "auth/no-match-deny-without-acl"],
};

describe("good confs get no error", async () => {
  // Those of the field need the files beside them: they follow below.
  const confs = (await goodConfs()).filter(({ name }) => !name.startsWith("NMQ-"));

  test.each(confs.map((conf) => [conf.name, conf] as const))("%s", (_, { text, version, facts }) => {
    const { findings } = lintConf({ conf: { text }, version, facts });
    const errors = findings.filter((finding) => finding.severity === "error" && ofConf(finding));
    expect(errors.map(({ rule, key }) => `${rule} ${key}`)).toEqual([]);
  });

  test.each(fieldCases.map((one) => [one.id, one] as const))("good side of %s", (id, one) => {
    const errors = findingsOf(one, "good").filter(
      (finding) => finding.severity === "error" && ofConf(finding),
    );
    const allowed = deserved[id] ?? [];
    expect(errors.map(({ rule }) => rule).filter((rule) => !allowed.includes(rule))).toEqual([]);
  });
});

describe("presets", () => {
  const inPreset = (preset: "recommended" | "strict" | "security" | "edge") =>
    builtInRules.filter(({ presets }) => presets.includes(preset)).map(({ id }) => id);

  test("every rule runs somewhere", () => {
    expect(builtInRules.filter(({ presets }) => presets.length === 0)).toEqual([]);
  });

  test("strict and edge add what recommended leaves out", () => {
    const recommended = new Set(inPreset("recommended"));
    const added = [...inPreset("strict"), ...inPreset("edge")];
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter((id) => recommended.has(id))).toEqual([]);
  });

  test("security holds what lets strangers in, reads along or crashes the broker", () => {
    const areas = new Set(inPreset("security").map((id) => id.split("/")[0]));
    expect([...areas]).toEqual(expect.arrayContaining(["api", "auth", "tls", "version"]));
    expect(areas).not.toContain("timing");
  });

  test("what names an advisory is in security", () => {
    const advisories = new Set(inPreset("security"));
    const named = builtInRules.filter((rule) => rule.tells().evidence.some(({ kind }) => kind === "cve"));
    expect(named.length).toBeGreaterThan(0);
    expect(named.map(({ id }) => id).filter((id) => !advisories.has(id))).toEqual([]);
  });

  test("every rule has a page", () => {
    const pages = new Set(rulePages.map(({ id }) => id));
    expect(builtInRules.filter(({ id }) => !pages.has(id))).toEqual([]);
  });
});
