// Made pages are those of today's rules and schema. Stale? `npm run docs` writes them anew.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { madeFolder, madePages } from "../build/docs.ts";
import { builtInRules } from "../src/generated/rules.ts";
import { pagePathOf } from "../src/report/rule/page-address.ts";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const pages = madePages(JSON.parse(read("schemas/nanomq.schema.json")));

describe("npm run docs has been run", () => {
  test("for every page", () => {
    const stale = [...pages].flatMap(([path, text]) => {
      try {
        return read(path) === text ? [] : [path];
      } catch {
        return [`${path} (missing)`];
      }
    });
    expect(stale).toEqual([]);
  });

  test("and no page of a rule that is gone is left", () => {
    const found = readdirSync(new URL(`${madeFolder}/`, root), { recursive: true, encoding: "utf8" });
    const left = found.filter((name) => name.endsWith(".md")).map((name) => `${madeFolder}/${name}`);
    expect(left.filter((path) => !pages.has(path))).toEqual([]);
  });
});

test("links between made pages lead to made pages, and to a rule that stands there", () => {
  for (const [path, text] of pages) {
    for (const [, link = ""] of text.matchAll(/\]\(((?!https?:)[^)\s]+\.md(?:#[^)\s]+)?)\)/g)) {
      const { pathname, hash } = new URL(link, `file:///${path}`);
      const target = pages.get(pathname.slice(1));
      expect([path, link, target === undefined]).toEqual([path, link, false]);
      if (hash !== "") expect(target).toContain(`<a id="${hash.slice(1)}"></a>`);
    }
  }
});

test("the page that a finding points to is there, with the rule on it", () => {
  const missing = builtInRules.flatMap(({ id }) =>
    (["en", "zh"] as const).flatMap((language) => {
      const [path = "", anchor = ""] = pagePathOf(id, language).split("#");
      return pages.get(`docs/${path}`)?.includes(`<a id="${anchor}"></a>`) === true
        ? []
        : [`${id} ${language}`];
    }),
  );
  expect(missing).toEqual([]);
});
