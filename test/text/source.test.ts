import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, compatibleEdits, type TextEdit } from "../../src/text/edit.ts";
import { createSource, lineText, positionAt, textOf } from "../../src/text/source.ts";

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test("textOf is what the bytes encode, whatever they are", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ max: 0x7f }),
    fc.uint8Array(),
    fc.string().map((text) => new TextEncoder().encode(text)),
  );
  fc.assert(
    fc.property(bytes, fc.nat(12), fc.nat(12), (all, start, length) => {
      const told = new TextDecoder("utf-8", { ignoreBOM: true }).decode(all.subarray(start, start + length));
      expect(textOf(createSource("f", all), start, start + length)).toBe(told);
    }),
  );
});

describe("positionAt", () => {
  test.each([
    ["first byte", "a = 1\n", 0, 1, 1],
    ["second line", "a = 1\nb = 2\n", 6, 2, 1],
    ["CRLF counts as one line end", "a\r\nb\r\n", 3, 2, 1],
    ["a tab is one column", "\tb", 1, 1, 2],
    ["characters, not bytes", "温度 = 1", 7, 1, 4],
    ["one column per character outside the BMP", "😀x", 4, 1, 2],
    ["a byte-order mark takes no column", "\uFEFFa = 1", 3, 1, 1],
    ["end of file after a line end", "a\n", 2, 2, 1],
    ["empty file", "", 0, 1, 1],
  ])("%s", (_, text, offset, line, column) => {
    expect(positionAt(createSource("nanomq.conf", text), offset)).toEqual({ line, column });
  });

  test("agrees with counting characters of the text before it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(), (text, pick) => {
        const characters = [...text];
        const before = characters.slice(0, pick % (characters.length + 1)).join("");
        if (text.startsWith("\uFEFF")) return;
        const lines = before.split("\n");
        expect(positionAt(createSource("f", text), new TextEncoder().encode(before).length)).toEqual({
          line: lines.length,
          column: [...(lines.at(-1) ?? "")].length + 1,
        });
      }),
    );
  });
});

describe("lineText", () => {
  test("drops line ends and the byte-order mark, nothing else", () => {
    const source = createSource("nanomq.conf", "\uFEFFa = 1 \r\n\tb\n");
    expect([1, 2, 3, 4].map((line) => lineText(source, line))).toEqual(["a = 1 ", "\tb", "", ""]);
  });

  test("keeps invalid UTF-8 visible", () => {
    expect(textOf(createSource("f", new Uint8Array([97, 0xff, 98])), 0, 3)).toBe("a\uFFFDb");
  });
});

describe("edits", () => {
  const edit = (start: number, end: number, text: string): TextEdit => ({
    span: { file: "f", start, end },
    text,
  });

  test("replace, insert and delete, in any order given", () => {
    const bytes = createSource("f", "retry = 10 # keep").bytes;
    const edits = [edit(11, 17, ""), edit(0, 0, "mqtt."), edit(8, 10, "1s")];
    expect(decode(applyEdits(bytes, edits))).toBe("mqtt.retry = 1s ");
  });

  test("the first of two rivals wins", () => {
    expect(compatibleEdits([edit(2, 5, "late"), edit(0, 3, "early")])).toEqual([edit(0, 3, "early")]);
    expect(compatibleEdits([edit(1, 1, "a"), edit(1, 1, "b")])).toEqual([edit(1, 1, "a")]);
  });

  test("bytes outside the spans are kept, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(40),
        fc.nat(40),
        fc.string(),
        (bytes, a, b, text) => {
          const start = Math.min(a, b, bytes.length);
          const end = Math.min(Math.max(a, b), bytes.length);
          const edited = applyEdits(bytes, [edit(start, end, text)]);
          expect(edited.subarray(0, start)).toEqual(bytes.subarray(0, start));
          expect(edited.subarray(edited.length - (bytes.length - end))).toEqual(bytes.subarray(end));
        },
      ),
    );
  });
});
