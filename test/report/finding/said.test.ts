import { describe, expect, test } from "vitest";
import {
  type Finding,
  lintConf,
  type NanomqVersion,
  noFacts,
  parseVersion,
  type RulePage,
  run,
  said,
} from "../../../src/index.ts";
import type { Reported } from "../../../src/lint/finding/finding.ts";

function release(name: string): NanomqVersion {
  const version = parseVersion(name);
  if (version === undefined) throw new RangeError(name);
  return version;
}
const version = release("0.22.10");

function findingsOf(text: string): readonly Finding[] {
  return lintConf({ conf: { text }, version, facts: noFacts }).findings;
}

const plain: Reported = {
  rule: "pack/own",
  severity: "info",
  args: { what: "a\nb\u001B[31m" },
  span: { file: "a.conf", start: 0, end: 1 },
  related: [{ span: { file: "b.conf", start: 2, end: 3 }, label: "here" }],
  fixes: [
    { text: "", safety: "safe", edits: [] },
    { text: "x = 1", safety: "unsafe", edits: [] },
  ],
  evidence: [],
};

const page: RulePage = {
  id: "pack/own",
  severity: "info",
  message: { en: "found {what}", zh: "发现 {what}" },
  why: { en: "Because.", zh: "因为。" },
  labels: { here: { en: "written here", zh: "写在此处" } },
  examples: [],
  catalogue: [],
};

describe("said", () => {
  test("every finding of the library has its words in both languages", () => {
    const findings = findingsOf("mqtt { retry_interval = 0s, colour = red }\nauth.allow_anonymous = true\n");
    expect(findings.length).toBeGreaterThan(2);
    for (const finding of findings) {
      const [en, zh] = [said(finding, "en"), said(finding, "zh")];
      expect(en.message).not.toBe(finding.rule);
      expect(zh.message).toMatch(/\p{Script=Han}/u);
      expect([en.why, zh.why]).not.toContain("");
      expect(en.proposals).toHaveLength(finding.proposals.length);
      expect(en.related).toHaveLength(finding.related.length);
    }
  });

  test("pages of packs come along; what they are filled with starts no line", () => {
    const pages = new Map([[page.id, page]]);
    expect(said(plain, "en", pages)).toEqual({
      message: "found a\uFFFDb\uFFFD[31m",
      proposals: [
        { typed: undefined, message: "remove what is underlined", safety: "safe" },
        { typed: "x = 1", message: "type: x = 1", safety: "unsafe" },
      ],
      related: [{ span: plain.related[0]?.span, message: "written here" }],
      why: "Because.",
    });
    expect(said(plain, "zh", pages).related[0]?.message).toBe("写在此处");
  });

  test("a rule without words is called by its name", () => {
    expect(said(plain, "en")).toMatchObject({ message: "pack/own", why: "" });
  });
});

test("the library starts a broker on paper", () => {
  const start = { version, conf: { text: "mqtt.retry_interval = 7s\n" } };
  const { outcome, running } = run(start);
  expect([outcome, running?.values.get("mqtt.retry_interval")]).toEqual(["runs", 7]);
  expect(run({ ...start, conf: { text: "mqtt {\n" } }).outcome).toBe("runs-on-defaults");
  expect(run({ ...start, version: release("0.25.6"), conf: undefined }).outcome).toBe("runs");
});
