import fc from "fast-check";
import { expect, test } from "vitest";
import { readConf } from "../../../src/text/conf/read-conf.ts";
import { readTree } from "../../../src/text/conf/read-tree.ts";
import { editedInput, removeMemberEdits, setMemberEdits } from "../../../src/text/edit/member-edits.ts";
import { anyConf, dialectVersions, soundConf, version } from "../conf/generators.ts";

const nanomq = version("0.24.14");

function edited(
  text: string,
  edit: typeof setMemberEdits | typeof removeMemberEdits,
  path: string,
  value = "",
): string {
  const conf = { input: { text }, version: nanomq };
  const edits = edit(conf, path.split("."), value);
  const result = editedInput(conf.input, readConf(conf.input, nanomq), edits).text;
  return typeof result === "string" ? result : new TextDecoder().decode(result);
}

test.each<[before: string, path: string, value: string, after: string]>([
  ["mqtt {\n  qos = 1 # why\n}\n", "mqtt.qos", "2", "mqtt {\n  qos = 2 # why\n}\n"],
  ["mqtt {\n\tqos = 1\n}\n", "mqtt.retry", "10s", "mqtt {\n\tqos = 1\n\tretry = 10s\n}\n"],
  ["mqtt { qos = 1 }\n", "mqtt.retry", "10s", "mqtt { qos = 1 retry = 10s }\n"],
  ["a = 1", "mqtt.retry", "10s", "a = 1\nmqtt.retry = 10s\n"],
  ["", "mqtt.retry", "10s", "mqtt.retry = 10s\n"],
  ["m { x = 1 }\nm { x = 2 }\n", "m.x", "3", "m { x = 3 }\nm { x = 2 }\n"],
  ["a [1]\n", "a", "5", "a = 5\n"],
  ["a =\nb = 1\n", "c", "5", "c = 5\na =\nb = 1\n"],
])("in %j, %s = %s gives %j", (before, path, value, after) => {
  expect(edited(before, setMemberEdits, path, value)).toBe(after);
});

test.each<[before: string, path: string, after: string]>([
  ["a = 1\nb = 2\n", "a", "b = 2\n"],
  ["m { x = 1, y = 2 }\n", "m.x", "m {  y = 2 }\n"],
  ["a = 1\na = 2\n", "a", ""],
  ["m {\n  x = 1\n  y = 2\n}\n", "m.y", "m {\n  x = 1\n}\n"],
])("in %j, %s is removed: %j", (before, path, after) => {
  expect(edited(before, removeMemberEdits, path)).toBe(after);
});

test("in a sound conf a member that is no section can be set, and NanoMQ then reads that value", () => {
  const path = fc.constantFrom("a", "b.c", "listeners.tcp.bind", "max_packet_size", "x.y.z");
  fc.assert(
    fc.property(
      soundConf,
      path,
      fc.constantFrom("1", '"t/#"', "10s", "[1, 2]"),
      fc.constantFrom(...dialectVersions),
      (text, name, value, release) => {
        const keys = name.split(".");
        const conf = { input: { text }, version: release };
        const valueIn = (written: string): unknown =>
          keys.reduce<unknown>(
            (node, key) => Object.entries(node ?? {}).find(([own]) => own === key)?.[1],
            readTree({ text: written }, { nanomq: release.text }).tree,
          );
        const before = valueIn(text);
        fc.pre(typeof before !== "object" || Array.isArray(before));
        const after = editedInput(
          conf.input,
          readConf(conf.input, release),
          setMemberEdits(conf, keys, value),
        );
        const result = typeof after.text === "string" ? after.text : new TextDecoder().decode(after.text);
        const wanted = readTree({ text: `v = ${value}\n` }, { nanomq: release.text }).tree;
        expect({ v: valueIn(result) }).toEqual(wanted);
      },
    ),
    { numRuns: 300 },
  );
});

test("edits of any conf lie inside it", () => {
  fc.assert(
    fc.property(anyConf, (text) => {
      const conf = { input: { text }, version: nanomq };
      const length = new TextEncoder().encode(text).length;
      for (const { span } of [...setMemberEdits(conf, ["a", "b"], "1"), ...removeMemberEdits(conf, ["a"])]) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(length);
      }
    }),
  );
});
