import type { Settings } from "../../start/effective.ts";
import { givenAround, givenAt, givenIn, switchedOnAt } from "../../start/place.ts";
import { NameIndex } from "../../text/conf/name-index.ts";
import type { Member, TreeNode } from "../../text/conf/tree.ts";
import type { Span } from "../../text/source.ts";
import { onceFor } from "../once.ts";
import type { Value } from "./cel/value.ts";

/** Where a setting was written. */
export interface Located {
  /** The value where it is scalar, else its key. */
  readonly span: Span;
  readonly node: TreeNode;
  /** False where only a section around the setting was written. */
  readonly exact: boolean;
}

function spanOf(member: Member): Span {
  const { value } = member;
  return value.kind === "object" || value.kind === "array" ? member.keySpan : value.span;
}

type ObjectNode = Extract<TreeNode, { readonly kind: "object" }>;

/** The last member of each key, and where it stands among the members. */
type MemberIndex = NameIndex<{ readonly member: Member; readonly at: number }>;

const indexes = new WeakMap<ObjectNode, MemberIndex>();

function indexOf(node: ObjectNode): MemberIndex {
  const made = indexes.get(node);
  if (made !== undefined) return made;
  const index = new NameIndex(node.members.map((member, at) => [member.key, { member, at }]));
  indexes.set(node, index);
  return index;
}

/** The last member whose key is the path or begins it. */
function memberOn(node: ObjectNode, path: string): Member | undefined {
  let found: { readonly member: Member; readonly at: number } | undefined;
  for (const { value } of indexOf(node).on(path)) if (value.at > (found?.at ?? -1)) found = value;
  return found?.member;
}

function step(
  node: TreeNode,
  path: string,
): { readonly node: TreeNode; readonly span: Span; readonly rest: string } | undefined {
  if (node.kind === "array") {
    const [index = "", ...rest] = path.split(".");
    const element = /^\d+$/.test(index) ? node.elements[Number(index)] : undefined;
    return element && { node: element, span: element.span, rest: rest.join(".") };
  }
  if (node.kind !== "object") return undefined;
  const member = memberOn(node, path);
  return member && { node: member.value, span: spanOf(member), rest: path.slice(member.key.length + 1) };
}

/** Finds `path` below `root`, or the innermost section on the way to it; undefined where nothing of it was written. */
export function locate(root: TreeNode, path: string): Located | undefined {
  let found: Located | undefined;
  let node = root;
  let rest = path;
  while (rest !== "") {
    const next = step(node, rest);
    if (next === undefined) return found;
    ({ node, rest } = next);
    found = { span: next.span, node, exact: rest === "" };
  }
  return found;
}

/** Where the setting in force was made, by whomever; of what nobody made, where its section was. */
export function madeAt(tree: TreeNode, settings: Settings, path: string): Span | undefined {
  const found = locate(tree, path);
  const given = givenAt(settings, path);
  if (given !== undefined || found?.exact === true) return given ?? found?.span;
  return (
    givenIn(settings, path) ?? switchedOnAt(settings, path) ?? found?.span ?? givenAround(settings, path)
  );
}

/** A tree as conditions see it. */
export function plainValue(node: TreeNode): Value {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value)]));
    case "array":
      return node.elements.map(plainValue);
    case "null":
      return null;
    default:
      return node.value;
  }
}

/** Bytes of a file that belong to a setting: those of its key, or of its value. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** The nearest one before it that reaches into it. */
  outer: Stretch | undefined;
}

function withOuter(stretches: Stretch[]): readonly Stretch[] {
  stretches.sort((one, other) => one.start - other.start);
  let last: Stretch | undefined;
  for (const stretch of stretches) {
    while (last !== undefined && last.end <= stretch.start) last = last.outer;
    stretch.outer = last;
    last = stretch;
  }
  return stretches;
}

function stretchesOf(root: TreeNode): ReadonlyMap<string, readonly Stretch[]> {
  const byFile = new Map<string, Stretch[]>();
  const add = ({ file, start, end }: Span, path: string) => {
    const stretch = { start, end: Math.max(end, start + 1), path, outer: undefined };
    const known = byFile.get(file);
    if (known === undefined) byFile.set(file, [stretch]);
    else known.push(stretch);
  };
  const walk = (node: TreeNode, path: string) => {
    if (node.kind !== "object") return;
    for (const { key, keySpan, value } of node.members) {
      const own = path === "" ? key : `${path}.${key}`;
      add(keySpan, own);
      add(value.span, own);
      walk(value, own);
    }
  };
  walk(root, "");
  return new Map([...byFile].map(([file, stretches]) => [file, withOuter(stretches)]));
}

const stretchesIn = onceFor(stretchesOf);

/** Path of the innermost setting whose key or value holds byte `at` of a file; undefined outside of settings. */
export function keyAt(root: TreeNode, { file, start }: Span): string | undefined {
  const stretches = stretchesIn(root).get(file) ?? [];
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  let found = stretches[low - 1];
  while (found !== undefined && found.end <= start) found = found.outer;
  return found?.path;
}
