// Compose files and manifests in an editor: the variables of NanoMQ, their values, and the tags of its image.

import { releases } from "../nanomq/releases.ts";
import { knowsVariable, type Variable, variables } from "../nanomq/start.ts";
import { editorWords } from "../report/editor/words.ts";
import { type Source, type Span, textOf } from "../text/source.ts";
import { startOfLine } from "../text/utf16.ts";
import type { Suggestion } from "./completion.ts";
import { embeddedSuggestionsAt } from "./embedded-conf.ts";
import { type Hint, hintsIn } from "./hints.ts";
import { type Hover, settingHoverAt } from "./hover.ts";
import { keyHelp } from "./key-help.ts";
import { type Entry, outlineOf } from "./outline.ts";
import { awayOf, type View } from "./view.ts";

const NAME = /NANOMQ_\w*/;
const IMAGE = /\bimage[ \t]*:[ \t]*["']?[\w./-]*nanomq:([\w.-]*)$/;
const VALUE = /\b(NANOMQ_\w+)["']?[ \t]*[=:][ \t]*["']?(\w*)$/;
/** A line on which a variable may be named: an entry of `environment`, or `- name:` of a manifest. */
const ENTRY = /^[ \t]*(?:-[ \t]*)?(?:name[ \t]*:[ \t]*)?["']?([A-Z][A-Z_]*)?$/;
const ENVIRONMENT = /^([ \t]*)(?:-[ \t]+)?(?:environment|env)[ \t]*:[ \t]*$/;

const encoder = new TextEncoder();

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

/** True where the block around a line is one of variables. */
function isInEnvironment(above: readonly string[], line: string): boolean {
  let indent = line.trim() === "" ? Infinity : indentOf(line);
  for (const one of above.toReversed()) {
    if (one.trim() === "" || indentOf(one) > indent) continue;
    const found = ENVIRONMENT.exec(one);
    if (found !== null) return true;
    // Entries of the same block, and of a manifest their other lines.
    if (indentOf(one) < indent && !/^[ \t]*-|^[ \t]*[A-Z_]+[ \t]*:/.test(one)) return false;
    indent = Math.min(indent, indentOf(one));
  }
  return false;
}

function settingHelp({ setting, also }: Variable, view: View): string | undefined {
  const paths = [setting, also].filter((path) => path !== undefined);
  if (paths.length === 0) return undefined;
  const sets = editorWords[view.language].sets(paths.map((path) => `\`${path}\``).join(", "));
  const help = keyHelp(paths[0] ?? "", view);
  return help === undefined ? sets : `${sets}\n\n${help}`;
}

function valuesOf({ words, reader }: Variable): readonly string[] {
  return words ?? (reader === "flag" ? ["true", "false"] : []);
}

/** @param brokers each NanoMQ that the file starts, as last seen */
export function deploymentSuggestionsAt(
  source: Source,
  offset: number,
  view: View,
  brokers: readonly View[],
): readonly Suggestion[] {
  return embeddedSuggestionsAt(source, offset, view, brokers) ?? startSuggestionsAt(source, offset, view);
}

function startSuggestionsAt(source: Source, offset: number, view: View): readonly Suggestion[] {
  const lineStart = startOfLine(source, offset);
  const before = textOf(source, lineStart, offset);
  const spanOf = (typed: string): Span => ({
    file: source.file,
    start: offset - encoder.encode(typed).length,
    end: offset,
  });
  const tag = IMAGE.exec(before)?.[1];
  if (tag !== undefined)
    return releases
      .toReversed()
      .map((release) => ({ label: release, kind: "value", insert: release, span: spanOf(tag) }));
  const { version } = view.run.start;
  const [, named, value = ""] = VALUE.exec(before) ?? [];
  const row = variables.find(({ name }) => name === named);
  if (row !== undefined)
    return valuesOf(row).map((text) => ({ label: text, kind: "value", insert: text, span: spanOf(value) }));
  const entry = ENTRY.exec(before);
  const above = textOf(source, 0, lineStart).split("\n");
  if (entry === null || !isInEnvironment(above, before)) return [];
  return variables
    .filter((one) => knowsVariable(one, version))
    .map((one) => ({
      label: one.name,
      kind: "key",
      insert: one.name,
      detail: one.setting,
      help: settingHelp(one, view),
      span: spanOf(entry[1] ?? ""),
    }));
}

/** What a variable of NanoMQ sets, and within a conf what a setting is for. @param brokers each NanoMQ that the file starts */
export function deploymentHoverAt(
  source: Source,
  offset: number,
  view: View,
  brokers: readonly View[],
): Hover | undefined {
  const inConf = brokers.flatMap(
    (broker) => settingHoverAt({ view: broker, source, base: [] }, offset) ?? [],
  );
  return inConf[0] ?? variableHoverAt(source, offset, view);
}

/** The sections of the confs that stand in the file; of what several brokers read once. */
export function deploymentOutline(source: Source, brokers: readonly View[]): readonly Entry[] {
  const entries = brokers.flatMap((view) => outlineOf(view.run.reading, source, awayOf(view).home));
  const known = new Map(entries.map((entry) => [`${entry.span.start} ${entry.span.end}`, entry]));
  return [...known.values()].toSorted((a, b) => a.span.start - b.span.start);
}

/** Behind the lines of the confs that stand in the file; what several brokers have in common once. */
export function deploymentHints(source: Source, range: Span, brokers: readonly View[]): readonly Hint[] {
  const hints = brokers.flatMap((view) => hintsIn({ view, source, base: [] }, range));
  const known = new Map(hints.map((hint) => [`${hint.offset} ${hint.label}`, hint]));
  return [...known.values()].toSorted((a, b) => a.offset - b.offset);
}

function variableHoverAt(source: Source, offset: number, view: View): Hover | undefined {
  const lineStart = startOfLine(source, offset);
  const [line = ""] = textOf(source, lineStart, source.bytes.length).split(/\r?\n/, 1);
  const found = NAME.exec(line);
  if (found === null) return undefined;
  const start = lineStart + encoder.encode(line.slice(0, found.index)).length;
  const span = { file: source.file, start, end: start + found[0].length };
  if (offset < span.start || offset > span.end) return undefined;
  const row = variables.find(({ name }) => name === found[0]);
  const help = row && settingHelp(row, view);
  return row === undefined ? undefined : { markdown: [`\`${row.name}\``, help ?? ""].join("\n\n"), span };
}
