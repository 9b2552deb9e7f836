// The tables and keys of a nanotune.toml, as a tree for an outline. Values are not shown: a password may be among them.
import { type Source, type Span, textOf } from "../text/source.ts";
import type { Entry } from "./outline.ts";

const HEADER = /^[ \t]*(\[\[?[^\]\r\n]*\]\]?)/;
const KEY = /^[ \t]*("[^"\r\n]*"|[\w.-]+)[ \t]*=/;

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function linesOf(source: Source): readonly Line[] {
  const encoder = new TextEncoder();
  let start = 0;
  return textOf(source, 0, source.bytes.length)
    .split("\n")
    .map((text) => {
      const line = { text, start, end: start + encoder.encode(text.trimEnd()).length };
      start += encoder.encode(text).length + 1;
      return line;
    });
}

/** A name in a line, ASCII up to there or not. */
function placeOf({ file }: Source, { text, start }: Line, name: string): Span {
  const before = new TextEncoder().encode(text.slice(0, text.indexOf(name))).length;
  const nameStart = start + before;
  return { file, start: nameStart, end: nameStart + new TextEncoder().encode(name).length };
}

interface Table {
  readonly head: Line | undefined;
  readonly lines: Line[];
}

function keysIn(source: Source, lines: readonly Line[]): readonly Entry[] {
  return lines.flatMap((line): readonly Entry[] => {
    const [, name] = KEY.exec(line.text) ?? [];
    if (name === undefined) return [];
    const nameSpan = placeOf(source, line, name);
    const span = { ...nameSpan, end: Math.max(nameSpan.end, line.end) };
    return [{ name, kind: "text", detail: "", span, nameSpan, children: [] }];
  });
}

export function factsOutline(source: Source): readonly Entry[] {
  const tables: Table[] = [{ head: undefined, lines: [] }];
  for (const line of linesOf(source))
    if (HEADER.test(line.text)) tables.push({ head: line, lines: [] });
    else tables.at(-1)?.lines.push(line);
  return tables.flatMap(({ head, lines }): readonly Entry[] => {
    const children = keysIn(source, lines);
    const [, name] = HEADER.exec(head?.text ?? "") ?? [];
    if (head === undefined || name === undefined) return children;
    const nameSpan = placeOf(source, head, name);
    const end = children.at(-1)?.span.end ?? nameSpan.end;
    const kind = name.startsWith("[[") ? "list" : "section";
    return [{ name, kind, detail: "", span: { ...nameSpan, end }, nameSpan, children }];
  });
}
