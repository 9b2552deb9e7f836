// What may be written at a place of a conf: keys, values, units, names.
import { builtInRules } from "../generated/rules.ts";
import { type Completion, completionsAt } from "../lint/shape/completion.ts";
import { editorWords } from "../report/editor/words.ts";
import { keyAt } from "../start/keys.ts";
import { nodeAt } from "../text/edit/members.ts";
import type { Span } from "../text/source.ts";
import { type Cursor, type Names, patternOf } from "./cursor.ts";
import { keyHelp } from "./key-help.ts";
import { defaultText, unitsOf, wordsOf } from "./key-values.ts";
import { cursorIn, type Edited, type View } from "./view.ts";

export interface Suggestion {
  readonly label: string;
  readonly kind: "key" | "section" | "value" | "unit" | "name" | "rule";
  /** Written in the place of `span`. */
  readonly insert: string;
  /** The same with `$0` where the cursor goes, for editors that know snippets. */
  readonly snippet?: string | undefined;
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly help?: string | undefined;
  readonly span: Span;
}

/** Names that stand below a place of the tree, as written. */
function namesBelow({ run }: View, names: Names): readonly string[] {
  const node = names.includes("[]") ? undefined : nodeAt(run.reading.intended, names);
  return node?.kind === "object" ? node.members.map(({ key }) => key) : [];
}

function keySuggestion({ key, path, isSection }: Completion, span: Span, view: View): Suggestion {
  const { version } = view.run.start;
  const row = keyAt(path);
  const text = row === undefined || isSection ? undefined : defaultText(row, version);
  const isList = row?.reader === "list" || row?.reader.endsWith("-list") === true;
  const [open, close] = isList ? ["= [", "]"] : ["{", "}"];
  const isBlock = isSection || isList;
  return {
    label: key,
    kind: isBlock ? "section" : "key",
    insert: isBlock ? `${key} ${open}` : `${key} = `,
    snippet: isBlock ? `${key} ${open}\n  $0\n${close}` : `${key} = $0`,
    detail: isBlock ? editorWords[view.language].section : text,
    help: keyHelp(path, view),
    span,
  };
}

/** Keys, sections, and names that are in use where names are free: what is there already comes last. */
function keysAt({ section, typed, word }: Cursor, view: View): readonly Suggestion[] {
  // Of a dotted key the last part is typed, the others are sections.
  const dot = typed.lastIndexOf(".");
  const before = typed.slice(0, dot + 1);
  const names = [...section, ...before.split(".").filter((name) => name !== "")];
  const pattern = patternOf(names);
  if (pattern === undefined) return [];
  const start = word.start + new TextEncoder().encode(before).length;
  const span = { ...word, start };
  const { version } = view.run.start;
  const written = new Set(namesBelow(view, names).filter((name) => name !== typed.slice(dot + 1)));
  const known = completionsAt(pattern, version).map((one) => keySuggestion(one, span, view));
  const own = [...written]
    .filter((name) => patternOf([...names, name])?.endsWith("*") === true)
    .map(
      (name): Suggestion => ({
        label: name,
        kind: "name",
        insert: name,
        detail: editorWords[view.language].usedName,
        span,
      }),
    );
  const [there, missing] = [true, false].map((is) => known.filter(({ label }) => written.has(label) === is));
  return [...(missing ?? []), ...own, ...(there ?? [])];
}

/** The words of a list's elements are those of the list: `log.to`. */
function rowFor({ key, section }: Cursor) {
  const names = key ?? section;
  const list = names.at(-1) === "[]" ? patternOf(names.slice(0, -1)) : undefined;
  return keyAt(list ?? patternOf(names) ?? "");
}

function valuesAt(cursor: Cursor, view: View): readonly Suggestion[] {
  const { typed, word } = cursor;
  const row = rowFor(cursor);
  if (row === undefined) return [];
  const { version } = view.run.start;
  const value = (label: string): Suggestion => ({ label, kind: "value", insert: label, span: word });
  const number = /^\d+/.exec(typed)?.[0];
  const units = unitsOf(row, version);
  if (number !== undefined && units.length > 0)
    return units.map((unit): Suggestion => ({ ...value(`${number}${unit}`), kind: "unit" }));
  const usual = defaultText(row, version);
  const byDefault = usual === undefined ? undefined : editorWords[view.language].byDefault(usual);
  const words = wordsOf(row);
  // A default that nobody can write is no suggestion.
  const first = usual !== undefined && (words.length === 0 || words.includes(usual)) ? [usual] : [];
  return [...new Set([...first, ...words])].map((text) => ({
    ...value(text),
    detail: text === usual ? byDefault : undefined,
  }));
}

const MARK = /^(?:#|\/\/)\s*nanotune-ignore(?:-file)?[ \t]+(?:[\w/-]+[ \t,]+)*([\w/-]*)$/;

/** Rules behind `# nanotune-ignore`. */
function rulesAt({ typed, word }: Cursor): readonly Suggestion[] {
  const name = MARK.exec(typed)?.[1];
  if (name === undefined) return [];
  const end = word.start + new TextEncoder().encode(typed).length;
  const span = { ...word, start: end - name.length, end };
  return builtInRules.map(({ id }) => ({ label: id, kind: "rule", insert: id, span }));
}

/** All that may stand at an offset, the likeliest first; the editor picks by what is typed. */
export function suggestionsAt(edited: Edited, offset: number): readonly Suggestion[] {
  const cursor = cursorIn(edited, offset);
  switch (cursor.kind) {
    case "key":
      return keysAt(cursor, edited.view);
    case "value":
      return valuesAt(cursor, edited.view);
    case "comment":
      return rulesAt(cursor);
    case "include":
      return [];
  }
}
