// What a rule is known by is told in the language of the reader; a citation is the same in every language.
import { describe, expect, test } from "vitest";
import { builtInRules } from "../../../src/generated/rules.ts";
import { refText } from "../../../src/report/rule/evidence.ts";

const HAN = /\p{Script=Han}/u;
/** Words in a row, as no name of a file, commit or section of a specification has them. */
const isEnglish = (text: string) => /(?<![\w/.-])[a-z]{2,}(?::? [a-z]{2,}|:? \d)/.test(text);

const evidence = builtInRules.flatMap((rule) =>
  rule.tells().evidence.map((one) => [rule.id, refText(one, "zh"), one] as const),
);

test("no English sentence is left for a Chinese reader", () => {
  expect(evidence.length).toBeGreaterThan(400);
  const left = evidence.filter(([, text]) => !HAN.test(text) && isEnglish(text));
  expect(left.map(([id, text]) => `${id}: ${text}`)).toEqual([]);
});

describe("refText", () => {
  const measured = { ref: "exit status 1", zh: "退出状态 1" };
  test.each([
    ["en", measured, "exit status 1"],
    ["zh", measured, "退出状态 1"],
    ["zh", { ref: "CVE-2024-42655" }, "CVE-2024-42655"],
  ] as const)("%s: %o", (language, one, text) => {
    expect(refText(one, language)).toBe(text);
  });
});
