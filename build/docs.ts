// Every page of docs/ that is made and not written: one an area of rules, their index, the keys of nanomq.conf, pictures.
import { rulePages } from "../src/generated/rule-pages.ts";
import { builtInRules } from "../src/generated/rules.ts";
import type { Language } from "../src/lint/language.ts";
import { explainPage } from "../src/report/rule/explain.ts";
import { explainWords } from "../src/report/rule/explain-words.ts";
import { type ListedRule, rulesMarkdown } from "../src/report/rule/rule-list.ts";
import { defectsPage } from "./generate/releases/page.ts";
import { readTables } from "./generate/releases/tables.ts";
import { keysPage } from "./generate/surface/page.ts";
import { glossaryPage, readGlossary } from "./glossary.ts";
import { pictures } from "./pictures.ts";

const folders: Readonly<Record<Language, string>> = { en: "docs/rules", zh: "docs/rules/zh-CN" };
const note = "<!-- Made by `npm run docs`; do not edit. -->\n\n";

const releaseTables = await readTables(process.cwd());
const glossary = await readGlossary(process.cwd());

function partsOf(id: string): readonly [area: string, name: string] {
  const slash = id.indexOf("/");
  return [id.slice(0, slash), id.slice(slash + 1)];
}

/** Rules of the defect table have one page together. */
const listed: readonly ListedRule[] = builtInRules.flatMap((rule) => {
  if (rule.id.startsWith("defects/")) return [];
  const page = rulePages.find(({ id }) => id === rule.id);
  return page === undefined ? [] : [{ rule, page }];
});
const areas = [...new Set(listed.map(({ page }) => partsOf(page.id)[0]))].toSorted();

function rulesIn(area: string): readonly ListedRule[] {
  return listed.filter(({ page }) => partsOf(page.id)[0] === area);
}

/** From a page in the same folder. */
function linkTo(id: string): string {
  const [area, name] = partsOf(id);
  return `${area}.md#${name}`;
}

/** To the same page in the other language. */
function otherLanguage(language: Language, file: string): string {
  return language === "en" ? `[中文](zh-CN/${file})` : `[English](../${file})`;
}

function indexPage(language: Language): string {
  const words = explainWords[language];
  const other = otherLanguage(language, "README.md");
  const tables = areas.map((area) => `## ${area}\n\n${rulesMarkdown(rulesIn(area), language, linkTo)}`);
  return `${note}# ${words.index}\n\n${other}\n\n${words.indexIntro(listed.length)}\n\n${tables.join("\n")}`;
}

/** Every rule of an area, each with an anchor of its name. */
function areaPage(area: string, language: Language): string {
  const rules = rulesIn(area).map(({ rule, page }) => {
    const text = explainPage({ rule, page, language, markdown: true, level: 2 });
    return `<a id="${partsOf(page.id)[1]}"></a>\n\n${text}`;
  });
  const index = `[${explainWords[language].index}](README.md)`;
  return `${note}# ${area}\n\n${index} · ${otherLanguage(language, `${area}.md`)}\n\n${rules.join("\n")}`;
}

function rulePagesIn(language: Language): readonly (readonly [path: string, text: string])[] {
  const folder = folders[language];
  const pages = areas.map((area) => [`${folder}/${area}.md`, areaPage(area, language)] as const);
  return [[`${folder}/README.md`, indexPage(language)], ...pages];
}

/** Folder in which every file is made: what is no page of today goes. */
export const madeFolder = folders.en;

/**
 * Text of every made page by its path from the root.
 * @param schema of nanomq.conf, schemas/nanomq.schema.json
 */
export function madePages(schema: unknown): ReadonlyMap<string, string> {
  const defects = [
    ["docs/defects.md", `${note}${defectsPage(releaseTables, "en")}`],
    ["docs/defects.zh-CN.md", `${note}${defectsPage(releaseTables, "zh")}`],
  ] as const;
  return new Map([
    ["docs/glossary.md", `${note}${glossaryPage(glossary, "en")}`],
    ["docs/glossary.zh-CN.md", `${note}${glossaryPage(glossary, "zh")}`],
    ["docs/keys.md", keysPage(schema, "en")],
    ["docs/keys.zh-CN.md", keysPage(schema, "zh")],
    ...defects,
    ...rulePagesIn("en"),
    ...rulePagesIn("zh"),
    ...pictures(),
  ]);
}
