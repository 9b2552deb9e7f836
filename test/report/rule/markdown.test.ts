import { expect, test } from "vitest";
import { markdownCell, markdownText } from "../../../src/report/rule/markdown.ts";

test.each([
  ["(floor(K*m/R)+1)*R", "(floor(K\\*m/R)+1)\\*R"],
  ["R <= 0.3 * K, `a*b` <name>", "R <= 0.3 * K, `a*b` \\<name>"],
  [
    "# no heading\n- no item\n1. nor this\n  * nor this",
    "\\# no heading\n\\- no item\n1\\. nor this\n  \\* nor this",
  ],
  ["1.5 s\n-1 stays\n`# code`", "1.5 s\n-1 stays\n`# code`"],
])("%j is shown as it is written", (text, written) => {
  expect(markdownText(text)).toBe(written);
});

test("a cell has no bar and no line end", () => {
  expect(markdownCell("a | b\n`c|d`")).toBe("a \\| b `c\\|d`");
});
