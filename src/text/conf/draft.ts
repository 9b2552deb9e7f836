import type { Span } from "../source.ts";
import type { BooleanNode, NullNode, NumberNode, StringNode } from "./tree.ts";

/**
 * The tree while it is being made: the grammar fills it, path expansion and merging change it in place.
 * Keys hold one character per byte (see token-text.ts).
 */
export type Scalar = StringNode | NumberNode | BooleanNode | NullNode;
export type Draft = DraftObject | DraftArray | Scalar;

export interface DraftArray {
  readonly kind: "array";
  readonly span: Span;
  readonly elements: Draft[];
  /** Nothing below is left for path expansion. */
  settled: boolean;
}

export interface DraftMember {
  key: string;
  readonly keySpan: Span;
  /** Key and value together. */
  readonly span: Span;
  readonly value: Draft;
  /** The key was written in quotes. */
  readonly quoted: boolean;
  previous: DraftMember | undefined;
  next: DraftMember | undefined;
}

export function createMember(
  key: string,
  keySpan: Span,
  span: Span,
  value: Draft,
  quoted = false,
): DraftMember {
  return { key, keySpan, span, value, quoted, previous: undefined, next: undefined };
}

/** Members in a linked list: both passes append, remove and step back. */
export class DraftObject {
  readonly kind = "object";
  /** From brace to brace; without braces from the first key to the end of the last member. */
  span: Span;
  first: DraftMember | undefined;
  last: DraftMember | undefined;
  settled = false;

  constructor(span: Span) {
    this.span = span;
  }

  append(member: DraftMember): void {
    member.previous = this.last;
    member.next = undefined;
    if (this.last === undefined) this.first = member;
    else this.last.next = member;
    this.last = member;
  }

  remove(member: DraftMember): void {
    if (member.previous === undefined) this.first = member.next;
    else member.previous.next = member.next;
    if (member.next === undefined) this.last = member.previous;
    else member.next.previous = member.previous;
  }

  /** Takes the members of another object, which is not used any more, behind its own. */
  takeBehind({ first, last }: DraftObject): void {
    if (first === undefined) return;
    if (this.last === undefined) this.first = first;
    else this.last.next = first;
    first.previous = this.last;
    this.last = last;
  }

  /** The first member whose key equals `key` ignoring (ASCII) letter case. */
  findIgnoringCase(key: string): DraftMember | undefined {
    const wanted = asciiLowerCase(key);
    let member = this.first;
    while (member !== undefined && asciiLowerCase(member.key) !== wanted) member = member.next;
    return member;
  }
}

export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
}

export function hasChildren(draft: Draft): draft is DraftObject | DraftArray {
  if (draft.kind === "object") return draft.first !== undefined;
  return draft.kind === "array" && draft.elements.length > 0;
}
