import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBaseline, printBaseline } from "../../../src/lint/finding/baseline.ts";

const identity = fc.record({
  rule: fc.string(),
  file: fc.string(),
  key: fc.string(),
  occurrence: fc.integer({ min: 1 }),
});

describe("baseline", () => {
  test("is the same bytes whatever the order, and reads back", () => {
    fc.assert(
      fc.property(fc.array(identity), (entries) => {
        const text = printBaseline(entries);
        expect(printBaseline(entries.toReversed())).toBe(text);
        const read = parseBaseline(text);
        expect(read.ok && printBaseline(read.entries)).toBe(text);
      }),
    );
  });

  test.each([
    ["", { ok: false, why: "foreign" }],
    ["[1]", { ok: false, why: "foreign" }],
    ['{"findings": []}', { ok: false, why: "foreign" }],
    ['{"nanotune_baseline": 2, "findings": []}', { ok: false, why: "newer" }],
    [
      '{"nanotune_baseline": 1, "findings": [{"rule": "a/b", "file": "a", "key": "", "occurrence": 0}]}',
      { ok: false, why: "entry", number: 1 },
    ],
  ])("refuses %s", (text, result) => {
    expect(parseBaseline(text)).toEqual(result);
  });
});
