import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { embedScalar } from "../../src/deploy/embed-scalar.ts";
import { readYaml, textAt, valueAt } from "../../src/deploy/yaml-file.ts";
import { type EmbeddedText, fromHost, toHostSpan } from "../../src/text/embedded.ts";
import { createSource, type Source, textOf } from "../../src/text/source.ts";

function embed(yaml: string): { readonly host: Source; readonly text: EmbeddedText; readonly value: string } {
  const host = createSource("k8s.yaml", yaml);
  const [root] = readYaml(host).documents;
  const node = valueAt(root, "data", "conf");
  if (node?.kind !== "scalar") throw new Error("no scalar");
  return { host, text: embedScalar(host, node, "conf"), value: textAt(node) ?? "" };
}

/** Host text of the first `part` of the embedded text. */
function shown(yaml: string, part: string): string {
  const { host, text, value } = embed(yaml);
  const at = new TextEncoder().encode(value.slice(0, value.indexOf(part))).length;
  const length = new TextEncoder().encode(part).length;
  const span = toHostSpan(text, { file: "conf", start: at, end: at + length });
  return textOf(host, span.start, span.end);
}

describe("a part of the value is found in the file", () => {
  const table: [name: string, yaml: string, part: string, shown: string][] = [
    ["literal", "data:\n  conf: |\n    a = 1\n    retry = 2\n", "retry = 2", "retry = 2"],
    ["literal, inner indent", "data:\n  conf: |-\n    m {\n      retry = 2\n    }", "retry = 2", "retry = 2"],
    ["literal, given indent", "data:\n  conf: |2\n      a = 1\n      retry = 2\n", "retry = 2", "retry = 2"],
    ["literal, kept ends", "data:\n  conf: |+\n    retry = 2\n\n\n", "retry = 2", "retry = 2"],
    ["literal, blank first lines", "data:\n  conf: |\n\n\n    retry = 2\n", "retry = 2", "retry = 2"],
    ["literal, CRLF", "data:\r\n  conf: |\r\n    a = 1\r\n    retry = 2\r\n", "retry = 2", "retry = 2"],
    [
      "literal, non-ASCII",
      "data:\n  # Wärme\n  conf: |\n    # 温度 🌡\n    retry = 2\n",
      "retry = 2",
      "retry = 2",
    ],
    ["folded", "data:\n  conf: >\n    a = 1\n    b = 2\n\n    retry = 3\n", "retry = 3", "retry = 3"],
    ["folded over the line end", "data:\n  conf: >\n    a = 1\n    b = 2\n", "1 b", "1\n    b"],
    ["double quotes", 'data:\n  conf: "a = \\"x\\"\\nretry = 2\\n"\n', "retry = 2", "retry = 2"],
    ["an escape", 'data:\n  conf: "a = \\"x\\"\\nretry = 2\\n"\n', '"x"', '\\"x\\"'],
    ["a code point escape", 'data:\n  conf: "a = \\u00e4b"\n', "äb", "\\u00e4b"],
    ["single quotes", "data:\n  conf: 'a = ''x'' retry = 2'\n", "'x' retry", "''x'' retry"],
    ["plain", "data:\n  conf: retry = 2\n", "= 2", "= 2"],
    ["plain over lines", "data:\n  conf: a = 1\n    retry = 2\n", "retry = 2", "retry = 2"],
    ["flow", '{data: {conf: "mqtt { retry = 2 }"}}', "retry = 2", "retry = 2"],
  ];
  test.each(table)("%s", (_, yaml, part, expected) => {
    expect(shown(yaml, part)).toBe(expected);
  });
});

describe("a place of the file is found in the value", () => {
  test.each([
    ["data:\n  conf: |\n    m {\n      re¦\n    }\n", "m {\n  re¦\n}\n"],
    ["data:\n  conf: |\n    ¦m {}\n", "¦m {}\n"],
    ["data:\n  conf: |\n    m {\n  ¦\n    }\n", "m {\n¦\n}\n"],
    ["data:\n  conf: |\n    m {\n  ¦    a\n    }\n", "m {\n¦  a\n}\n"],
    ["data:\n  conf: |\n    m {}\n    ¦", "m {}\n¦"],
    ["data:\n  conf: |\n    温 {}¦\n    # 🌡\n", "温 {}¦\n# 🌡\n"],
    ['data:\n  conf: "a = \\"x¦\\"\\nb"\n', 'a = "x¦"\nb'],
    ["data:\n  conf: 'a = ''x''¦ b'\n", "a = 'x'¦ b"],
    ["data:\n  conf: |\r\n    a = 1¦\r\n    b = 2\r\n", "a = 1¦\nb = 2\n"],
    ["data:\n  conf: |\n    m {}\n  ¦", undefined],
    ["data:\n  conf: |\n    m {}\n  oth¦er: x\n", undefined],
    ["data:\n  co¦nf: |\n    m {}\n", undefined],
  ])("%j", (yaml, expected) => {
    const bytesBefore = (whole: string) =>
      new TextEncoder().encode(whole.slice(0, whole.indexOf("¦"))).length;
    const found = fromHost(embed(yaml.replace("¦", "")).text, bytesBefore(yaml));
    expect(found).toBe(expected === undefined ? undefined : bytesBefore(expected));
  });
});

test("an empty span stays empty, and the end of the text is inside the scalar", () => {
  const { host, text, value } = embed("data:\n  conf: |\n    a = 1\n  other: x\n");
  const start = toHostSpan(text, { file: "conf", start: 4, end: 4 });
  expect(start.end).toBe(start.start);
  expect(textOf(host, start.start, start.start + 1)).toBe("1");
  const end = toHostSpan(text, { file: "conf", start: value.length, end: value.length });
  expect(end.start).toBeLessThanOrEqual(textOf(host, 0, host.bytes.length).indexOf("  other"));
});

test("property: every character of a value, in any style, is found where it is written", () => {
  const line = fc.stringMatching(/^[ -~äé温🌡]{0,24}$/u);
  const style = fc.constantFrom("BLOCK_LITERAL", "BLOCK_FOLDED", "QUOTE_DOUBLE", "QUOTE_SINGLE", "PLAIN");
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), style, (lines, defaultStringType) => {
      const content = lines.join("\n");
      const yaml = stringify(
        { before: "ü", data: { conf: content } },
        { defaultStringType, defaultKeyType: "PLAIN" },
      );
      const { host, text, value } = embed(yaml);
      expect(value).toBe(content);
      let at = 0;
      let last = 0;
      for (const character of content) {
        const length = new TextEncoder().encode(character).length;
        const span = toHostSpan(text, { file: "conf", start: at, end: at + length });
        expect(span.start).toBeGreaterThanOrEqual(last);
        if (/[A-Za-z0-9äé温🌡]/u.test(character)) expect(textOf(host, span.start, span.end)).toBe(character);
        last = span.start;
        at += length;
      }
    }),
    { seed: 4, numRuns: 400 },
  );
});
