import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChecker } from "../../../src/lint/rules/cel/environment.ts";
import { CostError } from "../../../src/lint/rules/cel/evaluate.ts";
import { call } from "../../../src/lint/rules/cel/functions.ts";
import { compilePattern } from "../../../src/lint/rules/cel/linear-match.ts";
import * as cel from "../../../src/lint/rules/cel/runtime.ts";
import type { Scope, Value } from "../../../src/lint/rules/cel/value.ts";
import { ruleProblemText } from "../../../src/report/rule/rule-faults.ts";

const scope = {
  conf: {
    mqtt: { retry_interval: "double", multiplier: "double", name: "string" },
    on: "bool",
    list: "list",
  },
  client: { keepalive: "double" },
  free: "dyn",
} as const;
const check = createChecker(scope);

function compiled(code: string): cel.Condition {
  const make = new Function("cel", "call", `return ${code}`);
  return make(cel, call);
}

const conditions = [
  "conf.mqtt.retry_interval > 0.3 * client.keepalive",
  "conf.mqtt.retry_interval == 10",
  "conf.mqtt.retry_interval / conf.mqtt.multiplier >= 2 || conf.on",
  "conf.on && conf.mqtt.retry_interval < 3",
  "conf.mqtt.retry_interval < 3 && conf.on",
  "!conf.on || conf.mqtt.name == 'a'",
  "has(conf.mqtt.name) && conf.mqtt.name.startsWith('a')",
  "has(free.a.b) ? free.a.b == 1 : false",
  "size(conf.list) > 1 && conf.list.exists(x, x == 1)",
  "conf.list.all(x, x == 'a' || x == 1)",
  "conf.mqtt.name in ['a', 'ab']",
  "conf.mqtt.name.matches('^a+$')",
  "kind(free) == 'object' && has(free.a)",
  "-conf.mqtt.retry_interval + 1 < most(conf.mqtt.multiplier, 0)",
  "conf.list.filter(x, x == 1).map(x, kind(x)) == ['number']",
  "duration(conf.mqtt.retry_interval) == '1 s'",
] as const;

/** Drops keys of a record at random, so that conditions meet missing values. */
const thinned = (model: Record<string, fc.Arbitrary<Value>>): fc.Arbitrary<Scope> => {
  const keys = Object.keys(model);
  return fc
    .tuple(fc.record(model), fc.subarray(keys))
    .map(([record, kept]) =>
      Object.fromEntries(Object.entries(record).filter(([key]) => kept.includes(key))),
    );
};

const values: fc.Arbitrary<Scope> = fc.record({
  conf: thinned({
    mqtt: thinned({
      retry_interval: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ noNaN: true })),
      multiplier: fc.double({ min: 0, max: 3, noNaN: true }),
      name: fc.constantFrom("a", "aa", "ab", "b", ""),
    }),
    on: fc.boolean(),
    list: fc.array(fc.constantFrom<Value>("a", 1, true, null), { maxLength: 3 }),
  }),
  client: thinned({ keepalive: fc.integer({ min: 0, max: 60 }) }),
  free: fc.oneof(
    fc.integer(),
    fc.boolean(),
    thinned({ a: fc.oneof(fc.integer(), thinned({ b: fc.integer() })) }),
  ),
});

describe("conditions", () => {
  it.each(conditions)("compiled and interpreted agree: %s", (condition) => {
    const checked = check(condition);
    if (!checked.ok) throw new Error(checked.problem.fault.kind);
    const fast = compiled(checked.code);
    fc.assert(
      fc.property(values, (context) => {
        const answer = checked.interpret(context);
        expect(fast(context)).toEqual(answer);
        expect(checked.evaluate(context)).toEqual(answer);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["conf.mqtt.retry_intervl > 1", "no such key: retry_intervl", 10],
    ["1 < 2 && has(conf.mqtt.nam)", "no such key: nam", 23],
    ["conf.on == 1 && conf.mqtt.retry_interval > 1 + 'a'", "no such overload", 0],
    ["1 == 1 && conf.mqtt.retry_interval == 'a'", "no such overload", 10],
    ["nope > 1", "Unknown variable", 0],
    ["conf.list.exists(a, conf.list.exists(b, conf.list.exists(d, d == a)))", "too expensive", 40],
    ["conf.mqtt.name.matches('(a')", "missing )", 23],
    ["conf.mqtt.name.matches(conf.mqtt.name)", "literal pattern", 0],
    ["timestamp('2026-01-01T00:00:00Z') == timestamp('2026-01-01T00:00:00Z')", "unknown function", 0],
    ["conf.mqtt.retry_interval >", "", 26],
    ["size(conf.mqtt) == 1", "is a section", 5],
    ["{'a': 1}['a'] == 1", "map literals", 0],
  ])("refuses %s", (condition, message, offset) => {
    const checked = check(condition);
    expect(checked.ok).toBe(false);
    if (checked.ok) return;
    const { fault } = checked.problem;
    const problem = {
      file: "a.toml",
      line: 1,
      column: 1,
      fault: { kind: "condition", key: "when", fault },
    } as const;
    expect(ruleProblemText(problem, "en")).toContain(message);
    expect(ruleProblemText(problem, "zh")).toMatch(/\p{Script=Han}/u);
    expect(checked.problem.offset).toBe(offset);
  });
});

describe("cost", () => {
  const list = Array.from({ length: 2000 }, (_, at) => `${at}`);

  it.each([
    ["comprehension bomb", "conf.list.exists(a, conf.list.exists(b, a + b == 'x'))"],
    ["bomb behind an or", "conf.list.all(a, conf.list.all(b, a + b != 'x') || conf.on)"],
    ["list in list", "conf.list.all(a, a in conf.list || true)"],
  ])("%s ends in an error that nothing catches, and soon", (_, condition) => {
    const checked = check(condition);
    if (!checked.ok) throw new Error(checked.problem.fault.kind);
    expect(() => checked.evaluate({ conf: { list, on: true } })).toThrow(CostError);
  });

  it("a deep expression is refused", () => {
    expect(check(`${"(".repeat(500)}true${")".repeat(500)}`).ok).toBe(false);
    expect(check(`${"!".repeat(5000)}conf.on`).ok).toBe(false);
    expect(check(Array(5000).fill("conf.on").join(" && ")).ok).toBe(false);
  });

  it("counts all elements of one run together", () => {
    const checked = check("conf.list.exists(a, a == 'x')");
    if (!checked.ok) throw new Error(checked.problem.fault.kind);
    const record = { conf: { list } };
    expect(() => {
      for (let at = 0; at < 1000; at += 1) checked.evaluate(record);
    }).toThrow(CostError);
    expect(checked.evaluate({ conf: { list } })).toBe(false);
  });
});

describe("matches", () => {
  const patterns = [
    "^a+$",
    "a|b",
    "[a-c]{2,3}d?",
    "^(?:ab|c)*$",
    "\\d+\\.\\d",
    "[^a]",
    "",
    "a{0}b",
    "(a*)*b",
    "^$",
    "x{2}",
  ];

  it.each(patterns)("agrees with the backtracking engine: %s", (pattern) => {
    const found = compilePattern(pattern);
    const native = new RegExp(pattern, "u");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."abcdx1.\n"), maxLength: 8 }), (text) => {
        expect(found(text)).toBe(native.test(text));
      }),
      { numRuns: 200 },
    );
  });

  it("needs no more steps than pattern times text", () => {
    const found = compilePattern("^(a+)+$");
    expect(found(`${"a".repeat(20_000)}!`)).toBe(false);
  });

  it.each([
    ["(a", "open-group"],
    ["a)", "unbalanced"],
    ["[a", "open-class"],
    ["*a", "nothing-to-repeat"],
    ["a{101}", "repetition"],
    ["a{2,1}", "repetition"],
    ["\\1", "unknown-escape"],
    ["a\\", "end-escape"],
    ["(?=a)", "group"],
    [`${"(".repeat(60)}a${")".repeat(60)}`, "too-deep"],
    ["(?:a{100}){100}", "too-long"],
  ])("refuses %s", (pattern, why) => {
    expect(() => compilePattern(pattern)).toThrow(expect.objectContaining({ why }));
  });
});
