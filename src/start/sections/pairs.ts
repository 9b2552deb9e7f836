import type { TreeNode } from "../../text/conf/tree.ts";
import { childrenOf, type Load, membersOf } from "../load.ts";
import { used } from "../value.ts";

/**
 * Reads a section of names and texts (headers, user properties) into a list. A value that is no text, and a list
 * where a section belongs, kill the process.
 */
export function readPairs(load: Load, node: TreeNode | undefined, path: string): void {
  if (node === undefined) return;
  for (const child of childrenOf(node)) {
    if (node.kind === "array" || child.kind !== "string") load.crash("pair-not-text", child.span);
  }
  const members = membersOf(node);
  for (const [index, { key, value }] of members.entries()) {
    if (value.kind !== "string") continue;
    load.mark(value, used);
    load.setBy(`${path}[${index}].(key)`, key, value);
    load.setBy(`${path}[${index}].(value)`, value.value, value);
  }
  load.setBy(`${path}.(count)`, members.length, node);
}
