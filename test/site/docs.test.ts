// The project's Markdown as pages: every link within the set leads somewhere.
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { docPages } from "../../site/docs/pages.ts";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { pagePathOf } from "../../src/report/rule/page-address.ts";

const root = new URL("../../", import.meta.url);

function filesOf(folder: string): readonly string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [`${folder}/${entry.name}`] : [],
  );
}

const paths = [
  ...["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"],
  ...[
    "docs",
    "docs/monitoring",
    "docs/pictures",
    "docs/pictures/zh-CN",
    "docs/rules",
    "docs/rules/zh-CN",
    "schemas",
  ].flatMap(filesOf),
];
const files = new Map(paths.map((path) => [path, readFileSync(new URL(path, root))]));
const pages = docPages(files, ({ body }) => body);

function idsOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id));
}

describe("pages of the documentation", () => {
  test("every file of the project's Markdown is one", () => {
    for (const path of paths) expect([path, pages.has(path.replace(/\.md$/, ".html"))]).toEqual([path, true]);
  });

  test("no link within the set leads nowhere", () => {
    const ids = new Map([...pages].map(([path, content]) => [path, idsOf(String(content))]));
    const dead = [...pages].flatMap(([path, content]) => {
      if (typeof content !== "string") return [];
      const links = [...content.matchAll(/<a href="([^"]*)"/g)].map(([, href = ""]) => href);
      return links.flatMap((href) => {
        if (/^[a-z]+:/i.test(href)) return [];
        const [file = "", anchor] = href.split("#");
        const target = file === "" ? path : posix.join(posix.dirname(path), file);
        const isThere =
          pages.has(target) && (anchor === undefined || ids.get(target)?.has(decodeURIComponent(anchor)));
        return isThere ? [] : [`${path}: ${href}`];
      });
    });
    expect(dead).toEqual([]);
  });

  test("every rule is explained where its finding leads to", () => {
    const known = new Map<string, ReadonlySet<string>>();
    const missing = rulePages.filter(({ id }) => {
      const [path = "", anchor = ""] = pagePathOf(id, "en").split("#");
      const ids = known.get(path) ?? idsOf(String(pages.get(`docs/${path.replace(/\.md$/, ".html")}`) ?? ""));
      known.set(path, ids);
      return !ids.has(anchor);
    });
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});
