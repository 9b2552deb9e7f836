import { describe, expect, test } from "vitest";
import { readTree } from "../../../src/text/conf/read-tree.ts";

test("the vocabulary of the recorded cases", () => {
  expect(readTree({ text: "a = 1e309\nb = -1e309\n" }, { nanomq: "0.24.14" })).toEqual({
    outcome: "accept",
    tree: { a: "__inf__", b: "__-inf__" },
    hazards: [],
  });
  expect(readTree({ text: "a = 1\n}\n" }, { nanomq: "0.23.10" })).toMatchObject({
    outcome: "accept",
    recovered: true,
    tree: { a: 1 },
  });
  expect(readTree({ text: "a = 1\n}\n" }, { nanomq: "0.24.14" })).toMatchObject({
    outcome: "reject",
    reason: "syntax-error",
    exit: 1,
    tree: null,
  });
  expect(readTree({ text: "x = []\n" }, { nanomq: "0.24.14" })).toMatchObject({
    outcome: "crash",
    hazards: [{ code: "empty-array", fatal: true }],
  });
});

test("of a key that stands twice the first counts", () => {
  const text = "A { x = 1 }\na { b = 1 }\na { c = 2 }\n";
  expect(readTree({ text }, { nanomq: "0.25.3" }).tree).toEqual({ a: { b: 1 } });
});

describe("the one text that NanoMQ's scanner takes for a string of many lines, by mistake", () => {
  test.each([
    ["a = {MultilineChar}*\nb = 1\n", '{"a":{"b":1}}'],
    ["a = {MultilineChar}* 20s\nb = 1\n", '{"a":"20s","b":1}'],
    ["a {MultilineChar}* = 3\nb = 1\n", '{"a":3,"b":1}'],
    ["a = [1, {MultilineChar}*2]\n", '{"a":[1,2]}'],
    ["a = {MultilineChar}*", "null"],
    ["a = {MultilineChar}\n", "null"],
  ])("is dropped: %j", (text, tree) => {
    expect(JSON.stringify(readTree({ text }, { nanomq: "0.25.3" }).tree)).toBe(tree);
  });
});

test("a section that is opened again inside a quoted name has its later key first", () => {
  const { tree } = readTree({ text: 'b.c : 1e2,\n"a.b"={b.c=1, b.d=2}\n' }, { nanomq: "0.25.3" });
  expect(JSON.stringify(tree)).toBe('{"a.b":{"b":{"d":2,"c":1}},"b":{"c":100}}');
});

test("__proto__ is a key like any other", () => {
  const { tree } = readTree({ text: '"__proto__" = { polluted = true }\n' }, { nanomq: "0.25.3" });
  expect(JSON.stringify(tree)).toBe('{"__proto__":{"polluted":true}}');
});

test("includes come from files, by any spelling of the name", () => {
  const files = { "conf/i.conf": "i = 5\n" };
  expect(readTree({ text: 'include "./conf//i.conf"\n', files }, { nanomq: "0.25.3" }).tree).toEqual({
    i: 5,
  });
});

test("an unknown newer version reads as the newest known, and says so", () => {
  const result = readTree({ text: "a = 1\n" }, { nanomq: "9.9.9" });
  expect(result.tree).toEqual({ a: 1 });
  expect(result.note).toContain("9.9.9");
  expect(readTree({ text: "a = 1\n" }, { nanomq: "0.25.3" }).note).toBeUndefined();
});

test("what is no version is refused", () => {
  expect(() => readTree({ text: "a = 1\n" }, { nanomq: "latest" })).toThrow(RangeError);
});
