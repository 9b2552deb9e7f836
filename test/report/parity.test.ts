// The compiler sees to it that no sentence is missing; this, that none is left in the other language.
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";

const folder = new URL("../../src/report/", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);

/** Every text of a table by its path; functions give theirs for placeholders, where they take some. */
function texts(value: unknown, path = ""): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, child]) => texts(child, `${path}.${key}`));
  }
  if (typeof value !== "function" || value.length === 0) return [];
  try {
    return texts(value(...Array<string>(value.length).fill("x")), `${path}()`);
  } catch {
    return [[path, String(value)]];
  }
}

const HAN = /\p{Script=Han}/u;
/** Sentences, not units, symbols or column heads that both languages share. */
const isSentence = (text: string) => /[a-z]{3,} [a-z]+ [a-z]{2,}/.test(text);

/** Tables of sentences that a module exports. */
async function tablesOf(name: string) {
  const module: Record<string, unknown> = await import(new URL(name, folder).href);
  return Object.values(module).flatMap((value) => {
    return typeof value === "object" && value !== null && "en" in value && "zh" in value ? [value] : [];
  });
}

const worded = await Promise.all(files.map(async (name) => ({ name, tables: await tablesOf(name) })));

describe.each(worded.filter(({ tables }) => tables.length > 0))("$name", ({ tables }) => {
  test.each(tables)("says in Chinese what it says in English", ({ en, zh }) => {
    const chinese = new Map(texts(zh));
    const english = texts(en).filter(([path]) => !path.startsWith(".yargs"));
    expect(english.filter(([path]) => !chinese.has(path))).toEqual([]);
    const left = english.filter(([path, text]) => isSentence(text) && !HAN.test(chinese.get(path) ?? ""));
    expect(left).toEqual([]);
    expect(english.filter(([, text]) => HAN.test(text))).toEqual([]);
  });
});
