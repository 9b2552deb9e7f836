import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/lint/finding/finding.ts";
import { fingerprints } from "../../../src/lint/finding/fingerprint.ts";
import { mergeFindings } from "../../../src/lint/finding/merge.ts";
import { compareFindings, summarise } from "../../../src/lint/finding/order.ts";

function finding(rule: string, start: number, extra: Partial<Finding> = {}): Finding {
  const span = { file: "a.conf", start, end: start + 3 };
  return {
    rule,
    severity: "warning",
    args: {},
    span,
    key: "mqtt.x",
    related: [],
    proposals: [],
    evidence: [],
    ...extra,
  };
}

describe("findings", () => {
  it("are sorted by file, place and rule", () => {
    const other = finding("a/a", 0, { span: { file: "A.conf", start: 9, end: 10 } });
    const all = [finding("b/b", 5), finding("a/a", 5), finding("c/c", 1), other];
    expect(
      all.toSorted(compareFindings).map(({ rule, span }) => `${span.file} ${span.start} ${rule}`),
    ).toEqual(["A.conf 9 a/a", "a.conf 1 c/c", "a.conf 5 a/a", "a.conf 5 b/b"]);
  });

  it("are counted by severity", () => {
    const all = [
      finding("a/a", 0, { severity: "error" }),
      finding("a/a", 0),
      finding("a/a", 0, { severity: "info" }),
    ];
    expect(summarise([...all, finding("b/b", 1)])).toEqual({ errors: 1, warnings: 2, infos: 1 });
  });

  it("have fingerprints without lines", () => {
    expect(fingerprints([finding("a/a", 0), finding("a/a", 90), finding("b/b", 9)])).toEqual([
      "a/a|a.conf|mqtt.x|1",
      "a/a|a.conf|mqtt.x|2",
      "b/b|a.conf|mqtt.x|1",
    ]);
  });

  it("are dropped where another rule says more about the same place", () => {
    const replaces = (rule: string) => (rule === "a/more" ? ["a/less"] : []);
    const kept = mergeFindings([finding("a/less", 0), finding("a/more", 0), finding("a/less", 50)], replaces);
    expect(kept.map(({ rule, span }) => `${rule} ${span.start}`)).toEqual(["a/more 0", "a/less 50"]);
  });

  it("of elements are dropped where a rule tells the whole of their list, section or element", () => {
    const replaces = (rule: string) => (rule === "a/whole" ? ["schema/incomplete", "start/dies-later"] : []);
    const at = (rule: string, key: string) => finding(rule, 9, { key, args: { missing: "x" } });
    const keptOf = (whole: string, ...others: Finding[]) =>
      mergeFindings([finding("a/whole", 0, { key: whole }), ...others], replaces).map(({ key }) => key);
    expect(keptOf("b.c", at("schema/incomplete", "b.c.list[0].x"))).toEqual(["b.c"]);
    expect(keptOf("b.c.list.0", at("start/dies-later", "b.c.list[0].x"))).toEqual(["b.c.list.0"]);
    expect(keptOf("b.c", at("schema/incomplete", "b.c.other"))).toEqual(["b.c", "b.c.other"]);
    expect(keptOf("b.c.list.0", at("start/dies-later", "b.c.list[1].x"))).toContain("b.c.list[1].x");
  });

  it("say once what several settings have no effect without", () => {
    const lacks = (key: string) =>
      finding("schema/incomplete", key.length, { key, args: { missing: "t.bind" } });
    expect(mergeFindings([lacks("t.key"), lacks("t.cert")], () => [])).toHaveLength(1);
  });

  it("do not follow from a brace that is missing", () => {
    const open = finding("syntax/unclosed", 40, { severity: "error", key: "mqtt" });
    const all = [finding("a/before", 5), open, finding("schema/unknown-key", 90, { key: "auth" })];
    expect(mergeFindings(all, () => []).map(({ rule }) => rule)).toEqual(["a/before", "syntax/unclosed"]);
  });

  it("without a setting hide no other", () => {
    const all = [finding("a/file", 0, { key: undefined }), finding("schema/no-effect", 9)];
    expect(mergeFindings(all, () => [])).toHaveLength(2);
  });
});
