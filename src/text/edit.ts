import type { Span } from "./source.ts";

/** Replaces the bytes of `span` by `text`; an empty span inserts, an empty text deletes. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

const encoder = new TextEncoder();

/** Edits of one file that do not overlap an earlier one, in file order: the first of two rivals wins. */
export function compatibleEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const kept: TextEdit[] = [];
  let free = 0;
  for (const edit of ordered) {
    if (edit.span.start < free) continue;
    kept.push(edit);
    free = Math.max(edit.span.end, edit.span.start + 1);
  }
  return kept;
}

/** Applies edits (see {@link compatibleEdits}); every byte outside their spans is kept. */
export function applyEdits(bytes: Uint8Array, edits: readonly TextEdit[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const edit of compatibleEdits(edits)) {
    pieces.push(bytes.subarray(at, edit.span.start), encoder.encode(edit.text));
    at = edit.span.end;
  }
  pieces.push(bytes.subarray(at));
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let filled = 0;
  for (const piece of pieces) {
    whole.set(piece, filled);
    filled += piece.length;
  }
  return whole;
}
