import type { Span } from "../source.ts";
import {
  asciiLowerCase,
  createMember,
  type Draft,
  type DraftArray,
  type DraftMember,
  DraftObject,
  hasChildren,
} from "./draft.ts";
import { segmentBytes } from "./limits.ts";
import { withoutQuotes } from "./token-text.ts";
import type { Hazard } from "./tree.ts";

/** A segment this long was seen to kill the process; from 128 bytes on memory is damaged. */
const FATAL_SEGMENT_BYTES = 200;
/** Dotted keys this deep exhaust the process' stack; 10 000 segments were seen to work. */
const FATAL_SEGMENTS = 50_000;

interface Frame {
  readonly node: DraftObject | DraftArray;
  /** The child to look at: a member, or the index of an element. */
  cursor: DraftMember | undefined;
  element: number;
  /** How far NanoMQ's count of children lags behind: each quoted key that was stripped adds one. */
  lag: number;
  /** Lower-case keys that were stripped and still have a dot: a dotted key may meet them by name. */
  stripped: Set<string> | undefined;
  /** The children of the current child are done. */
  descended: boolean;
}

function frameOf(node: DraftObject | DraftArray): Frame {
  node.settled = true;
  const cursor = node.kind === "object" ? node.first : undefined;
  return { node, cursor, element: 0, lag: 0, stripped: undefined, descended: false };
}

/** Offset in the source where a key's bytes begin, or undefined where quoting changed them. */
function keyStart(member: DraftMember): number | undefined {
  const written = member.keySpan.end - member.keySpan.start;
  if (written === member.key.length) return member.keySpan.start;
  return written === member.key.length + 2 ? member.keySpan.start + 1 : undefined;
}

/** Wraps a member in one object per segment of its key, innermost first; the outermost member comes back. */
function split(member: DraftMember, { hazards, quotedSplits }: ExpandOptions): DraftMember {
  if (member.quoted) quotedSplits.push(member.keySpan);
  const segments = member.key.split(".");
  const start = keyStart(member);
  let end = start === undefined ? 0 : start + member.key.length;
  let value = member.value;
  let outer = member;
  let longest = 0;
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    const segment = segments[at] ?? "";
    longest = Math.max(longest, segment.length);
    const keySpan: Span =
      start === undefined ? member.keySpan : { file: member.keySpan.file, start: end - segment.length, end };
    end -= segment.length + 1;
    if (at < segments.length - 1) {
      const wrapper = new DraftObject(member.span);
      // A quote right after a dot (`a."b`) is met again as the first byte of a key.
      wrapper.settled = (hasChildren(value) ? value.settled : true) && !outer.key.startsWith('"');
      wrapper.append(outer);
      value = wrapper;
    }
    outer = createMember(segment, keySpan, member.span, value);
  }
  if (longest > segmentBytes) {
    hazards.push({ code: "long-segment", span: member.keySpan, fatal: longest >= FATAL_SEGMENT_BYTES });
  }
  if (segments.length >= FATAL_SEGMENTS) {
    hazards.push({ code: "deep-dotted-key", span: member.keySpan, fatal: true });
  }
  return outer;
}

function stepBack(from: DraftMember | undefined, steps: number): DraftMember | undefined {
  let member = from;
  for (let left = steps; left > 0 && member !== undefined; left -= 1) member = member.previous;
  return member;
}

/** NanoMQ takes the first member of that name in any letter case, which may be one whose quotes are gone by now. */
function splitDotted(frame: Frame, object: DraftObject, child: DraftMember, options: ExpandOptions): void {
  const found = frame.stripped?.has(asciiLowerCase(child.key))
    ? (object.findIgnoringCase(child.key) ?? child)
    : child;
  const next = child.next;
  object.remove(found);
  object.append(split(found, options));
  if (found === child) frame.cursor = stepBack(next ?? object.last, frame.lag);
  else frame.cursor = frame.lag === 0 ? child.next : stepBack(child, frame.lag - 1);
  frame.lag = 0;
}

function finishMember(frame: Frame, object: DraftObject, child: DraftMember, options: ExpandOptions): void {
  if (hasChildren(child.value) && !child.value.settled) object.settled = false;
  if (options.quotesProtectDots && child.key.startsWith('"')) {
    child.key = withoutQuotes(child.key);
    if (child.key.startsWith('"') || child.key.includes(".")) {
      object.settled = false;
      frame.stripped ??= new Set();
      frame.stripped.add(asciiLowerCase(child.key));
    }
    frame.lag += 1;
    frame.cursor = child.next;
  } else if (child.key.includes(".")) splitDotted(frame, object, child, options);
  else frame.cursor = child.next;
}

export interface ExpandOptions {
  /** Since 0.21.9. */
  readonly quotesProtectDots: boolean;
  readonly hazards: Hazard[];
  /** Quoted keys that were split at their dots all the same. */
  readonly quotedSplits: Span[];
}

/** Path expansion in place: dotted keys become objects (DIALECT.md section 5). */
export function expandPaths(root: Draft, options: ExpandOptions): void {
  const frames: Frame[] = hasChildren(root) ? [frameOf(root)] : [];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const { node } = frame;
    const member = frame.cursor;
    const child = node.kind === "object" ? member?.value : node.elements[frame.element];
    if (child === undefined) {
      frames.pop();
      continue;
    }
    if (!frame.descended && hasChildren(child) && !child.settled) {
      frame.descended = true;
      frames.push(frameOf(child));
      continue;
    }
    frame.descended = false;
    if (node.kind === "object") {
      if (member !== undefined) finishMember(frame, node, member, options);
    } else {
      if (hasChildren(child) && !child.settled) node.settled = false;
      frame.element += 1;
    }
  }
}
