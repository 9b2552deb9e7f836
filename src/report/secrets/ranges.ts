import type { Span } from "../../text/source.ts";

/** Characters `start` (inclusive) to `end` (exclusive) of a text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The same of the bytes of a source. */
export type ByteRange = Pick<Span, "start" | "end">;

const encoder = new TextEncoder();

/** Where ranges of a text, in order, are among its bytes. */
export function inBytes(text: string, ranges: readonly TextRange[]): readonly ByteRange[] {
  let [at, byte] = [0, 0];
  return ranges.map(({ start, end }) => {
    const from = byte + encoder.encode(text.slice(at, start)).length;
    byte = from + encoder.encode(text.slice(start, end)).length;
    at = end;
    return { start: from, end: byte };
  });
}

/** In order, and none inside or beside another. */
export function joined<Range extends TextRange>(ranges: readonly Range[]): readonly TextRange[] {
  const whole: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else if (end > start) whole.push({ start, end });
  }
  return whole;
}
