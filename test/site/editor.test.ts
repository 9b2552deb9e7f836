// Colours and places of a conf in UTF-16 units, whatever it is written in.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { helpHtml } from "../../site/editor/markdown.ts";
import { painted } from "../../site/editor/paint.ts";
import { bytesAt, rangeOf } from "../../site/editor/places.ts";
import { createSource } from "../../src/text/source.ts";

function paintedWords(text: string): readonly string[] {
  return painted(text).map(({ from, to, paint }) => `${paint} ${text.slice(from, to)}`);
}

describe("colours", () => {
  test("keys, values, numbers, words and comments are told apart", () => {
    expect(
      paintedWords('# 你好 😀\nmqtt { retry_interval = 10s, b = "x" }\nauth.allow_anonymous = false'),
    ).toEqual([
      "comment # 你好 😀",
      "key mqtt",
      "sign {",
      "key retry_interval",
      "sign =",
      "number 10s",
      "sign ,",
      "key b",
      "sign =",
      'text "x"',
      "sign }",
      "key auth.allow_anonymous",
      "sign =",
      "word false",
    ]);
  });

  test("stand in order and within the text, for any text", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const { from, to } of painted(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThanOrEqual(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe("places", () => {
  test("bytes and units lead to each other", () => {
    const text = "键 = 值 😀 x";
    const source = createSource("nanomq.conf", text);
    const start = bytesAt(text, text.indexOf("😀"));
    const end = bytesAt(text, text.indexOf(" x"));
    const { from, to } = rangeOf(source, { start, end });
    expect(text.slice(from, to)).toBe("😀");
  });
});

test("help is shown as text: markup in it is none", () => {
  expect(helpHtml("What `a<b` **is**\n\n- one\n- <i>two</i>")).toBe(
    "<p>What <code>a&lt;b</code> <strong>is</strong></p><ul><li>one</li><li>&lt;i&gt;two&lt;/i&gt;</li></ul>",
  );
});
