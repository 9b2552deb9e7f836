// A page and its Chinese mirror cannot drift: the same headings, lists and tables, code, runs and links in the same order.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const names = [
  "README",
  ...readdirSync(new URL("docs/", root))
    .filter((name) => name.endsWith(".md") && !name.endsWith(".zh-CN.md"))
    .map((name) => `docs/${name.slice(0, -".md".length)}`),
];

function textOf(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** What is the same in every language: a command without its comment, and runs without their language. */
function codeOf(text: string): readonly string[] {
  return [...text.matchAll(/^```(\S+.*)\n([\s\S]*?)^```/gm)].map(([, language = "", body = ""]) => {
    const lines = body.split("\n").map((line) => line.replace(/(?:^|\s+)(?:#|\/\/)\s.*$/, ""));
    return [language, ...lines].join("\n").trimEnd();
  });
}

function runsOf(text: string): readonly string[] {
  return [...text.matchAll(/^<!-- run: (.*?)(?: --lang zh-CN)? -->$/gm)].map(([, run = ""]) => run);
}

/** Headings, rows and items by their marks: `##`, `|||`, `-`. */
function shapeOf(text: string): readonly string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, "```");
  return prose.split("\n").flatMap((line) => {
    if (line.startsWith("|")) return [line.replaceAll(/\\\||[^|]/g, "")];
    const [mark] = /^(?:#+|-|\d+\.|```)(?=\s|$)/.exec(line) ?? [];
    return mark === undefined ? [] : [mark];
  });
}

/** Where links lead, in either language; a heading has a name of its own in each. */
function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, link = ""]) => link.replace(".zh-CN.md", ".md").replace("/zh-CN/", "/"))
    .toSorted();
}

describe.each(names)("%s.md in Chinese", (name) => {
  const english = textOf(`${name}.md`);
  const chinese = textOf(`${name}.zh-CN.md`);
  const file = name.replace("docs/", "");

  test("is linked, and links back", () => {
    expect(english.includes(`[中文](${file}.zh-CN.md)`)).toBe(true);
    expect(chinese.includes(`[English](${file}.md)`)).toBe(true);
  });

  test("has the same headings, rows and items", () => {
    expect(shapeOf(chinese)).toEqual(shapeOf(english));
  });

  test("has the same code and runs", () => {
    expect(codeOf(chinese)).toEqual(codeOf(english));
    expect(runsOf(chinese)).toEqual(runsOf(english));
  });

  test("links the same pages, in Chinese where they are", () => {
    expect(linksOf(chinese)).toEqual(linksOf(english));
    const others = names.map((page) => page.replace("docs/", "")).filter((page) => page !== file);
    expect(others.filter((page) => new RegExp(`\\((?:docs/)?${page}\\.md[)#]`).test(chinese))).toEqual([]);
  });
});
