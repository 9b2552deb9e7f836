// The words of the field, from build/glossary.toml: docs/glossary.md and its mirror.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "toml";
import type { Language } from "../src/lint/language.ts";

export interface Term {
  readonly en: string;
  /** The one Chinese term that every text uses. */
  readonly zh: string;
  readonly means: Readonly<Record<Language, string>>;
  /** Other Chinese for the same thing, as patterns. */
  readonly never?: readonly string[];
}

const isText = (value: unknown) => typeof value === "string" && value !== "";

function isTerm(value: unknown): value is Term {
  if (typeof value !== "object" || value === null) return false;
  const {
    en,
    zh,
    means,
    never = [],
  }: { en?: unknown; zh?: unknown; means?: unknown; never?: unknown } = value;
  if (typeof means !== "object" || means === null) return false;
  const both: { en?: unknown; zh?: unknown } = means;
  return [en, zh, both.en, both.zh].every(isText) && Array.isArray(never) && never.every(isText);
}

/** @param root folder of the project */
export async function readGlossary(root: string): Promise<readonly Term[]> {
  const { term }: { term?: unknown } = parse(await readFile(join(root, "build/glossary.toml"), "utf8"));
  if (!Array.isArray(term) || !term.every(isTerm))
    throw new TypeError("build/glossary.toml: a term is not whole");
  return term;
}

const words = {
  en: {
    title: "Glossary",
    other: "[中文](glossary.zh-CN.md)",
    intro:
      "What words mean here, and their Chinese: one term for one thing, in every message and on every page.",
    columns: ["term", "Chinese", "what it is"],
  },
  zh: {
    title: "术语表",
    other: "[English](glossary.md)",
    intro: "这里的用语各指什么，以及对应的英文：同一事物在所有消息和页面中只用一个词。",
    columns: ["术语", "英文", "含义"],
  },
} as const;

/** A row for each term, by its English, so that a page and its mirror have the same order. */
export function glossaryPage(glossary: readonly Term[], language: Language): string {
  const { title, other, intro, columns } = words[language];
  const rows = glossary.map(({ en, zh, means }) => {
    const pair = language === "en" ? [en, zh] : [zh, en];
    return `| ${[...pair, means[language]].join(" | ")} |`;
  });
  const head = `| ${columns.join(" | ")} |\n| ${columns.map(() => "---").join(" | ")} |`;
  return `# ${title}\n\n${other}\n\n${intro}\n\n${head}\n${rows.join("\n")}\n`;
}
