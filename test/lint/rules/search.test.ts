import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createChecker } from "../../../src/lint/rules/cel/environment.ts";
import { call } from "../../../src/lint/rules/cel/functions.ts";
import * as cel from "../../../src/lint/rules/cel/runtime.ts";
import { among } from "../../../src/lint/rules/cel/search.ts";
import { TopicIndex } from "../../../src/lint/rules/cel/topic-index.ts";
import type { Value } from "../../../src/lint/rules/cel/value.ts";

const check = createChecker({ item: "dyn", many: "dyn" });

/** The condition with its search, and without. */
function both(condition: string): readonly [cel.Condition, cel.Condition] {
  const checked = check(condition);
  if (!checked.ok) throw new Error(checked.problem.fault.kind);
  const make = new Function("cel", "call", `return ${checked.code}`);
  const asking = {
    ...cel,
    exists: (holder: cel.Answer, look: (one: Value) => cel.Answer) => cel.exists(holder, look),
  };
  return [make(cel, call), make(asking, call)];
}

const conditions = [
  "many.exists(x, x.a == item.a)",
  "many.exists(x, x.a == item.a && x.b != item.b)",
  "many.exists(x, x.b < item.b && x.a == item.a && item.b == x.b)",
  "many.exists(x, port(x.t) == port(item.t))",
  "many.exists(x, x != item && (!has(x.a) || x.a == item.a))",
  "many.exists(x, overlap(x.t, item.t))",
  "many.exists(x, x.t != item.t && overlap(item.t, x.t) && !has(x.a))",
];

const topic = fc
  .array(fc.constantFrom("a", "b", "+", "#", ""), { minLength: 1, maxLength: 4 })
  .map((levels) => levels.join("/"));
const scalar = fc.constantFrom<Value>(0, 1, "a", "0.0.0.0:1", true, null, ["a"], Infinity);
const element = fc.record({ a: scalar, b: scalar, t: fc.oneof(topic, scalar) }, { requiredKeys: [] });

describe("a list is searched to the same answer as it is asked", () => {
  test.each(conditions)("%s", (condition) => {
    const [searched, asked] = both(condition);
    const lists = fc.array(fc.oneof(element, scalar), { minLength: 14, maxLength: 24 });
    fc.assert(
      fc.property(lists, element, (many, item) => {
        expect(searched({ many, item })).toBe(asked({ many, item }));
      }),
      { numRuns: 500 },
    );
  });
});

test("filters that overlap are found", () => {
  const overlap = (one: string, other: string) => call("overlap", one, other) === true;
  fc.assert(
    fc.property(fc.array(topic, { maxLength: 20 }), topic, (filters, filter) => {
      const index = new TopicIndex<string>();
      for (const one of filters) index.add(one, one);
      const found = [...index.overlapping(filter)].toSorted();
      expect(found).toEqual(filters.filter((one) => overlap(one, filter)).toSorted());
    }),
  );
});

describe("a search looks at what can be meant", () => {
  const size = 5000;
  const looks = (elements: readonly Value[], condition: (at: number) => Parameters<typeof among>[1]) => {
    let count = 0;
    for (let at = 0; at < size; at += 1) count += [...among(elements, condition(at))].length;
    return count;
  };
  const field = (name: string) => (one: Value) => cel.field(one, name);

  test("by value", () => {
    const elements = Array.from({ length: size }, (_, at) => ({ port: at % 2500 }));
    const equal = (at: number) => [{ of: field("port"), is: () => at % 2500 }];
    expect(
      looks(elements, (at) => () => ({ id: "1", uses: [["port"]], equal: equal(at), overlap: undefined })),
    ).toBe(size);
  });

  test("by topic", () => {
    const elements = Array.from({ length: size }, (_, at) => ({ topic: `line/${at}/+` }));
    const overlap = (at: number) => ({ of: field("topic"), is: () => `line/${at}/up` });
    expect(
      looks(elements, (at) => () => ({ id: "1", uses: [["topic"]], equal: [], overlap: overlap(at) })),
    ).toBe(size);
  });

  test("and at one of those that are alike", () => {
    const elements = Array.from({ length: size }, () => ({ topic: "line/#" }));
    expect(looks(elements, () => () => ({ id: "1", uses: undefined, equal: [], overlap: undefined }))).toBe(
      size,
    );
  });
});
