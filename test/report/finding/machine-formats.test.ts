import { describe, expect, test } from "vitest";
import { concise } from "../../../src/report/finding/concise.ts";
import { github } from "../../../src/report/finding/github.ts";
import { gitlab } from "../../../src/report/finding/gitlab.ts";
import { junit } from "../../../src/report/finding/junit.ts";
import { pretty } from "../../../src/report/finding/pretty.ts";
import { plain, reportOf } from "./report-of.ts";

function unknownKeys(count: number): string {
  return Array.from({ length: count }, (_, at) => `colour${at} = red\n`).join("");
}

describe("github", () => {
  function errorsFor(count: number): readonly string[] {
    return github(reportOf(unknownKeys(count)))
      .split("\n")
      .filter((line) => line.startsWith("::error "));
  }

  test("ten of a kind are shown as they are, of more nine and how many are left", () => {
    expect(errorsFor(10)).toHaveLength(10);
    expect(errorsFor(10).at(-1)).toContain("colour9");
    expect(errorsFor(30)).toHaveLength(10);
    expect(errorsFor(30).at(-1)).toBe("::error title=nanotune::21 more in the log of this step");
  });

  test("a file name cannot end the command", () => {
    const text = github(reportOf("colour = red\n", "a,line=1::b%\n.conf"));
    expect(text).toContain("file=a%2Cline=1%3A%3Ab%25%0A.conf,line=1,");
  });
});

test("gitlab: fingerprints differ, and do not move with the line", () => {
  const prints = (text: string): readonly string[] =>
    JSON.parse(gitlab(reportOf(text))).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  const before = prints(unknownKeys(5));
  expect(new Set(before).size).toBe(before.length);
  expect(prints(`\n\n${unknownKeys(5)}`)).toEqual(before);
});

test("junit: markup and characters that XML does not have", () => {
  const text = junit(reportOf('"<&\u0001\\"" = red\n', 'a"<.conf'));
  expect(text).toContain('<testsuite name="a&quot;&lt;.conf"');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML has not is what is looked for
  expect(text).not.toMatch(/[^\x09\x0A\x0D\x20-\uFFFD]/);
  expect(text.replaceAll(/<[^<>]*>/g, "")).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#\d+;)/);
});

test("an escape sequence in a key reaches no terminal", () => {
  const report = reportOf('mqtt { "retry\u001b[31m_interval" = 10s }\n');
  for (const text of [pretty(report, plain), concise(report), github(report)]) {
    expect(text).not.toContain("\u001b");
  }
});
