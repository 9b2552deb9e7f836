import {
  asciiLowerCase,
  type Draft,
  type DraftArray,
  type DraftMember,
  type DraftObject,
  hasChildren,
} from "./draft.ts";
import { readable } from "./token-text.ts";
import type { Overridden } from "./tree.ts";

/** Members of a section by key, with their places in it: those in front count down, those behind count up. */
class Members {
  readonly #byKey = new Map<string, { readonly member: DraftMember; readonly place: number }>();
  #low = 0;
  #high = 0;

  constructor(object: DraftObject) {
    for (let member = object.first; member !== undefined; member = member.next) this.addBehind(member);
  }

  get size(): number {
    return this.#byKey.size;
  }

  get(key: string): { readonly member: DraftMember; readonly place: number } | undefined {
    return this.#byKey.get(key);
  }

  addBehind(member: DraftMember): void {
    this.#byKey.set(member.key, { member, place: this.#high });
    this.#high += 1;
  }

  addBefore(member: DraftMember): void {
    this.#low -= 1;
    this.#byKey.set(member.key, { member, place: this.#low });
  }
}

/** Two members of one key, of which the first goes. */
interface Pair {
  readonly from: DraftMember;
  readonly into: DraftMember;
  readonly path: string;
}

/**
 * Joins sections of one name, each of which has every key once: what counts is looked up, so that a section which a conf
 * opens again and again costs what it adds each time, not all that it holds by then.
 */
export class SectionJoiner {
  /** Members compared so far. */
  looks = 0;
  readonly #overridden: Overridden[];
  readonly #members = new WeakMap<DraftObject, Members>();

  constructor(overridden: Overridden[]) {
    this.#overridden = overridden;
  }

  /** Gives `section` the members of `other` behind its own; of a key in both that of `other` counts. */
  join(section: DraftObject, other: DraftObject, path: string): void {
    const todo = this.#pairs(section, other, path).toReversed();
    for (let pair = todo.pop(); pair !== undefined; pair = todo.pop()) {
      const { from, into } = pair;
      if (from.value.kind === "object" && into.value.kind === "object")
        todo.push(...this.#pairs(into.value, from.value, pair.path).toReversed());
      else this.#overridden.push({ path: readable(pair.path), span: from.span, by: into.span });
    }
  }

  /** Puts the lists together, and gives what they have in common, in the order of `other`. */
  #pairs(section: DraftObject, other: DraftObject, path: string): readonly Pair[] {
    const own = this.#membersOf(section);
    const others = this.#membersOf(other);
    const isSmaller = others.size <= own.size;
    const common = isSmaller ? commonInOrder(other, own) : commonSorted(section, others);
    this.looks += Math.min(own.size, others.size);
    for (const { from } of common) section.remove(from);
    if (isSmaller) for (let at = other.first; at !== undefined; at = at.next) own.addBehind(at);
    else for (let at = section.last; at !== undefined; at = at.previous) others.addBefore(at);
    section.takeBehind(other);
    this.#members.set(section, isSmaller ? own : others);
    return common.map(({ from, into }) => ({ from, into, path: `${path}.${into.key}` }));
  }

  #membersOf(object: DraftObject): Members {
    const members = this.#members.get(object) ?? new Members(object);
    this.#members.set(object, members);
    return members;
  }
}

type Common = Pick<Pair, "from" | "into">;

function commonInOrder(other: DraftObject, own: Members): readonly Common[] {
  const found: Common[] = [];
  for (let into = other.first; into !== undefined; into = into.next) {
    const from = own.get(into.key)?.member;
    if (from !== undefined) found.push({ from, into });
  }
  return found;
}

function commonSorted(section: DraftObject, others: Members): readonly Common[] {
  const found: (Common & { readonly place: number })[] = [];
  for (let from = section.first; from !== undefined; from = from.next) {
    const known = others.get(from.key);
    if (known !== undefined) found.push({ from, into: known.member, place: known.place });
  }
  return found.sort((a, b) => a.place - b.place);
}

/** True where two keys that may come to stand in one section differ in letter case only. */
export function hasTwoSpellings(root: Draft): boolean {
  const groups: (readonly (DraftObject | DraftArray)[])[] = hasChildren(root) ? [[root]] : [];
  for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
    const spellings = new Map<string, string>();
    const below = new Map<string, (DraftObject | DraftArray)[]>();
    for (const node of group) {
      if (node.kind === "array") {
        for (const element of node.elements) if (hasChildren(element)) groups.push([element]);
        continue;
      }
      for (let member = node.first; member !== undefined; member = member.next) {
        const { key, value } = member;
        const lower = asciiLowerCase(key);
        if ((spellings.get(lower) ?? key) !== key) return true;
        spellings.set(lower, key);
        if (!hasChildren(value)) continue;
        const namesakes = below.get(key);
        if (namesakes === undefined) below.set(key, [value]);
        else namesakes.push(value);
      }
    }
    groups.push(...below.values());
  }
  return false;
}
