// Members of a tree by path, found as NanoMQ's readers find them.
import { NameIndex } from "../conf/name-index.ts";
import type { Member, TreeNode } from "../conf/tree.ts";
import { treeText } from "../conf/tree-json.ts";
import type { Path } from "./wanted.ts";

/** Where a value stands: what holds it, and its key where it has one. */
export interface Found {
  readonly holder: TreeNode;
  readonly member: Member | undefined;
  readonly node: TreeNode;
}

export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

const indexes = new WeakMap<TreeNode, NameIndex<Member>>();

/** The members that count, by their names in lower case: of one name the first, in any letter case. */
function indexOf(holder: TreeNode): NameIndex<Member> {
  const made = indexes.get(holder);
  if (made !== undefined) return made;
  const members = holder.kind === "object" ? holder.members : [];
  const index = new NameIndex(
    members.map((member) => [member.key.toLowerCase(), member] as const).toReversed(),
  );
  indexes.set(holder, index);
  return index;
}

function below(holder: TreeNode, name: string): Found | undefined {
  if (holder.kind === "array") {
    const node = /^\d+$/.test(name) ? holder.elements[Number(name)] : undefined;
    return node && { holder, member: undefined, node };
  }
  const member = indexOf(holder).get(name.toLowerCase());
  return member && { holder, member, node: member.value };
}

/** What stands along a path, as far as it does. */
export function walk(root: TreeNode, path: Path): readonly Found[] {
  const found: Found[] = [];
  let node = root;
  for (const name of path) {
    const next = below(node, name);
    if (next === undefined) break;
    found.push(next);
    node = next.node;
  }
  return found;
}

export function nodeAt(root: TreeNode, path: Path): TreeNode | undefined {
  const found = walk(root, path);
  return found.length === path.length ? (found.at(-1)?.node ?? root) : undefined;
}

function longestNameOn(node: TreeNode, path: string): string | undefined {
  return [...indexOf(node).on(path.toLowerCase())].at(-1)?.name;
}

/** The names of a dotted path: those that are written in the tree may hold dots themselves. */
export function namesOf(root: TreeNode, dotted: string): Path {
  const names: string[] = [];
  let node: TreeNode | undefined = root;
  let rest = dotted.replaceAll(/\[(\d+)\]/g, ".$1");
  while (rest !== "") {
    const name: string = (node && longestNameOn(node, rest)) ?? (rest.split(".", 1)[0] || rest);
    names.push(rest.slice(0, name.length));
    node = node && below(node, name)?.node;
    rest = rest.slice(name.length + 1);
  }
  return names;
}

/** Levels that are told apart; no setting lies deeper than ten. */
const LEVELS = 40;

function isBelow(path: Path, prefixes: readonly Path[]): boolean {
  return prefixes.some((prefix) => prefix.every((name, at) => isSameName(name, path[at] ?? "")));
}

/** Members that NanoMQ finds: of a name in several letter cases the first. */
function foundMembers({ members }: Extract<TreeNode, { kind: "object" }>): readonly Member[] {
  const names = new Set<string>();
  return members.filter(({ key }) => {
    const name = key.toLowerCase();
    const isFirst = !names.has(name);
    names.add(name);
    return isFirst;
  });
}

/** Every single value outside of some paths that NanoMQ finds, with where it stands, sorted; sections that hold nothing leave no trace. */
export function valuesOutside(root: TreeNode, paths: readonly Path[]): readonly string[] {
  const values: string[] = [];
  const todo: { readonly node: TreeNode; readonly path: Path }[] = [{ node: root, path: [] }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { node, path } = next;
    if (path.length > 0 && isBelow(path, paths)) continue;
    if (path.length < LEVELS && node.kind === "object")
      for (const { key, value } of foundMembers(node))
        todo.push({ node: value, path: [...path, key.toLowerCase()] });
    else if (path.length < LEVELS && node.kind === "array")
      for (const [index, value] of node.elements.entries())
        todo.push({ node: value, path: [...path, String(index)] });
    else values.push(`${JSON.stringify(path)}${treeText(node)}`);
  }
  return values.toSorted();
}
