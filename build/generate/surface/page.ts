import type { Language } from "../../../src/lint/language.ts";
import { effectsZh } from "./effects-zh.ts";
import { notesZh } from "./notes-zh.ts";
import { type PageWords, pageWords } from "./page-words.ts";
import { isJson, type Json, places } from "./walk.ts";

function byRelease(facts: unknown): string {
  if (!isJson(facts)) return String(facts);
  return Object.entries(facts)
    .map(([since, fact]) => `${String(fact)} (${since})`)
    .join(", ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/[<>]/g, (sign) => (sign === "<" ? "&lt;" : "&gt;"));
}

function listed(value: unknown, separator = ", "): string {
  return Array.isArray(value) ? value.join(separator) : "";
}

/** What the schema remarks in English; a remark without Chinese is one that was forgotten. */
function remark(text: string, language: Language): string {
  if (language === "en") return text;
  const parts = text.split("; ");
  const known = effectsZh[text] ?? notesZh[text];
  if (known !== undefined) return known;
  if (parts.every(isSetting)) return parts.map((part) => `\`${part}\``).join("、");
  throw new Error(`effects-zh.ts and notes-zh.ts have no Chinese for: ${text}`);
}

/** `proto_ver = 5`, `will.topic`: the same in every language. */
function isSetting(text: string): boolean {
  return /^[\w.*]+(?: = \w+)?$/.test(text);
}

function typeOf(schema: Json, notes: Json, { types }: PageWords): string {
  const { reader, stores } = notes;
  const words = isJson(schema["items"]) ? schema["items"]["enum"] : schema["enum"];
  const width = stores === undefined ? "" : ` (${byRelease(stores)})`;
  const choice = Array.isArray(words) && words.length <= 6 ? `: ${listed(words, " ")}` : "";
  return `${types[String(reader)] ?? String(reader)}${width}${choice}`;
}

function releasesOf({ since, until }: Json, words: PageWords): string {
  if (since === null) return words.noRelease;
  return until === undefined ? words.since(String(since)) : words.between(String(since), String(until));
}

/** What values that the key does not take, and numbers that are too small or large, come to. */
function outcomesOf(outcomes: unknown, { classes, above, ends, beware }: PageWords): string {
  if (!isJson(outcomes)) return "";
  const told = Object.entries(outcomes).map(([of, spans]) => {
    const what = classes[of] ?? (of === "1" ? "1" : above(of));
    const by = isJson(spans) ? Object.entries(spans) : [];
    return `${what} ${by.map(([since, end]) => `${ends[String(end)] ?? String(end)} (${since})`).join(", ")}`;
  });
  return beware(told);
}

function remarksOf(notes: Json, language: Language): readonly string[] {
  const words = pageWords[language];
  const { effect, renamedTo, build, needs, inert, hotReload, note, outcomes } = notes;
  const isReloaded = typeof hotReload === "string" && hotReload.startsWith("Yes");
  return [
    inert === true
      ? words.noEffect
      : typeof effect === "string" && effect !== "container"
        ? words.effect(remark(effect, language))
        : "",
    typeof renamedTo === "string" ? words.renamed(renamedTo) : "",
    Array.isArray(build) ? words.build(listed(build)) : "",
    typeof needs === "string" ? words.needs(remark(needs, language)) : "",
    isReloaded ? words.reloaded : "",
    outcomesOf(outcomes, words),
    typeof note === "string" ? remark(note, language) : "",
  ].filter((part) => part !== "");
}

function rowOf(path: string, schema: Json, language: Language): string {
  const words = pageWords[language];
  const notes = isJson(schema["x-nanomq"]) ? schema["x-nanomq"] : {};
  const meaning = [language === "en" ? schema["description"] : notes["zh"], ...remarksOf(notes, language)]
    .filter((part) => typeof part === "string")
    .join(language === "en" ? " " : "");
  const fallback = notes["default"] === undefined ? "" : `\`${byRelease(notes["default"])}\``;
  const cells = [
    `\`${path}\``,
    typeOf(schema, notes, words),
    fallback,
    releasesOf(notes, words),
    cell(meaning),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The reference page of all keys, one table for each section. */
export function keysPage(schema: unknown, language: Language): string {
  if (!isJson(schema)) throw new TypeError("schemas/nanomq.schema.json is not an object");
  const { head, columns } = pageWords[language];
  const rule = columns.map(() => "---").join(" | ");
  const sections = new Map<string, string[]>();
  for (const { path, schema: place } of places(schema)) {
    const [section = ""] = path.split(".");
    const rows = sections.get(section) ?? [];
    rows.push(rowOf(path, place, language));
    sections.set(section, rows);
  }
  const tables = [...sections].map(
    ([section, rows]) => `## ${section}\n\n| ${columns.join(" | ")} |\n| ${rule} |\n${rows.join("\n")}\n`,
  );
  return [head, ...tables].join("\n");
}
