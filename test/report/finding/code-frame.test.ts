import { expect, test } from "vitest";
import { codeFrame } from "../../../src/report/finding/code-frame.ts";
import { widthOf } from "../../../src/report/text-layout.ts";
import { createSource, type Span } from "../../../src/text/source.ts";
import { plain } from "./report-of.ts";

const encoder = new TextEncoder();

/** The frame of `wanted` in a conf; lines without the margin. */
function frameOf(conf: string, wanted: string, { columns = 80, label = "", unicode = true } = {}) {
  const source = createSource("a.conf", conf);
  const start = encoder.encode(conf.slice(0, conf.indexOf(wanted))).length;
  const span: Span = { file: "a.conf", start, end: start + encoder.encode(wanted).length };
  const lines = codeFrame([{ span, label, role: "error" }], new Map([["a.conf", source]]), {
    ...plain,
    columns,
    unicode,
  });
  return lines.map((line) => line.replace(/^ *\d* (?:│|\|) ?/, ""));
}

/** What stands above the underline, by terminal columns. */
function underlined([code = "", stroke = ""]: readonly string[]): string {
  const from = widthOf(/^ */.exec(stroke)?.[0] ?? "");
  const to = widthOf(stroke.trimEnd());
  let column = 0;
  return [...code]
    .filter((character) => {
      const at = column;
      column += widthOf(character);
      return at >= from && at < to;
    })
    .join("");
}

test.each([
  ["plain", "mqtt { retry_interval = 10s }", "10s"],
  ["after tabs", "\t\tretry_interval = 10s", "10s"],
  ["after wide characters", 'mqtt { "温度" = 1, retry_interval = 10s }', "10s"],
  ["after an emoji", 'mqtt { "😀" = 1, retry_interval = 10s }', "10s"],
  ["after a combining mark", 'mqtt { "e\u0301" = 1, retry_interval = 10s }', "10s"],
  ["wide itself", 'mqtt { "温度" = 1 }', '"温度"'],
  ["after a byte-order mark", "\uFEFFretry_interval = 10s", "10s"],
  ["before CRLF", "mqtt {\r\n  retry_interval = 10s\r\n}", "10s"],
  ["far right", `x = "${"a".repeat(5000)}", y = 10s, z = "${"b".repeat(5000)}"`, "10s"],
  ["far right of wide text", `x = "${"温".repeat(5000)}", y = 10s, z = "${"度".repeat(5000)}"`, "10s"],
])("the underline stands under its text: %s", (_, conf, wanted) => {
  for (const columns of [60, 80, 120]) expect(underlined(frameOf(conf, wanted, { columns }))).toBe(wanted);
});

test("a mark at the end of the file has an underline of its own", () => {
  const source = createSource("a.conf", "mqtt {");
  const span = { file: "a.conf", start: 6, end: 6 };
  const lines = codeFrame([{ span, label: "", role: "error" }], new Map([["a.conf", source]]), plain);
  expect(lines).toEqual(["  1 │ mqtt {", "    │       ━"]);
});

test("a mark over several lines is drawn on its first", () => {
  expect(frameOf("mqtt {\n  a = 1\n}", "mqtt {\n  a = 1\n}")).toEqual(["mqtt {", "━━━━━━"]);
});

test("a label that does not fit stands on its own line", () => {
  const label = "this multiplier counts as well as the interval does";
  expect(frameOf("keepalive_multiplier = 1.5", "1.5", { columns: 100, label })[1]).toContain(label);
  const narrow = frameOf(`${" ".repeat(20)}keepalive_multiplier = 1.5`, "1.5", { columns: 60, label });
  expect(narrow).toHaveLength(3);
  expect(narrow.every((line) => widthOf(line) <= 54)).toBe(true);
});

test("control and bidi characters never reach the terminal", () => {
  const [code] = frameOf('mqtt { "a\u001b[31m\u202e\u009b" = 10s }', "10s");
  expect(code).toBe('mqtt { "a\uFFFD[31m\uFFFD\uFFFD" = 10s }');
});

test("an invalid byte is shown as one mark", () => {
  const source = createSource("a.conf", Uint8Array.from([0x61, 0xff, 0x3d, 0x31]));
  const span = { file: "a.conf", start: 3, end: 4 };
  const lines = codeFrame([{ span, label: "", role: "error" }], new Map([["a.conf", source]]), plain);
  expect(lines).toEqual(["  1 │ a\uFFFD=1", "    │    ━"]);
});
