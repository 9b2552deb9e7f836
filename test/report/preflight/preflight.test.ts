import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { Check } from "../../../src/preflight/check.ts";
import type { CheckCode } from "../../../src/preflight/codes.ts";
import { jsonPreflight, junitPreflight, prettyPreflight } from "../../../src/report/preflight/preflight.ts";
import {
  countChecks,
  type PreflightReport,
  shownChecks,
} from "../../../src/report/preflight/preflight-report.ts";
import { widthOf } from "../../../src/report/text-layout.ts";
import { plain, reportOf } from "../finding/report-of.ts";

const conf = readFileSync(new URL("../../../fixtures/gateway/nanomq.conf", import.meta.url), "utf8");

const checks: readonly Check<CheckCode>[] = [
  {
    area: "memory",
    code: "clients-unknown",
    status: "skipped",
    subject: "machine",
    args: { limit: "512 MiB" },
  },
  {
    area: "listeners",
    code: "port-taken-by",
    status: "fail",
    subject: "listeners.tcp.bind",
    args: { address: "0.0.0.0:1883", process: 'mos"<quitto>&', pid: 812 },
  },
  {
    area: "listeners",
    code: "port-free",
    status: "pass",
    subject: "http_server.port",
    args: { address: "0.0.0.0:8081" },
  },
  {
    area: "binary",
    code: "binary-other",
    status: "warn",
    subject: "nanomq",
    args: { path: "/usr/bin/nanomq", version: "0.22.10", asked: "0.24.14" },
  },
];

function report(language: "en" | "zh" = "en"): PreflightReport {
  const lint = { ...reportOf(conf, "nanomq.conf", "0.22.10"), language };
  return { conf: "nanomq.conf", lint, checks, fileRules: new Set(["timing/none"]), levels: new Map() };
}

describe("pretty", () => {
  test.each(["en", "zh"] as const)("%s", async (language) => {
    await expect(prettyPreflight(report(language), plain)).toMatchFileSnapshot(
      `../../../fixtures/report/preflight.${language}.txt`,
    );
  });

  test("no line is wider than the terminal", () => {
    for (const columns of [60, 80, 100, 140]) {
      const text = prettyPreflight(report(), { ...plain, columns });
      expect(text.split("\n").filter((line) => widthOf(line) > columns)).toEqual([]);
    }
  });

  test("ASCII alone where the terminal asks for it", () => {
    const bare: PreflightReport = { ...report(), lint: { ...report().lint, findings: [] } };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: every ASCII character
    expect(prettyPreflight(bare, { ...plain, unicode: false })).toMatch(/^[\x00-\x7F]*$/);
  });
});

describe("for machines", () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  const schema: object = JSON.parse(
    readFileSync(new URL("../../../schemas/preflight.schema.json", import.meta.url), "utf8"),
  );
  const validate = ajv.compile(schema);

  test.each(["en", "zh"] as const)("JSON keeps to its schema (%s)", (language) => {
    const value: unknown = JSON.parse(jsonPreflight(report(language)));
    expect(validate(value), ajv.errorsText(validate.errors)).toBe(true);
  });

  test("the schema refuses what it does not know", () => {
    const value = JSON.parse(jsonPreflight(report()));
    expect(validate({ ...value, more: 1 })).toBe(false);
    expect(validate({ ...value, checks: [{ ...value.checks[0], status: "maybe" }] })).toBe(false);
  });

  test("JUnit counts what it holds, and escapes it", () => {
    const xml = junitPreflight(report());
    const counts = countChecks(shownChecks(report()));
    expect(xml.match(/<failure /g)).toHaveLength(counts.fail + counts.warn);
    expect(xml.match(/<skipped /g)).toHaveLength(counts.skipped);
    expect(xml).toContain("mos&quot;&lt;quitto&gt;&amp; (pid 812)");
  });
});

test("areas stand in one order, a conf without a finding is a check that passed", () => {
  const bare: PreflightReport = { ...report(), lint: { ...report().lint, findings: [] } };
  expect(shownChecks(bare).map(({ area, code }) => `${area} ${code}`)).toEqual([
    "conf conf-clean",
    "listeners port-taken-by",
    "listeners port-free",
    "memory clients-unknown",
    "binary binary-other",
  ]);
});
