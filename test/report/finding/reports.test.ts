import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import Ajv4 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { type Facts, noFacts } from "../../../src/facts/facts.ts";
import { rulePages } from "../../../src/generated/rule-pages.ts";
import { reported } from "../../../src/lint/fix/reported.ts";
import type { Language } from "../../../src/lint/language.ts";
import { lintConf } from "../../../src/lint/lint-conf.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { gitlab } from "../../../src/report/finding/gitlab.ts";
import { json } from "../../../src/report/finding/json.ts";
import { pretty } from "../../../src/report/finding/pretty.ts";
import type { Report } from "../../../src/report/finding/reporter.ts";
import { type Format, isFormat, reporters } from "../../../src/report/finding/reporters.ts";
import { sarif } from "../../../src/report/finding/sarif.ts";
import { startedOf } from "../../../src/report/finding/started.ts";
import { coloured, linked } from "../../../src/report/output/roles.ts";
import type { View } from "../../../src/report/output/view.ts";
import { pageAddressIn } from "../../../src/report/rule/page-address.ts";
import { reportOf } from "./report-of.ts";

const fixtures = new URL("../../../fixtures/", import.meta.url);
const pages = new Map(rulePages.map((page) => [page.id, page]));
const sensors: Facts = { ...noFacts, clients: [{ name: "sensors", keepaliveMs: 5000 }] };

function reportOn(file: string, nanomq: string, language: Language = "en", facts = sensors): Report {
  const version = parseVersion(nanomq) ?? expect.fail("no version");
  const text = readFileSync(new URL(file, fixtures));
  const input = { conf: { file: "nanomq.conf", text }, version, facts };
  const lint = lintConf(input);
  const { run, sources } = lint;
  const started = [startedOf({ name: "nanomq.conf", run, facts, sources }, language)];
  const findings = reported({ input, lint });
  return { nanomq, findings, sources: lint.reading.sources, started, pages, language };
}

const plain: View = { columns: 100, unicode: true, paint: (_role, text) => text };
const cases = [
  ["gateway", "gateway/nanomq.conf", "0.22.10"],
  ["troubled-old", "report/troubled.conf", "0.22.10"],
  ["troubled-new", "report/troubled.conf", "0.24.14"],
] as const;

/** The golden file of each format; the compiler asks for that of a new one. The page has tests of its own (test/report/html). */
const endings: Readonly<Record<Exclude<Format, "html">, string>> = {
  pretty: "pretty.txt",
  concise: "concise.txt",
  json: "json",
  sarif: "sarif",
  github: "github.txt",
  gitlab: "gitlab.json",
  junit: "junit.xml",
  checkstyle: "checkstyle.xml",
  rdjson: "rdjson",
};
const goldens = Object.entries(endings).flatMap(([format, ending]) =>
  isFormat(format) ? [[format, ending] as const] : [],
);

describe.each(cases)("%s", (name, file, nanomq) => {
  const golden = (ending: string) => `../../../fixtures/report/${name}.${ending}`;

  test.each(goldens)("%s", async (format, ending) => {
    const reporter = await reporters[format]();
    const text = [...reporter(reportOn(file, nanomq), plain)].join("");
    await expect(text).toMatchFileSnapshot(golden(ending));
  });
  test("pretty in Chinese, narrow, ASCII", async () => {
    const narrow = { ...plain, columns: 70, unicode: false };
    await expect(pretty(reportOn(file, nanomq, "zh"), narrow)).toMatchFileSnapshot(golden("zh.txt"));
  });
});

describe("schemas", () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  const ajv4 = new Ajv4.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv4);
  const load = (path: URL): object => JSON.parse(readFileSync(path, "utf8"));
  const ownSchema = ajv.compile(load(new URL("../../../schemas/report.schema.json", import.meta.url)));
  const sarifFile = pathToFileURL(
    createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
  );
  const sarifSchema = ajv4.compile(load(new URL(sarifFile)));
  const versions = ["0.18.2", "0.20.8", "0.22.10", "0.24.14", "0.25.6"];
  const files = ["gateway/nanomq.conf", "report/troubled.conf"];

  test.each(versions.flatMap((nanomq) => files.map((file) => [nanomq, file] as const)))(
    "%s %s",
    (nanomq, file) => {
      const report = reportOn(file, nanomq);
      expect(ownSchema(JSON.parse(json(report))), ajv.errorsText(ownSchema.errors)).toBe(true);
      expect(sarifSchema(JSON.parse(sarif(report))), ajv.errorsText(sarifSchema.errors)).toBe(true);
    },
  );
});

describe("pretty", () => {
  test("no line is wider than the terminal, whatever its width", () => {
    for (const columns of [40, 60, 72, 80, 100, 120, 140]) {
      for (const [, file, nanomq] of cases) {
        const text = pretty(reportOn(file, nanomq), { ...plain, columns });
        const wide = text.split("\n").filter((line) => line.length > columns && line.trim().includes(" "));
        expect(wide).toEqual([]);
      }
    }
  });

  test("ASCII where the terminal has no more", () => {
    const report = reportOn("gateway/nanomq.conf", "0.22.10");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole range is meant
    expect(pretty(report, { ...plain, unicode: false })).toMatch(/^[\x00-\x7f]*$/);
  });

  test("a clean conf says so, and when it would notice a dead client", () => {
    const report = { ...reportOn("gateway/nanomq.conf", "0.22.10", "en", noFacts), findings: [] };
    expect(pretty(report, plain)).toBe(`nanomq.conf: NanoMQ 0.22.10 starts with this conf.

Dead clients noticed: keepalive 5 s after 10 s to 20 s (MQTT: 7.5 s), keepalive 60 s after 100 s to
110 s (MQTT: 90 s). Name yours: --keepalive 30s.
Nothing to report (1 file)
`);
  });

  test("the gravest first, each as short as it goes; evidence for who asks", () => {
    const report = reportOf("mqtt {\n  max_mqueue_len = 0\n  retry_intervall = 5s\n}\n", "nanomq.conf");
    const text = pretty({ ...report, pass: { rules: 7, tookMs: undefined } }, plain);
    expect(text).toMatch(/error schema\/unknown-key[\s\S]*warning schema\/not-positive/);
    expect(text).toContain(`
    3 │   retry_intervall = 5s
      │   ━━━━━━━━━━━━━━━
  help: retry_interval (--unsafe-fixes)
`);
    expect(text).toContain("(1 file, 7 rules)\n");
    expect(text).toMatch(/\n\d+ can be fixed with `--(?:unsafe-fixes|fix)`.*\n$/);
    expect(text).not.toContain("evidence");
    expect(pretty(report, { ...plain, verbose: true })).toContain("  evidence: measured ");
  });

  test("what no line says has no frame", () => {
    const text = pretty(reportOf("mqtt.retry_interval = 1s\n"), plain);
    expect(text).toMatch(/^nanomq\.conf warning auth\/anonymous-access$/m);
    expect(text.slice(0, text.indexOf("\n\n", 60))).not.toContain("│");
  });

  test("names of rules lead to their pages", () => {
    const pageAddress = (rule: string) => pageAddressIn("file:///n/docs/", rule, "zh");
    const report = { ...reportOf("colour = red\n"), pageAddress };
    const text = pretty(report, { ...plain, link: linked });
    const address = "file:///n/docs/rules/zh-CN/schema.md#unknown-key";
    expect(coloured(text)).toContain(`\u001b]8;;${address}\u001b\\schema/unknown-key\u001b]8;;\u001b\\`);
    expect(sarif(report)).toContain(`"helpUri": "${address}"`);
    expect(gitlab(report)).toContain(`"help_uri": "${address}"`);
  });

  test("one that does not start says that first", () => {
    const report = reportOf("http_server {", "nanomq.conf", "0.22.10");
    expect(pretty(report, plain).replaceAll(/\s+/g, " ")).toMatch(
      /^nanomq\.conf: NanoMQ 0\.22\.10 .* runs with all defaults/,
    );
    expect(json(report)).toContain('"outcome": "runs-on-defaults"');
    expect(pretty({ ...report, language: "zh" }, plain)).toMatch(/^nanomq\.conf：/);
  });
});
