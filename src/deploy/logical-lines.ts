/** Lines of a Dockerfile, a unit or a script, those that go on behind a backslash joined. */

import { type Source, textOf } from "../text/source.ts";
import type { Placed } from "./container.ts";

const encoder = new TextEncoder();

function bytesIn(text: string): number {
  return encoder.encode(text).length;
}

/** White space in place of a line's end keeps every word where it stands. */
function blank(text: string): string {
  return " ".repeat(text.length);
}

/** Longest line that is joined, in characters. */
const LONGEST = 64 * 1024;

/**
 * Lines without comments, each as long as it is written. Comments between parts of a line are dropped too, as in a
 * Dockerfile.
 */
export function logicalLines(source: Source, comment = /^\s*#/, joint = /\\\s*$/): readonly Placed<string>[] {
  const lines: Placed<string>[] = [];
  let [start, at, joined] = [0, 0, ""];
  for (const raw of textOf(source, 0, source.bytes.length).split("\n")) {
    const length = bytesIn(raw) + 1;
    const isComment = comment.test(raw);
    const goesOn = !isComment && joint.test(raw) && joined.length < LONGEST;
    if (joined === "") start = at;
    // What stands for the line's end has its length in bytes.
    joined += isComment ? " ".repeat(length) : goesOn ? `${raw.replace(joint, blank)} ` : raw;
    at += length;
    if (goesOn || (isComment && joined.trim() !== "")) continue;
    const end = start + bytesIn(joined);
    if (joined.trim() !== "") lines.push({ value: joined, span: { file: source.file, start, end } });
    joined = "";
  }
  if (joined.trim() !== "")
    lines.push({ value: joined, span: { file: source.file, start, end: start + bytesIn(joined) } });
  return lines;
}

/** The part of a line from a character on. */
export function restOf({ value, span }: Placed<string>, from: number): Placed<string> {
  const text = value.slice(from);
  const lead = text.length - text.trimStart().length;
  const start = span.start + bytesIn(value.slice(0, from + lead));
  return { value: text.trim(), span: { ...span, start, end: start + bytesIn(text.trim()) } };
}
