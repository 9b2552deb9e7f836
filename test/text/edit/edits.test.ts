import fc from "fast-check";
import { expect, test } from "vitest";
import { readConf } from "../../../src/text/conf/read-conf.ts";
import { readTree } from "../../../src/text/conf/read-tree.ts";
import { editedInput, editsFor } from "../../../src/text/edit/edits.ts";
import { nothingWanted, type Wanted } from "../../../src/text/edit/wanted.ts";
import { anyConf, dialectVersions, soundConf, version } from "../conf/generators.ts";

const nanomq = version("0.24.14");

function edited(text: string, wanted: Partial<Wanted>): string | undefined {
  const conf = { input: { text }, reading: readConf({ text }, nanomq) };
  const edits = editsFor(conf, nanomq, { ...nothingWanted, ...wanted });
  if (edits === undefined) return undefined;
  const result = editedInput(conf, edits).text;
  return typeof result === "string" ? result : new TextDecoder("utf-8", { ignoreBOM: true }).decode(result);
}

test.each<[before: string, path: string, value: string, after: string]>([
  ["mqtt {\n  qos = 1 # why\n}\n", "mqtt.qos", "2", "mqtt {\n  qos = 2 # why\n}\n"],
  ["mqtt {\n\tqos = 1\n}\n", "mqtt.retry", "10s", "mqtt {\n\tqos = 1\n\tretry = 10s\n}\n"],
  ["mqtt {\r\n\tqos = 1\r\n}\r\n", "mqtt.retry", "10s", "mqtt {\r\n\tqos = 1\r\n\tretry = 10s\r\n}\r\n"],
  ["MQTT {\n  Qos = 1\n}\n", "mqtt.qos", "2", "MQTT {\n  Qos = 2\n}\n"],
  ["MQTT {\n  Qos = 1\n}\n", "mqtt.retry", "10s", "MQTT {\n  Qos = 1\n  retry = 10s\n}\n"],
  ["mqtt { qos = 1 }\n", "mqtt.retry", "10s", "mqtt { qos = 1, retry = 10s }\n"],
  [
    "mqtt.qos = 1\nlog.level = warn\n",
    "mqtt.retry",
    "10s",
    "mqtt.qos = 1\nlog.level = warn\nmqtt.retry = 10s\n",
  ],
  ["AUTH.x = 1\n", "auth.y", "2", "AUTH.x = 1\nAUTH.y = 2\n"],
  ["a = 1", "mqtt.retry", "10s", "a = 1\nmqtt.retry = 10s"],
  ["a = 1\r\n", "mqtt.retry", "10s", "a = 1\r\nmqtt.retry = 10s\r\n"],
  ["\uFEFFa = 1\n", "a", "2", "\uFEFFa = 2\n"],
  ["m { x = 1 }\nm { x = 2 }\n", "m.x", "3", "m { x = 3 }\nm { x = 2 }\n"],
  ["a [1]\n", "a", "5", "a = 5\n"],
  [
    "m {\n  # last words\n  x = 1\n  # nanotune-ignore a/b\n  y = 2\n}\n",
    "m.z",
    "3",
    "m {\n  # last words\n  x = 1\n  # nanotune-ignore a/b\n  y = 2\n  z = 3\n}\n",
  ],
])("in %j, %s = %s gives %j", (before, path, value, after) => {
  expect(edited(before, { set: [[path.split("."), value]] })).toBe(after);
});

test.each<[before: string, path: readonly string[], after: string | undefined]>([
  ["a = 1\nb = 2\n", ["a"], "b = 2\n"],
  ["m { x = 1, y = 2 }\n", ["m", "x"], "m { y = 2 }\n"],
  ["m { x = 1, y = 2 }\n", ["m", "y"], "m { x = 1 }\n"],
  ["a = 1\na = 2\nb = 3\n", ["a"], "b = 3\n"],
  ["A = 1\na = 2\nb = 3\n", ["a"], "b = 3\n"],
  ["m {\n  x = 1\n  y = 2\n}\n", ["m", "y"], "m {\n  x = 1\n}\n"],
  ["m {\n  x = 1 # kept\n  y = 2\n}\n", ["m", "x"], "m {\n  # kept\n  y = 2\n}\n"],
  ["m {\n  y = 2\n}\nb = 3\n", ["m", "y"], "b = 3\n"],
  ['m { "a.b" = { x = 1, y = 2 } }\n', ["m", "a.b", "x"], 'm { "a.b" = { y = 2 } }\n'],
  ["a = 1\n", ["a"], undefined],
])("in %j, %j is removed: %j", (before, path, after) => {
  expect(edited(before, { remove: [path] })).toBe(after);
});

test("two new lines are both written", () => {
  const set = [
    [["mqtt", "retry"], "1s"],
    [["mqtt", "multiplier"], "1.5"],
  ] as const;
  expect(edited("a = 1\n", { set })).toBe("a = 1\nmqtt.retry = 1s\nmqtt.multiplier = 1.5\n");
  expect(edited("mqtt {\n\tqos = 1\n}\n", { set })).toBe(
    "mqtt {\n\tqos = 1\n\tretry = 1s\n\tmultiplier = 1.5\n}\n",
  );
  expect(edited("mqtt { qos = 1 }\n", { set })).toBe("mqtt { qos = 1, retry = 1s, multiplier = 1.5 }\n");
});

test.each<[before: string, from: string, to: string, after: string | undefined]>([
  ["mqtt { retry_intervall = 2s }\n", "mqtt.retry_intervall", "mqtt.retry", "mqtt { retry = 2s }\n"],
  ["mqtt.retry_intervall = 2s\n", "mqtt.retry_intervall", "mqtt.retry", "mqtt.retry = 2s\n"],
  ["mqt { x = 2s, y = 1 }\n", "mqt", "mqtt", "mqtt { x = 2s, y = 1 }\n"],
  ["m { a = 1, b = 2 }\n", "m.a", "m.b", undefined],
  [
    "retry = 2s # why\nmqtt {\n  x = 1\n}\n",
    "retry",
    "mqtt.retry",
    "# why\nmqtt {\n  x = 1\n  retry = 2s\n}\n",
  ],
  ["retry = 2s\nb = 1\n", "retry", "mqtt.retry", "b = 1\nmqtt.retry = 2s\n"],
  ["mqtt { x = 1, log { level = warn } }\n", "mqtt.log", "log", "mqtt { x = 1 }\nlog = { level = warn }\n"],
])("in %j, %s goes to %s: %j", (before, from, to, after) => {
  expect(edited(before, { move: [[from.split("."), to.split(".")]] })).toBe(after);
});

test.each(["a = 1\nmqtt {\n", "a = = 1\n", "a = 1,\n"])(
  "a file that NanoMQ does not read whole stays: %j",
  (text) => {
    expect(edited(text, { set: [[["a"], "2"]] })).toBeUndefined();
  },
);

test("a setting of an included file is changed there", () => {
  const input = { text: 'include "timing.conf"\nb = 1\n', files: { "timing.conf": "mqtt { x = 10s }\n" } };
  const conf = { input, reading: readConf(input, nanomq) };
  const set = [
    [["mqtt", "x"], "1s"],
    [["mqtt", "y"], "2s"],
  ] as const;
  const edits = editsFor(conf, nanomq, { ...nothingWanted, set });
  expect(edits?.map(({ span: { file }, text }) => [file, text])).toEqual([
    ["timing.conf", "1s"],
    ["timing.conf", ", y = 2s"],
  ]);
});

test("in a sound conf a member that is no section can be set: NanoMQ reads that value, and all else as before", () => {
  const path = fc.constantFrom("a", "b.c", "listeners.tcp.bind", "max_packet_size", "x.y.z");
  fc.assert(
    fc.property(
      soundConf,
      path,
      fc.constantFrom("1", '"t/#"', "10s", "[1, 2]"),
      fc.constantFrom(...dialectVersions),
      (text, name, value, release) => {
        const keys = name.split(".");
        const valueIn = (written: string, names = keys): unknown =>
          names.reduce<unknown>(
            (node, key) => Object.entries(node ?? {}).find(([own]) => own === key)?.[1],
            readTree({ text: written }, { nanomq: release.text }).tree,
          );
        const isSection = (node: unknown) => typeof node === "object" && !Array.isArray(node);
        // A section is not given up for a value, nor a value for a section.
        const parents = keys.map((_, at) => valueIn(text, keys.slice(0, at)));
        fc.pre(!isSection(valueIn(text)) && parents.every((node) => node === undefined || isSection(node)));
        const conf = { input: { text }, reading: readConf({ text }, release) };
        const edits = editsFor(conf, release, { ...nothingWanted, set: [[keys, value]] });
        const after = editedInput(conf, edits ?? []);
        const result = typeof after.text === "string" ? after.text : new TextDecoder().decode(after.text);
        const wanted = readTree({ text: `v = ${value}\n` }, { nanomq: release.text }).tree;
        expect({ v: valueIn(result) }).toEqual(wanted);
      },
    ),
    { numRuns: 150 },
  );
});

test("edits of any conf lie inside it", () => {
  fc.assert(
    fc.property(anyConf, (text) => {
      const conf = { input: { text }, reading: readConf({ text }, nanomq) };
      const length = new TextEncoder().encode(text).length;
      const wanted = { ...nothingWanted, set: [[["a", "b"], "1"]], remove: [["a"]] } as const;
      for (const { span } of editsFor(conf, nanomq, wanted) ?? []) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(length);
      }
    }),
  );
});
