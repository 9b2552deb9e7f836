// Passwords, tokens and keys of any text that is no conf: compose files, manifests, env files, nanotune.toml, command
// lines, JSON answers. Found by their names, line by line.
import { isSecretName } from "../../start/secret-name.ts";
import type { TextRange } from "./ranges.ts";

/** What stands before a value: `{ name: NAME, value: `, `--name `, `NAME: `, `NAME=`; on one line or as a list. */
const BEFORE = new RegExp(
  [
    String.raw`name:[ \t]*["']?([\w.-]{1,100})["']?[ \t]*,?\s{0,80}value:[ \t]*`,
    String.raw`--([\w-]{1,60})["']?(?:=|[ \t,]+|\s+-[ \t]+)`,
    String.raw`(?<![\w.-])([\w.-]{1,100})["']?[ \t]*[:=][ \t]*`,
  ].join("|"),
  "g",
);
/** Nothing has a name without one of these: most comments. */
const MAY_NAME = /[:={]|--/;
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?)/;
const UNQUOTED = /^.*?(?=\s*$|\s+#|["']?[ \t]*[,}\]](?:\s|$)|["']?\s*$)/;
/** Anchors and tags of YAML. */
const PROPERTIES = /^(?:[&!][\w!./:-]{0,100}[ \t]+){1,4}/;
const BLOCK = /^[|>][+-]?\d*\s*(?:#.*)?$/;
/** An alias, or another setting. */
const NO_VALUE = /^(?:\*\w+|)$/;
/** Nobody has a longer one; a line may be as long as its file. */
const LONGEST = 8192;

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === "\n" || text[at] === "\0") return at;
  return text.length;
}

function indentation(line: string): number {
  return line.search(/[^ ]/);
}

/** The lines below `from` that are indented more than the line that holds it. */
function linesBelow(text: string, from: number): readonly TextRange[] {
  const found: TextRange[] = [];
  const outer = indentation(text.slice(text.lastIndexOf("\n", from - 1) + 1, from));
  for (let start = lineEnd(text, from) + 1; start < text.length; ) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end).trimEnd();
    if (line !== "" && indentation(line) <= outer) break;
    if (line !== "") found.push({ start: start + indentation(line), end: start + line.length });
    start = end + 1;
  }
  return found;
}

function valuesAt(text: string, from: number): readonly TextRange[] {
  const line = text.slice(from, Math.min(lineEnd(text, from), from + LONGEST));
  const before = PROPERTIES.exec(line)?.[0].length ?? 0;
  const rest = line.slice(before);
  if (BLOCK.test(rest)) return linesBelow(text, from);
  const value = (QUOTED.exec(rest) ?? UNQUOTED.exec(rest))?.[0] ?? rest;
  if (NO_VALUE.test(value)) return [];
  return [{ start: from + before, end: from + before + value.length }];
}

const SECRET_DOCUMENT = /^kind:[ \t]*["']?Secret\b/m;
const SECRET_DATA = /^([ \t]*)(?:data|stringData):[ \t]*$/gm;
const ENTRY = /^[ \t]*["']?[\w.-]{1,253}["']?:[ \t]+(?=\S)/gm;

/** Every entry of a Kubernetes Secret, whatever its name. */
function secretData(text: string): readonly TextRange[] {
  if (!SECRET_DOCUMENT.test(text)) return [];
  let at = 0;
  return text.split(/^---.*$/m).flatMap((document) => {
    const start = text.indexOf(document, at);
    at = start + document.length;
    if (!SECRET_DOCUMENT.test(document)) return [];
    return [...document.matchAll(SECRET_DATA)].flatMap(({ index, 0: head }) => {
      const lines = linesBelow(document, index + head.length);
      const [first, last] = [lines[0], lines.at(-1)];
      if (first === undefined || last === undefined) return [];
      const from = document.lastIndexOf("\n", first.start) + 1;
      return [...document.slice(from, last.end).matchAll(ENTRY)].flatMap((entry) =>
        valuesAt(document, from + entry.index + entry[0].length).map((range) => ({
          start: range.start + start,
          end: range.end + start,
        })),
      );
    });
  });
}

/** `auth.password { joe = ... }` and `headers { ... }` of a conf inside a compose file or manifest. */
const SECTION = /(?<![\w.-])([\w.-]{1,100})["']?[ \t]*[:=]?[ \t]*\{([^{}]{1,65536})\}/g;
const MEMBER = /["']?[\w.-]{1,100}["']?[ \t]*[:=][ \t]*/g;
const HEADERS = /headers$/i;

/** True for a path that a secret is at the end of, or below. */
function isSecretPath(path: string): boolean {
  return path.split(".").some(isSecretName) || isSecretName(path);
}

function sectionMembers(text: string): readonly TextRange[] {
  return [...text.matchAll(SECTION)].flatMap(({ index, 0: whole, 1: path = "", 2: body = "" }) => {
    if (!isSecretPath(path) && !HEADERS.test(path)) return [];
    const start = index + whole.length - 1 - body.length;
    return [...body.matchAll(MEMBER)].flatMap((member) =>
      valuesAt(text, start + member.index + member[0].length),
    );
  });
}

/** In order of their names. */
export function namedSecrets(text: string): readonly TextRange[] {
  if (!MAY_NAME.test(text)) return [];
  const found: TextRange[] = [...secretData(text), ...sectionMembers(text)];
  let at = 0;
  for (const { index, 0: before, 1: variable, 2: option, 3: key } of text.matchAll(BEFORE)) {
    const from = index + before.length;
    if (from < at || !isSecretPath(variable ?? option ?? key ?? "")) continue;
    for (const range of valuesAt(text, from)) {
      found.push(range);
      at = range.end;
    }
  }
  return found;
}
