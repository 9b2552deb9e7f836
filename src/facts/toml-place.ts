import { lineSpan, lineText, type Source, type Span, textOf } from "../text/source.ts";

/** 1-based line and column, in characters. */
export interface TomlPlace {
  readonly line: number;
  readonly column: number;
}

const HEADER = /^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?/;
const PAIR = /^(\s*)("[^"]*"|'[^']*'|[\w.-]+)\s*=/;

function segments(name: string): readonly string[] {
  return [...name.matchAll(/"([^"]*)"|'([^']*)'|[^.\s"']+/g)].map(([whole, double, single]) => {
    return double ?? single ?? whole;
  });
}

/**
 * How many leading segments of `path` the definition `defined` names, be it deeper below; 0 where it is about something
 * else.
 */
function agreement(path: readonly string[], defined: readonly string[]): number {
  const shared = Math.min(path.length, defined.length);
  return path.slice(0, shared).every((part, at) => part === defined[at]) ? shared : 0;
}

/**
 * The path that a header opens. What stands in a list of tables is in the last one: `[overrides.rules]` behind the second
 * `[[overrides]]` is `overrides.1.rules`.
 */
function inLastOf(
  lists: Map<string, number>,
  names: readonly string[],
  addsToList: boolean,
): readonly string[] {
  const path: string[] = [];
  for (const [at, name] of names.entries()) {
    path.push(name);
    const list = JSON.stringify(path);
    if (addsToList && at === names.length - 1) lists.set(list, (lists.get(list) ?? 0) + 1);
    const count = lists.get(list);
    if (count !== undefined) path.push(String(count - 1));
  }
  return path;
}

/**
 * The line that defines the value at `path` (keys and array indexes as text), or the nearest line around it: values
 * in inline tables and lists stand where their key stands.
 */
export function placeInToml(text: string, path: readonly string[]): TomlPlace {
  /** How many tables a list has by now; its name is that of the whole path. */
  const lists = new Map<string, number>();
  let place: TomlPlace = { line: 1, column: 1 };
  let best = 0;
  let table: readonly string[] = [];
  const consider = (defined: readonly string[], line: number, column: number) => {
    const agreed = agreement(path, defined);
    if (agreed > best) [best, place] = [agreed, { line, column }];
  };
  for (const [index, line] of text.split("\n").entries()) {
    const header = HEADER.exec(line);
    const pair = header === null ? PAIR.exec(line) : null;
    if (header?.[2] !== undefined) {
      table = inLastOf(lists, segments(header[2]), header[1] === "[[");
      consider(table, index + 1, line.search(/\S/) + 1);
    } else if (pair?.[2] !== undefined) {
      consider([...table, ...segments(pair[2])], index + 1, (pair[1]?.length ?? 0) + 1);
    }
  }
  return place;
}

/** The line that names the value at `path`; undefined where the file does not. */
export function spanInToml(source: Source, path: readonly string[]): Span | undefined {
  const { line } = placeInToml(textOf(source, 0, source.bytes.length), path);
  const named = lineText(source, line).includes(path.at(-1) ?? "");
  return named ? lineSpan(source, line) : undefined;
}
