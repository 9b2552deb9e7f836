import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentsOf, parse, print, printBytes } from "../../../src/text/conf/lossless.ts";
import { createSource } from "../../../src/text/source.ts";
import { anyConf } from "./generators.ts";

describe("print(parse(x)) is x", () => {
  test("for every byte string", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(printBytes(parse(bytes))).toEqual(bytes);
      }),
    );
  });

  test("for every text, half surrogate pairs included", () => {
    fc.assert(
      fc.property(anyConf, (text) => {
        expect(print(parse(text))).toBe(text);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 12 }), (units) => {
        const text = String.fromCharCode(...units);
        expect(print(parse(text))).toBe(text);
      }),
    );
  });

  test("lexemes cover every byte once, in order", () => {
    fc.assert(
      fc.property(anyConf, (text) => {
        let end = 0;
        for (const lexeme of parse(text).lexemes) {
          expect(lexeme.start).toBe(end);
          expect(lexeme.end).toBeGreaterThan(lexeme.start);
          end = lexeme.end;
        }
        expect(end).toBe(parse(text).source.bytes.length);
      }),
    );
  });
});

test.each<[text: string, kinds: string]>([
  ["10s", "duration"],
  ["a = 1", "word space separator space integer"],
  ["10s 10S 10us 10MS 10Ms", "duration space duration space duration space duration space duration word"],
  [
    "4MB 4kB 5% 1.5 1e3 +7 .5",
    "bytesize space integer word space percent space decimal space decimal space integer space junk integer",
  ],
  ["true TRUE null x.y-z|@%", "true space word space null space word"],
  ['"a\\"b" "open', "string space junk word"],
  ['"x\\"', "string"],
  ["t/# topic", "word junk comment"],
  ["http://h\n", "word separator comment space"],
  ["$\u007bx} $\u007b?y} $\u007b1}", "variable space variable space junk open-brace integer close-brace"],
  ['include "f"\nb', "include space word"],
  ['include"f"', "word"],
  ['x include"f"', "word include"],
  ['include required(file("f")) c', "include space word"],
  ["é\uFEFF", "junk junk junk junk junk"],
])("%s is scanned as %s", (text, kinds) => {
  expect(
    parse(text)
      .lexemes.map(({ kind }) => kind)
      .join(" "),
  ).toBe(kinds);
});

test("comments carry their text, place and whether they stand alone", () => {
  const source = createSource("x.conf", '# one\na = "# no" # two\n  // three\r\nb = 1');
  expect(commentsOf(source).map(({ text, ownLine, span }) => [text, ownLine, span.start])).toEqual([
    ["one", true, 0],
    ["two", false, 17],
    ["three", true, 25],
  ]);
});
