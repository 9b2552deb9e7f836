import { describe, expect, test } from "vitest";
import { fieldCases, findingsOf, hits } from "./field-cases.ts";

describe("problems that users had", () => {
  test.each(fieldCases.map((one) => [one.id, one.title, one] as const))("%s %s", (_id, _title, one) => {
    const found = hits(one, findingsOf(one, "bad")).map(({ rule }) => rule);
    const left = new Set(findingsOf(one, "good").map(({ rule }) => rule));
    expect(found).not.toEqual([]);
    expect(found.filter((rule) => !left.has(rule))).not.toEqual([]);
  });
});
