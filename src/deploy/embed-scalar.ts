/** A conf written as a YAML scalar, with the way from each of its bytes back to the YAML file. */

import { createEmbedded, type EmbeddedPiece, type EmbeddedText } from "../text/embedded.ts";
import { type Source, textOf } from "../text/source.ts";
import type { YamlScalar } from "./yaml-file.ts";

/** Bytes of well-formed text in UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** How many bytes of the raw text one character of the value took, or 0 where `raw[at]` is not its writing. */
type WritingLength = (raw: string, at: number, character: string) => number;

const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function escapeLength(raw: string, at: number): number {
  if (raw[at] !== "\\") return 0;
  const next = raw[at + 1] ?? "";
  return next === "\n" || next === "\r" ? 0 : (escapeLengths[next] ?? 2);
}

const copyLength: WritingLength = (raw, at, character) =>
  raw.startsWith(character, at) ? character.length : 0;

const doubleLength: WritingLength = (raw, at, character) =>
  escapeLength(raw, at) || copyLength(raw, at, character);

const writingLengths: Readonly<Record<YamlScalar["style"], WritingLength>> = {
  plain: copyLength,
  literal: copyLength,
  folded: copyLength,
  single: (raw, at, character) => (raw.startsWith("''", at) ? 2 : copyLength(raw, at, character)),
  double: doubleLength,
};

function newlineLength(raw: string, at: number): number {
  if (raw.startsWith("\r\n", at)) return 2;
  return raw[at] === "\n" ? 1 : 0;
}

function leadingSpaces(text: string, at: number): number {
  let end = at;
  while (text[end] === " ") end += 1;
  return end - at;
}

/** Where the first line with text starts, at or behind `from`. */
function firstLine(text: string, from: number): number {
  const blank = /^(?:[ \t]*\r?\n)*/.exec(text.slice(from));
  return from + (blank?.[0].length ?? 0);
}

/** Spaces that indent a block scalar: those its first line with text has in the file but not in the value. */
function blockIndent(raw: string, bodyAt: number, value: string): number {
  const inFile = leadingSpaces(raw, firstLine(raw, bodyAt));
  return inFile - leadingSpaces(value, firstLine(value, 0));
}

/** Where the value starts in the raw text, and how much each further line is indented. */
function shapeOf(scalar: YamlScalar, raw: string): { readonly body: number; readonly indent: number } {
  switch (scalar.style) {
    case "plain":
      return { body: 0, indent: Number.POSITIVE_INFINITY };
    case "single":
    case "double":
      return { body: 1, indent: Number.POSITIVE_INFINITY };
    case "literal":
    case "folded": {
      const body = raw.indexOf("\n") + 1;
      return { body, indent: Math.max(0, blockIndent(raw, body, scalar.text)) };
    }
  }
}

/** Joins neighbours that are the same text in both. */
function append(pieces: EmbeddedPiece[], piece: EmbeddedPiece): void {
  const last = pieces.at(-1);
  const isCopy = piece.length === piece.hostLength;
  const follows =
    last !== undefined &&
    last.length === last.hostLength &&
    last.at + last.length === piece.at &&
    last.hostAt + last.hostLength === piece.hostAt;
  if (last !== undefined && follows && isCopy) {
    const length = last.length + piece.length;
    pieces[pieces.length - 1] = { ...last, length, hostLength: length };
  } else pieces.push(piece);
}

function skipIndent(raw: string, at: number, indent: number): number {
  let end = at;
  while (
    end - at < indent &&
    (raw[end] === " " || (indent === Number.POSITIVE_INFINITY && raw[end] === "\t"))
  ) {
    end += 1;
  }
  return end;
}

/** How far back an empty line is looked for, in characters: more than any indentation. */
const FOLD_LOOK = 256;

interface Step {
  /** Where the character stands in the raw text, and how long; undefined where the text ran out. */
  readonly at: number;
  readonly length: number;
  readonly next: number;
}

/** Finds the writing of one character of the value at or behind `from`. */
function findCharacter(
  raw: string,
  from: number,
  character: string,
  writingLength: WritingLength,
  indent: number,
): Step | undefined {
  let at = from;
  while (at < raw.length) {
    // In double quotes a backslash at the end of a line joins it with the next.
    const joint = writingLength === doubleLength && raw[at] === "\\" ? newlineLength(raw, at + 1) : 0;
    if (joint > 0) {
      at = skipIndent(raw, at + 1 + joint, indent);
      continue;
    }
    const newline = newlineLength(raw, at);
    if (newline > 0) {
      const next = skipIndent(raw, at + newline, indent);
      // A line end is itself; alone, not behind an empty line, it folds to a space.
      const folds = character === " " && !/\n[ \t]*$/.test(raw.slice(Math.max(0, at - FOLD_LOOK), at));
      if (character === "\n" || folds) return { at, length: newline, next };
      at = next;
      continue;
    }
    const length = writingLength(raw, at, character);
    if (length > 0) return { at, length, next: at + length };
    at += 1;
  }
  return undefined;
}

/** The scalar's value as a text of its own called `name`. */
export function embedScalar(host: Source, scalar: YamlScalar, name: string): EmbeddedText {
  const raw = textOf(host, scalar.span.start, scalar.span.end);
  const { body, indent } = shapeOf(scalar, raw);
  const writingLength = writingLengths[scalar.style];
  const pieces: EmbeddedPiece[] = [];
  let rawAt = Number.isFinite(indent) ? skipIndent(raw, body, indent) : body;
  let hostAt = scalar.span.start + byteLength(raw.slice(0, rawAt));
  let at = 0;
  for (const character of scalar.text) {
    const step = findCharacter(raw, rawAt, character, writingLength, indent);
    // A line end that the YAML file does not have ends the text.
    if (step === undefined) break;
    const length = byteLength(character);
    hostAt += byteLength(raw.slice(rawAt, step.at));
    const hostLength = byteLength(raw.slice(step.at, step.at + step.length));
    append(pieces, { at, length, hostAt, hostLength });
    hostAt += byteLength(raw.slice(step.at, step.next));
    rawAt = step.next;
    at += length;
  }
  return createEmbedded(name, scalar.text, host, pieces);
}
