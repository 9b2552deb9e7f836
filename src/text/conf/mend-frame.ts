import type { Source } from "../source.ts";
import { type Draft, type DraftMember, DraftObject } from "./draft.ts";
import type { ProblemCode } from "./problem-code.ts";
import { spanFromTo, spanOf, type Token } from "./token.ts";

/** Members that NanoMQ gives to another parent than the author did; grows until the enclosing brace closes. */
export interface Swallow {
  readonly code: ProblemCode;
  readonly key: Token;
  readonly inner: string;
  readonly swallowed: Token[];
}

/** A construct of the author's that is still open. */
export interface Frame {
  readonly kind: "root" | "braces" | "bare" | "brackets";
  /** The brace or bracket; none for the root and for objects without braces. */
  readonly opening: Token | undefined;
  /** The key whose value this is; none for the root and for array elements. */
  readonly key: Token | undefined;
  /** Whether a separator stands between key and opening. */
  readonly separated: boolean;
  readonly object: DraftObject | undefined;
  readonly elements: Draft[];
  /** A bare object of one line ends with it; one made of an include ends with the included file. */
  readonly ends: { readonly line: boolean; readonly outside: Source | undefined };
  /** A comma that nothing follows yet. */
  comma: Token | undefined;
  count: number;
  readonly swallows: Swallow[];
  /** What superfluous braces hold: `a { 5 }`. */
  content: Draft | undefined;
}

export interface FrameOptions {
  readonly opening?: Token | undefined;
  readonly key?: Token | undefined;
  readonly separated?: boolean;
  readonly line?: boolean;
  readonly outside?: Source | undefined;
}

export function openFrame(kind: Frame["kind"], at: Token | undefined, options: FrameOptions = {}): Frame {
  const { opening, key, separated = false, line = false, outside } = options;
  const span = at === undefined ? { file: "", start: 0, end: 0 } : spanOf(at);
  return {
    kind,
    opening,
    key,
    separated,
    object: kind === "brackets" ? undefined : new DraftObject(span),
    elements: [],
    ends: { line, outside },
    comma: undefined,
    count: 0,
    swallows: [],
    content: undefined,
  };
}

/** The finished value of a frame that `closing` ends. */
export function frameValue(frame: Frame, closing: Token | undefined): Draft | undefined {
  if (frame.content !== undefined) return frame.content;
  const { object, opening } = frame;
  const start = opening === undefined ? object?.span : spanOf(opening);
  if (start === undefined) return undefined;
  const span = closing === undefined || opening === undefined ? start : spanFromTo(start, spanOf(closing));
  if (object === undefined) return { kind: "array", span, elements: frame.elements, settled: false };
  if (opening !== undefined) object.span = span;
  return object;
}

export function addMember(frame: Frame, member: DraftMember): void {
  const { object } = frame;
  if (object === undefined) return;
  if (object.first === undefined && frame.opening === undefined) object.span = member.span;
  else if (frame.opening === undefined) object.span = spanFromTo(object.span, member.span);
  object.append(member);
}
