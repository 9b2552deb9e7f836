import { describe, expect, test } from "vitest";
import { factsOf } from "../../src/facts/facts.ts";
import { fixConf } from "../../src/lint/fix/fix-conf.ts";
import { reported, withUntried } from "../../src/lint/fix/reported.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import type { LintInput } from "../../src/lint/lint-input.ts";
import { resolveVersion } from "../../src/nanomq/releases.ts";
import { refusalLine } from "../../src/report/finding/refusals.ts";
import { said } from "../../src/report/finding/said.ts";
import { createSource } from "../../src/text/source.ts";

const file = createSource("v.env", "A=1\nNANOMQ_QOS_DURATION=40\nNANOMQ_ALLOW_ANONYMOUS=true\n");
const places = new Map([
  ["NANOMQ_QOS_DURATION", { file: "v.env", start: 4, end: 26 }],
  ["NANOMQ_ALLOW_ANONYMOUS", { file: "v.env", start: 27, end: 54 }],
  ["--http", { file: "v.env", start: 0, end: 1 }],
]);

function inputOf(release: string, surroundings: NonNullable<LintInput["surroundings"]>): LintInput {
  const version = resolveVersion(release)?.version;
  if (version === undefined) throw new RangeError(release);
  const facts = factsOf({ clients: [{ name: "x", keepalive: "60s" }] });
  const conf = { text: "mqtt.max_packet_size = 1MB\n" };
  return { conf, version, facts, surroundings: { ...surroundings, places }, sources: [file] };
}

function found(input: LintInput, rule: string) {
  const linted = { input, lint: lintConf(input) };
  const one = reported(linted).find((finding) => finding.rule === rule);
  if (one === undefined) throw new Error(`${rule} is not found`);
  return one;
}

const coarse = "timing/retry-interval-too-coarse";
const byVariable = { environment: { NANOMQ_QOS_DURATION: "40", NANOMQ_ALLOW_ANONYMOUS: "true" } };

describe.each(["0.22.10", "0.25.6"])("what a variable makes, on %s", (release) => {
  const input = inputOf(release, byVariable);

  test("is found where the variable stands", () => {
    expect(found(input, coarse)).toMatchObject({ span: places.get("NANOMQ_QOS_DURATION") });
    expect(found(input, "auth/anonymous-access")).toMatchObject({
      span: places.get("NANOMQ_ALLOW_ANONYMOUS"),
    });
  });

  test("is to be changed there, in words and in what to type", () => {
    const finding = found(input, coarse);
    expect(said(finding, "en").message).toMatch(/NANOMQ_QOS_DURATION sets it: change it there$/);
    expect(said(finding, "zh").message).toMatch(/。该设置来自 NANOMQ_QOS_DURATION：请在该处修改$/);
    expect(finding.fixes).toEqual([
      { text: expect.stringMatching(/^NANOMQ_QOS_DURATION=\d+$/), safety: "safe", edits: [] },
    ]);
  });

  test("is not to be typed in the conf, where it was not tried either", () => {
    const linted = { input, lint: lintConf(input) };
    const finding = linted.lint.findings.find(({ rule }) => rule === coarse) ?? expect.fail(coarse);
    expect(finding.proposals.length).toBeGreaterThan(0);
    expect(withUntried(finding, linted).fixes).toEqual([]);
  });

  test("and typing that makes the finding vanish", () => {
    const [{ text = "" } = {}] = found(input, coarse).fixes;
    const [, value = ""] = text.split("=");
    const environment = { ...byVariable.environment, NANOMQ_QOS_DURATION: value };
    const after = lintConf(inputOf(release, { environment }));
    expect(after.findings.filter(({ rule }) => rule === coarse)).toEqual([]);
  });
});

test("an option has the last word, and is named", () => {
  const finding = found(inputOf("0.25.6", { flags: ["--qos_duration", "40"] }), coarse);
  expect(said(finding, "en").message).toMatch(/--qos_duration sets it: change it there$/);
  expect(finding.fixes.map(({ text }) => text)).toEqual([expect.stringMatching(/^--qos_duration \d+$/)]);
});

test("what an option switches on is found at the option", () => {
  const finding = found(inputOf("0.22.10", { flags: ["--http"] }), "api/default-credentials");
  expect(finding.span).toEqual(places.get("--http"));
});

test("a setting that the conf makes is the conf's, whatever the variable says where the file wins", () => {
  const input = { ...inputOf("0.25.6", byVariable), conf: { text: "mqtt.retry_interval = 50s\n" } };
  const finding = found(input, coarse);
  expect(finding.span.file).toBe("nanomq.conf");
  expect(said(finding, "en").message).not.toContain("NANOMQ_");
});

test("what --fix cannot reach says who sets it", () => {
  const { refused, changed } = fixConf(inputOf("0.22.10", byVariable), { safeties: ["safe", "unsafe"] });
  expect(changed.size).toBe(0);
  const one = refused.find(({ finding }) => finding.rule === coarse);
  expect(one && refusalLine(one, new Map([["v.env", file]]), "en")).toBe(
    `v.env:2 ${coarse} is not fixed: NANOMQ_QOS_DURATION sets it, not the conf: change it there`,
  );
});

describe("variables and options that are not taken as they are meant", () => {
  const names = (surroundings: NonNullable<LintInput["surroundings"]>) =>
    lintConf(inputOf("0.24.14", surroundings))
      .findings.filter(({ rule }) => rule.startsWith("deploy/"))
      .map(({ rule, args }) => [rule, args["name"] ?? args["option"], args["used"]]);

  test.each([
    ["NANOMQ_QOS_DURATION", "ten", "deploy/env-number-misread", 0],
    ["NANOMQ_QOS_DURATION", "10m", "deploy/env-number-misread", 10],
    ["NANOMQ_HTTP_SERVER_PORT", "70000", "deploy/env-number-misread", 4464],
    ["NANOMQ_TLS_ENABLE", "1", "deploy/env-switch-off", undefined],
    ["NANOMQ_LOG_LEVEL", "warning", "deploy/env-value-ignored", undefined],
    ["NANOMQ_LOG_ROTATION_SIZE", "10", "deploy/env-value-ignored", undefined],
    ["NANOMQ_FOO", "1", "deploy/env-unknown", undefined],
    ["NANOMQ_QOS_DURATION", '"10"', "deploy/env-quoted", undefined],
  ])("%s=%s", (name, value, rule, used) => {
    expect(names({ environment: { [name]: value } })).toEqual([[rule, name, used]]);
  });

  test.each([
    ["NANOMQ_QOS_DURATION", "10"],
    ["NANOMQ_TLS_ENABLE", "Yes"],
    ["NANOMQ_TLS_ENABLE", "false"],
    ["NANOMQ_LOG_LEVEL", "WARN"],
    ["NANOMQ_LOG_ROTATION_SIZE", "10MB"],
    ["PATH", "1"],
  ])("%s=%s is taken", (name, value) => {
    expect(names({ environment: { [name]: value } })).toEqual([]);
  });

  test("options too", () => {
    expect(names({ flags: ["--port", "http", "--nonsense"] })).toEqual([
      ["deploy/option-not-a-number", "--port", 0],
      ["deploy/option-unknown", "--nonsense", undefined],
    ]);
  });

  test("what nanotune.toml tells is told once", () => {
    const environment = { NANOMQ_FOO: "1" };
    const input = inputOf("0.24.14", { environment });
    const facts = factsOf({ deployment: { env: environment } });
    const rules = lintConf({ ...input, facts }).findings.map(({ rule }) => rule);
    expect(rules.filter((rule) => rule.endsWith("-unknown"))).toEqual(["docker/variable-unknown"]);
  });
});

describe("variables that nanotune.toml tells", () => {
  const env = { NANOMQ_QOS_DURATION: "ten", NANOMQ_FOO: "1" };
  const input = inputOf("0.25.6", { environment: env });
  const told = {
    ...input,
    facts: factsOf({ deployment: { env } }),
    surroundings: {
      ...input.surroundings,
      places: new Map([...places, ["NANOMQ_FOO", { file: "v.env", start: 0, end: 3 }]]),
    },
  };
  const { findings } = lintConf(told);

  test("are told of where they stand, and each fault once", () => {
    const about = findings.filter(({ rule }) => /^(?:deploy\/env|docker\/variable)/.test(rule));
    expect(about.map(({ rule, span }) => [rule, span.file, span.start])).toEqual([
      ["docker/variable-unknown", "v.env", 0],
      ["deploy/env-number-misread", "v.env", 4],
    ]);
  });
});
