// The scripts of a page with the sentences of one language alone.
import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { defectRows } from "../../src/generated/defects.ts";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { surfaceWords } from "../../src/generated/surface-words.ts";
import type { Language } from "../../src/lint/language.ts";

function isLocalText(value: object): value is Readonly<Record<Language, string>> {
  return "en" in value && "zh" in value && typeof value.en === "string" && typeof value.zh === "string";
}

/** Data as source text; each sentence is a call of `t` in one language, which stands for both. */
function literal(value: unknown, language: Language): string {
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, language)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const sentence = isLocalText(value) ? `t(${JSON.stringify(value[language])})` : undefined;
  const members = Object.entries(value).filter(
    ([name, member]) => member !== undefined && (sentence === undefined || (name !== "en" && name !== "zh")),
  );
  if (sentence !== undefined && members.length === 0) return sentence;
  const others = members.map(([name, member]) => `${JSON.stringify(name)}:${literal(member, language)}`);
  return `{${[...(sentence === undefined ? [] : [`...${sentence}`]), ...others].join(",")}}`;
}

const T = "const t = (s) => ({ en: s, zh: s });\n";

/** What findings are worded with; why a rule is there, and its examples, stand on a page of their own. */
function pagesText(language: Language): string {
  const rows = rulePages.map(({ id, message, labels }) =>
    Object.keys(labels).length === 0 ? [id, message[language]] : [id, message[language], labels],
  );
  return `${T}const none = t("");
const rows = new Map(${literal(rows, language)}.map((row) => [row[0], row]));
export const rulePageOf = (id) => {
  const row = rows.get(id);
  return row && { id, message: t(row[1]), labels: row[2] ?? {}, why: none };
};`;
}

/** The tables of sentences as a page in one language needs them, by the file that they take the place of. */
function tables(language: Language): ReadonlyMap<string, string> {
  return new Map([
    ["rule-page-of", pagesText(language)],
    ["surface-words", `${T}export const surfaceWords = ${literal(surfaceWords, language)};`],
    ["defects", `${T}export const defectRows = ${literal(defectRows, language)};`],
  ]);
}

/** A rule's own data in generated/rules.ts: JSON, as the text of a string. */
const TELLING = /^ {2}("\{(?:[^"\\]|\\.)*\}"),$/gm;

/** How something is known stands on the rule's page too. */
function withoutEvidence(rules: string): string {
  return rules.replaceAll(TELLING, (line, literalText: string) => {
    const text: unknown = JSON.parse(literalText);
    const telling: unknown = typeof text === "string" ? JSON.parse(text) : undefined;
    if (typeof telling !== "object" || telling === null || !("evidence" in telling)) return line;
    return `  ${JSON.stringify(JSON.stringify({ ...telling, evidence: [] }))},`;
  });
}

/** How a module of words ends. */
const BOTH = "= { en, zh };";
const TEXT = '"(?:[^"\\\\]|\\\\.)*"';
/** A sentence in both languages, as it stands in a table. */
const PAIR = new RegExp(`\\{\\s*"?en"?:\\s*(${TEXT}),\\s*"?zh"?:\\s*(${TEXT}),?\\s*\\}`, "g");

function inOne(text: string, language: Language): string {
  return text
    .replace(BOTH, `= { en: ${language}, zh: ${language} };`)
    .replaceAll(PAIR, (pair, en: string, zh: string) => {
      // A name or a folder of each language is no sentence.
      if (!/\p{Script=Han}/u.test(zh)) return pair;
      const sentence = language === "en" ? en : zh;
      return `{ en: ${sentence}, zh: ${sentence} }`;
    });
}

/** A page speaks one language: the sentences of the other are not in it, and stand for it where both are asked for. */
export function oneLanguage(language: Language): Plugin {
  const made = tables(language);
  const filter = new RegExp(`/src/generated/(${[...made.keys()].join("|")})\\.ts$`);
  return {
    name: "one language",
    setup({ onLoad }) {
      onLoad({ filter }, ({ path }) => ({
        contents: made.get(filter.exec(path)?.[1] ?? "") ?? "",
        loader: "js",
      }));
      onLoad({ filter: /\/src\/generated\/rules\.ts$/ }, ({ path }) => ({
        contents: withoutEvidence(readFileSync(path, "utf8")),
        loader: "ts",
      }));
      onLoad({ filter: /\/(?:src|site)\/.*\.ts$/ }, ({ path }) => ({
        contents: inOne(readFileSync(path, "utf8"), language),
        loader: "ts",
      }));
    },
  };
}
