// What can be told of the body of an `exists` before it runs: which parts decide it for many elements at once.
import type { ASTNode } from "@marcbachmann/cel-js";
import { childrenOf } from "./normalise.ts";

/** `of` hangs on the element alone, `is` not on it at all. */
export interface Pair {
  readonly of: ASTNode;
  readonly is: ASTNode;
}

/** The body is false where a pair of `equal` differs, and where the filters of `overlap` have no topic in common. */
export interface Searchable {
  /** Paths below the element that the body looks at; undefined where it looks at the element itself. */
  readonly uses: readonly (readonly string[])[] | undefined;
  readonly equal: readonly Pair[];
  readonly overlap: Pair | undefined;
}

function conjuncts(node: ASTNode): readonly ASTNode[] {
  return node.op === "&&" ? [...conjuncts(node.args[0]), ...conjuncts(node.args[1])] : [node];
}

/** Every variable of a node, those of its own macros included. */
function namesIn(node: ASTNode): ReadonlySet<string> {
  return new Set(node.op === "id" ? [node.args] : childrenOf(node).flatMap((child) => [...namesIn(child)]));
}

/** What is asked with one value alone is asked once, and needs no order. */
function pairOf(left: ASTNode, right: ASTNode, variable: string): Pair | undefined {
  const [inLeft, inRight] = [namesIn(left), namesIn(right)];
  const isAlone = (names: ReadonlySet<string>) => names.size === 1 && names.has(variable);
  const isOther = (names: ReadonlySet<string>) => names.size > 0 && !names.has(variable);
  if (isAlone(inLeft) && isOther(inRight)) return { of: left, is: right };
  return isAlone(inRight) && isOther(inLeft) ? { of: right, is: left } : undefined;
}

function pathTo(node: ASTNode, variable: string): readonly string[] | undefined {
  if (node.op === "id") return node.args === variable ? [] : undefined;
  const path = node.op === "." ? pathTo(node.args[0], variable) : undefined;
  return node.op === "." ? path && [...path, node.args[1]] : undefined;
}

/** The longest paths from the element on; an empty one is the element itself. */
function usesIn(node: ASTNode, variable: string): readonly (readonly string[])[] {
  const path = pathTo(node, variable);
  return path === undefined ? childrenOf(node).flatMap((child) => usesIn(child, variable)) : [path];
}

/** `other != this.one`: all that are like the one are passed over, however many they are. */
function comparesWhole(part: ASTNode, variable: string): boolean {
  return part.op === "!=" && part.args.some((side) => pathTo(side, variable)?.length === 0);
}

/** What the body of `list.exists(variable, body)` lets a list be searched by; undefined where that is nothing. */
export function searchable(variable: string, body: ASTNode): Searchable | undefined {
  const parts = conjuncts(body);
  const equal = parts.flatMap((part) =>
    part.op === "==" ? (pairOf(part.args[0], part.args[1], variable) ?? []) : [],
  );
  const [overlap] = parts.flatMap((part) => {
    if (part.op !== "call" || part.args[0] !== "overlap") return [];
    const [left, right] = part.args[1];
    return left === undefined || right === undefined ? [] : (pairOf(left, right, variable) ?? []);
  });
  const isWhole = parts.some((part) => comparesWhole(part, variable));
  if (equal.length === 0 && overlap === undefined && !isWhole) return undefined;
  const uses = usesIn(body, variable);
  return { uses: uses.some((path) => path.length === 0) ? undefined : uses, equal, overlap };
}
