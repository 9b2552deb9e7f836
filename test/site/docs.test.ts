// The project's Markdown as pages: every link within the set leads somewhere.
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { projectFiles } from "../../build/site/project-files.ts";
import { openExamples } from "../../site/docs/examples.ts";
import { docPages } from "../../site/docs/pages.ts";
import { deskOf } from "../../site/play/desk.ts";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { exampleBody } from "../../src/report/rule/explain.ts";
import { pagePathOf } from "../../src/report/rule/page-address.ts";

const files = projectFiles(fileURLToPath(new URL("../../", import.meta.url)));
const examples = openExamples();
const openable = (code: string) => (examples.has(code) ? "#c=" : undefined);
const pages = docPages({ files, openable }, ({ body }) => body);

function idsOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id));
}

describe("pages of the documentation", () => {
  test("every file of the project's Markdown is one", () => {
    for (const path of files.keys())
      expect([path, pages.has(path.replace(/\.md$/, ".html"))]).toEqual([path, true]);
  });

  test("no link within the set leads nowhere", () => {
    const ids = new Map([...pages].map(([path, content]) => [path, idsOf(String(content))]));
    const dead = [...pages].flatMap(([path, content]) => {
      if (typeof content !== "string") return [];
      const links = [...content.matchAll(/<a href="([^"]*)"/g)].map(([, href = ""]) => href);
      return links.flatMap((href) => {
        if (/^[a-z]+:/i.test(href)) return [];
        // Another test opens the playground.
        if (href.endsWith("#c=")) return [];
        const [file = "", anchor] = href.split("#");
        const target = file === "" ? path : posix.join(posix.dirname(path), file);
        const isThere =
          pages.has(target) && (anchor === undefined || ids.get(target)?.has(decodeURIComponent(anchor)));
        return isThere ? [] : [`${path}: ${href}`];
      });
    });
    expect(dead).toEqual([]);
  });

  test("many examples of rules open in the playground, with the findings they are for", () => {
    const all = rulePages.flatMap((page) => page.examples.map((example) => ({ id: page.id, example })));
    const opened = all.flatMap(({ id, example }) => {
      const shared = examples.get(exampleBody(example, "en"));
      return shared === undefined ? [] : [{ id, example, shared }];
    });
    expect(opened.length).toBeGreaterThan(all.length / 3);
    for (const { id, example, shared } of opened.filter((_, at) => at % 7 === 0)) {
      const day = example.today ?? "2026-01-01";
      const found = deskOf(shared, "en", day).findings.some(({ rule }) => rule === id);
      expect([id, shared.conf, found]).toEqual([id, shared.conf, example.expect.length > 0]);
    }
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
