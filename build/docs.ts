// Every page of docs/ that is made and not written: one a rule, their index by area, the keys of nanomq.conf.
import { rulePages } from "../src/generated/rule-pages.ts";
import { builtInRules } from "../src/generated/rules.ts";
import type { Language } from "../src/lint/language.ts";
import { explainPage } from "../src/report/rule/explain.ts";
import { explainWords } from "../src/report/rule/explain-words.ts";
import { type ListedRule, rulesMarkdown } from "../src/report/rule/rule-list.ts";
import { keysPage } from "./generate/surface/page.ts";

const folders: Readonly<Record<Language, string>> = { en: "docs/rules", zh: "docs/rules/zh-CN" };
const note = "<!-- Made by `npm run docs`; do not edit. -->\n\n";

function areaOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

const listed: readonly ListedRule[] = builtInRules.flatMap((rule) => {
  const page = rulePages.find(({ id }) => id === rule.id);
  return page === undefined ? [] : [{ rule, page }];
});

function indexPage(language: Language): string {
  const words = explainWords[language];
  const other = language === "en" ? "[中文](zh-CN/README.md)" : "[English](../README.md)";
  const areas = [...new Set(listed.map(({ page }) => areaOf(page.id)))].toSorted();
  const tables = areas.map((area) => {
    const rules = listed.filter(({ page }) => areaOf(page.id) === area);
    return `## ${area}\n\n${rulesMarkdown(rules, language, (id) => `${id}.md`)}`;
  });
  return `${note}# ${words.index}\n\n${other}\n\n${words.indexIntro(listed.length)}\n\n${tables.join("\n")}`;
}

function rulePagesIn(language: Language): readonly (readonly [path: string, text: string])[] {
  const folder = folders[language];
  const pages = listed.map(({ rule, page }) => {
    const text = explainPage({ rule, page, language, markdown: true });
    return [`${folder}/${page.id}.md`, `${note}${text}`] as const;
  });
  return [[`${folder}/README.md`, indexPage(language)], ...pages];
}

/** Folder in which every file is made: what is no page of today goes. */
export const madeFolder = folders.en;

/**
 * Text of every made page by its path from the root.
 * @param schema of nanomq.conf, schemas/nanomq.schema.json
 */
export function madePages(schema: unknown): ReadonlyMap<string, string> {
  return new Map([["docs/keys.md", keysPage(schema)], ...rulePagesIn("en"), ...rulePagesIn("zh")]);
}
