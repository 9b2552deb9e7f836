import {
  asciiLowerCase,
  createMember,
  type Draft,
  type DraftArray,
  type DraftMember,
  DraftObject,
  hasChildren,
} from "./draft.ts";
import { hasTwoSpellings, SectionJoiner } from "./join-sections.ts";
import { limits } from "./limits.ts";
import { readable } from "./token-text.ts";
import type { Hazard, Overridden } from "./tree.ts";

/** What a frame knows of the members it has passed. */
interface Memory {
  readonly seen: Map<string, DraftMember>;
  /** Spelling of each key seen, by its lower-case form. */
  readonly spellings: Map<string, string>;
  /** The same key was seen in two letter cases: removal by name can hit the wrong one. */
  ambiguous: boolean;
}

interface Frame {
  readonly node: DraftObject | DraftArray;
  readonly path: string;
  cursor: DraftMember | undefined;
  element: number;
  /** None where there is but one member: deep nesting would fill the heap with empty maps. */
  readonly memory: Memory | undefined;
}

function createMemory(): Memory {
  return { seen: new Map(), spellings: new Map(), ambiguous: false };
}

function frameOf(node: DraftObject | DraftArray, path: string): Frame {
  const cursor = node.kind === "object" ? node.first : undefined;
  const lone = node.kind === "array" || node.first === node.last;
  return { node, path, cursor, element: 0, memory: lone ? undefined : createMemory() };
}

/** A copy that shares no object, so that later merging of one does not show in the other. */
function copyOf(root: Draft): Draft {
  const made: { readonly from: DraftObject | DraftArray; readonly to: DraftObject | DraftArray }[] = [];
  const shell = (draft: Draft): Draft => {
    if (draft.kind !== "object" && draft.kind !== "array") return draft;
    const to: DraftObject | DraftArray =
      draft.kind === "object"
        ? new DraftObject(draft.span)
        : { kind: "array", span: draft.span, elements: [], settled: true };
    made.push({ from: draft, to });
    return to;
  };
  const copy = shell(root);
  for (let pair = made.pop(); pair !== undefined; pair = made.pop()) {
    const { from, to } = pair;
    if (from.kind === "array" && to.kind === "array")
      for (const element of from.elements) to.elements.push(shell(element));
    if (from.kind !== "object" || to.kind !== "object") continue;
    for (let member = from.first; member !== undefined; member = member.next) {
      to.append(createMember(member.key, member.keySpan, member.span, shell(member.value)));
    }
  }
  return copy;
}

export interface MergeResult {
  readonly overridden: readonly Overridden[];
  readonly hazards: readonly Hazard[];
  /** False where the work became too much and the rest stayed unmerged. */
  readonly finished: boolean;
  /** Members looked at, those of sections that met included. */
  readonly steps: number;
}

class Merger {
  readonly overridden: Overridden[] = [];
  readonly hazards: Hazard[] = [];
  finished = true;
  #steps = 0;
  readonly #root: Draft;
  readonly #joiner = new SectionJoiner(this.overridden);
  /** Earlier sections whose members come behind those of a later one, once that one has been gone through. */
  readonly #waiting = new Map<DraftObject, DraftObject>();
  /** True where members have to move one by one: names that differ in letter case can hit each other. */
  #inSteps: boolean | undefined;

  constructor(root: Draft) {
    this.#root = root;
  }

  get steps(): number {
    return this.#steps + this.#joiner.looks;
  }

  run(): void {
    const frames: Frame[] = hasChildren(this.#root) ? [frameOf(this.#root, "")] : [];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      this.#steps += 1;
      if (this.#steps > limits.mergeSteps) {
        this.finished = false;
        return;
      }
      const child = this.#next(frame);
      if (child === undefined) this.#leave(frames.pop() ?? frame);
      else if (hasChildren(child.value) || this.#isAwaited(child.value))
        frames.push(frameOf(child.value, child.path));
    }
  }

  #isAwaited(value: Draft): value is DraftObject {
    return value.kind === "object" && this.#waiting.has(value);
  }

  #leave({ node, path }: Frame): void {
    if (node.kind !== "object") return;
    const earlier = this.#waiting.get(node);
    if (earlier === undefined) return;
    this.#waiting.delete(node);
    this.#joiner.join(node, earlier, path);
  }

  /** Handles the child at the cursor and moves the cursor on. */
  #next(frame: Frame): { readonly value: Draft; readonly path: string } | undefined {
    const { node } = frame;
    if (node.kind === "array") {
      const value = node.elements[frame.element];
      frame.element += 1;
      return value === undefined ? undefined : { value, path: `${frame.path}[${frame.element - 1}]` };
    }
    const member = frame.cursor;
    if (member === undefined) return undefined;
    frame.cursor = member.next;
    const path = frame.path === "" ? member.key : `${frame.path}.${member.key}`;
    const { memory } = frame;
    if (memory !== undefined) {
      const earlier = memory.seen.get(member.key);
      if (earlier !== undefined) this.#resolve(memory, node, earlier, member, path);
      this.#remember(memory, member);
    }
    return { value: member.value, path };
  }

  #remember(memory: Memory, member: DraftMember): void {
    memory.seen.set(member.key, member);
    const lower = asciiLowerCase(member.key);
    const spelling = memory.spellings.get(lower);
    if (spelling === undefined) memory.spellings.set(lower, member.key);
    else if (spelling !== member.key) memory.ambiguous = true;
  }

  #resolve(memory: Memory, node: DraftObject, earlier: DraftMember, later: DraftMember, path: string): void {
    if (earlier.value.kind !== "object" || later.value.kind !== "object") {
      node.remove(earlier);
      this.overridden.push({ path: readable(path), span: earlier.span, by: later.span });
      return;
    }
    this.#inSteps ??= hasTwoSpellings(this.#root);
    if (!this.#inSteps) {
      node.remove(earlier);
      this.#waiting.set(later.value, earlier.value);
      return;
    }
    const removed = memory.ambiguous ? (node.findIgnoringCase(earlier.key) ?? earlier) : earlier;
    moveMembers(earlier.value, later.value, removed === earlier);
    node.remove(removed);
    if (removed === earlier) return;
    if (memory.seen.get(removed.key) === removed) memory.seen.delete(removed.key);
    this.overridden.push({ path: readable(path), span: removed.span, by: later.span });
    this.hazards.push({ code: "wrong-section-removed", span: removed.span, fatal: false });
  }
}

/** Puts the members of a section behind those of another; copies where the first one stays. */
function moveMembers({ first }: DraftObject, into: DraftObject, goes: boolean): void {
  let next = first;
  while (next !== undefined) {
    const { key, keySpan, span, value } = next;
    next = next.next;
    into.append(createMember(key, keySpan, span, goes ? value : copyOf(value)));
  }
}

/** Resolves duplicate keys in place, as NanoMQ does (DIALECT.md section 5): who wins alternates with depth. */
export function mergeDuplicates(root: Draft): MergeResult {
  const merger = new Merger(root);
  merger.run();
  return merger;
}
