import { createSource, type Source, type Span } from "./source.ts";
import { startOfLine } from "./utf16.ts";

/** Bytes that are the same in both texts, or (`escaped`) stand for each other as a whole. */
export interface EmbeddedPiece {
  /** First byte in the embedded text. */
  readonly at: number;
  readonly length: number;
  /** First byte in the host. */
  readonly hostAt: number;
  readonly hostLength: number;
}

const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);

/** A text inside another one, such as a nanomq.conf in a Kubernetes ConfigMap, with the way back. */
export interface EmbeddedText {
  /** The text by itself; its spans carry this source's `file`. */
  readonly source: Source;
  readonly host: Source;
  /** In order and without overlap; what lies between them has no counterpart in the host. */
  readonly pieces: readonly EmbeddedPiece[];
}

export function createEmbedded(
  name: string,
  content: string | Uint8Array,
  host: Source,
  pieces: readonly EmbeddedPiece[],
): EmbeddedText {
  return { source: createSource(name, content), host, pieces };
}

/** The last piece that starts at or before `offset`. */
function pieceAt(pieces: readonly EmbeddedPiece[], offset: number): EmbeddedPiece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}

function hostStart({ pieces }: EmbeddedText, offset: number): number {
  const piece = pieceAt(pieces, offset);
  if (piece === undefined) return 0;
  const inside = offset - piece.at;
  if (piece.length !== piece.hostLength) return piece.hostAt + (inside < piece.length ? 0 : piece.hostLength);
  return piece.hostAt + Math.max(0, Math.min(inside, piece.length));
}

function hostEnd(text: EmbeddedText, offset: number): number {
  const piece = pieceAt(text.pieces, offset - 1);
  if (piece === undefined) return 0;
  const inside = offset - piece.at;
  return (
    piece.hostAt + (piece.length === piece.hostLength ? Math.min(inside, piece.length) : piece.hostLength)
  );
}

/** The span of the host that shows `span` of the embedded text; an empty span stays empty. */
export function toHostSpan(text: EmbeddedText, span: Span): Span {
  const start = hostStart(text, span.start);
  const end = span.end > span.start ? hostEnd(text, span.end) : start;
  return { file: text.host.file, start, end: Math.max(start, end) };
}

/**
 * The byte of the embedded text that is shown at a byte of the host; undefined outside of it. Blank lines at the end of a
 * block, which the text may leave out, are its end.
 */
export function fromHost({ pieces, host, source }: EmbeddedText, offset: number): number | undefined {
  const [first] = pieces;
  if (first === undefined || offset < first.hostAt) return undefined;
  const before = pieces.findLast(({ hostAt }) => hostAt <= offset) ?? first;
  const { at, length, hostAt, hostLength } = before;
  const inside = offset - hostAt;
  if (inside <= hostLength) return at + (length === hostLength || inside === 0 ? inside : length);
  if (before !== pieces.at(-1)) return at + length;
  const indent = first.hostAt - startOfLine(host, first.hostAt);
  const isBlank = host.bytes.subarray(hostAt + hostLength, offset).every((byte) => BLANKS.has(byte));
  return isBlank && offset - startOfLine(host, offset) >= indent ? source.bytes.length : undefined;
}
