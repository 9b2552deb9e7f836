// mosquitto.conf as Mosquitto reads it (mosquitto.conf(5), src/conf.c): one directive per line, the rest of the line is its value.
import type { OldSetting } from "../migrate/draft.ts";
import { lineSpan, type Source, textOf } from "../source.ts";

export interface Directive extends OldSetting {
  /** The words of the value; quotes are taken off as in `topic a out 1 ""`. */
  readonly words: readonly string[];
}

const DIRECTIVE = /^\s*(\S+)(?:\s+(.*?))?\s*$/s;

function wordsOf(value: string): readonly string[] {
  return value.split(/\s+/).flatMap((word) => (word === "" ? [] : [word === '""' ? "" : word]));
}

/** Every directive, in order. A `#` makes a comment at the start of a line only. */
export function readDirectives(source: Source): readonly Directive[] {
  const count = textOf(source, 0, source.bytes.length).split("\n").length;
  const directives: Directive[] = [];
  for (let line = 1; line <= count; line += 1) {
    const span = lineSpan(source, line);
    const text = textOf(source, span.start, span.end);
    const [, key = "", value = ""] = DIRECTIVE.exec(text) ?? [];
    if (key === "" || key.startsWith("#")) continue;
    const before = new TextEncoder().encode(text.slice(0, text.indexOf(key))).length;
    const start = span.start + before;
    const keySpan = { ...span, start, end: start + new TextEncoder().encode(key).length };
    directives.push({ key, value, words: wordsOf(value), line, keySpan });
  }
  return directives;
}

/** Mosquitto takes `true` and `1` for yes, in any letter case. */
export function isYes({ value }: Directive): boolean {
  return /^(?:true|1)$/i.test(value);
}
