// Bytes, which nanotune counts, and UTF-16 units, which an editor in a page counts.
import { type Source, type Span, textOf } from "../../src/text/source.ts";

export interface Range {
  readonly from: number;
  readonly to: number;
}

function unitsAt(source: Source, offset: number): number {
  return textOf(source, 0, offset).length;
}

export function rangeOf(source: Source, { start, end }: Pick<Span, "start" | "end">): Range {
  const from = unitsAt(source, start);
  return { from, to: from + textOf(source, start, Math.max(start, end)).length };
}

/** The byte offset of a place in a text. */
export function bytesAt(text: string, units: number): number {
  return new TextEncoder().encode(text.slice(0, units)).length;
}
