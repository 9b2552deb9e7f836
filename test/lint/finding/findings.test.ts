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
});
