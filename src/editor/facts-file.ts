// nanotune.toml in an editor: what may be written at a place of it, and what a key is for.
import { type FactsKey, factsKeys } from "../generated/facts-keys.ts";
import { builtInRules } from "../generated/rules.ts";
import type { Language } from "../lint/language.ts";
import { releases } from "../nanomq/releases.ts";
import { editorWords } from "../report/editor/words.ts";
import { type Source, type Span, textOf } from "../text/source.ts";
import { startOfLine } from "../text/utf16.ts";
import type { Suggestion } from "./completion.ts";
import type { Hover } from "./hover.ts";

const HEADER = /^[ \t]*(\[\[?)[ \t]*([^\]\r\n]*?)[ \t]*\]\]?/;
const PAIR = /^([ \t]*)("[^"\r\n]*"?|[\w.-]*)([ \t]*=[ \t]*)?/;

/** Where a place of a nanotune.toml is: the table around it, and what of its line is written. */
interface TomlPlace {
  /** As in {@link FactsKey.path}: `clients[].`, "" at the top. */
  readonly table: string;
  readonly line: string;
  readonly lineStart: number;
  /** Bytes of the line up to the place. */
  readonly before: string;
}

function placeIn(source: Source, offset: number): TomlPlace {
  const lineStart = startOfLine(source, offset);
  const [line = ""] = textOf(source, lineStart, source.bytes.length).split(/\r?\n/, 1);
  let table = "";
  for (const above of textOf(source, 0, lineStart).split("\n")) {
    const [, brackets, name] = HEADER.exec(above) ?? [];
    if (name !== undefined) table = `${name}${brackets === "[[" ? "[]" : ""}.`;
  }
  return { table, line, lineStart, before: textOf(source, lineStart, offset) };
}

const byPath = new Map(factsKeys.map((key) => [key.path, key]));

function membersOf(table: string): readonly FactsKey[] {
  return factsKeys.filter(({ path }) => path.startsWith(table) && !/[.[]/.test(path.slice(table.length)));
}

const encoder = new TextEncoder();

/** The last letters before the cursor, which a suggestion takes the place of. */
function typedSpan({ file }: Source, { lineStart, before }: TomlPlace, typed: string): Span {
  const end = lineStart + encoder.encode(before).length;
  return { file, start: end - encoder.encode(typed).length, end };
}

function helpOf({ en, zh }: FactsKey, language: Language): string | undefined {
  return language === "zh" ? zh : en;
}

const starts: Readonly<Record<FactsKey["kind"], readonly [before: string, after: string]>> = {
  table: ["[", "]\n"],
  tables: ["[[", "]]\n"],
  switch: ["", " = "],
  text: ["", ' = "'],
  number: ["", " = "],
  list: ["", " = ["],
};

function keySuggestions(source: Source, place: TomlPlace, language: Language): readonly Suggestion[] {
  const [typed = ""] = /[[\w.-]*$/.exec(place.before) ?? [];
  const span = typedSpan(source, place, typed);
  const wanted = typed.startsWith("[") ? membersOf("").filter(isTable) : keysIn(place.table);
  return wanted.map((key): Suggestion => {
    const name = key.path.slice(key.path.lastIndexOf(".") + 1);
    const [before, after] = starts[key.kind];
    return {
      label: name,
      kind: isTable(key) ? "section" : "key",
      insert: `${before}${name}${after}`,
      help: helpOf(key, language),
      span,
    };
  });
}

function isTable({ kind }: FactsKey): boolean {
  return kind === "table" || kind === "tables";
}

/** Tables may begin behind any table. */
function keysIn(table: string): readonly FactsKey[] {
  return table === "" ? membersOf("") : [...membersOf(table), ...membersOf("").filter(isTable)];
}

const SEVERITIES = ['"error"', '"warning"', '"info"', '"off"'];

function valuesOf(path: string): readonly string[] {
  if (path === "nanomq") return releases.map((release) => JSON.stringify(release)).toReversed();
  if (path.startsWith("rules.")) return SEVERITIES;
  const key = byPath.get(path);
  return key?.words ?? (key?.kind === "switch" ? ["true", "false"] : []);
}

function valueSuggestions(source: Source, place: TomlPlace, path: string): readonly Suggestion[] {
  const [typed = ""] = /"?[\w.-]*$/.exec(place.before) ?? [];
  const span = typedSpan(source, place, typed);
  return valuesOf(path).map((value) => ({ label: value, kind: "value", insert: value, span }));
}

function ruleSuggestions(source: Source, place: TomlPlace): readonly Suggestion[] {
  const [typed = ""] = /"?[\w/-]*$/.exec(place.before) ?? [];
  const span = typedSpan(source, place, typed);
  return builtInRules.map(({ id }) => ({ label: id, kind: "rule", insert: JSON.stringify(id), span }));
}

/** Keys, tables, values, releases and rules. */
export function factsSuggestionsAt(
  source: Source,
  offset: number,
  language: Language,
): readonly Suggestion[] {
  const place = placeIn(source, offset);
  const { before, table } = place;
  if (/^[^"]*#/.test(before)) return [];
  const [, , key = "", equals] = PAIR.exec(before) ?? [];
  if (equals !== undefined) return valueSuggestions(source, place, `${table}${key}`);
  if (/^[ \t]*\[rules\./.test(before) || table === "rules.") return ruleSuggestions(source, place);
  return keySuggestions(source, place, language);
}

/** What the key or table under the cursor is for. */
export function factsHoverAt(source: Source, offset: number, language: Language): Hover | undefined {
  const { table, line, lineStart } = placeIn(source, offset);
  const [, brackets, name] = HEADER.exec(line) ?? [];
  const [, , key = ""] = PAIR.exec(line) ?? [];
  const path = name === undefined ? `${table}${key}` : name;
  const row = byPath.get(path);
  const help = row && helpOf(row, language);
  if (row === undefined || help === undefined) return undefined;
  const start = lineStart + line.search(/\S/);
  const length = brackets === undefined ? key.length : line.trim().length;
  const values = valuesOf(path).slice(0, 12);
  const words = values.length === 0 ? [] : [editorWords[language].values(values.join(", "))];
  return {
    markdown: [`\`${path}\``, help, ...words].join("\n\n"),
    span: { file: source.file, start, end: start + length },
  };
}
