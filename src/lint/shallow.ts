import type { Reading, TreeNode } from "../text/conf/tree.ts";

/** Levels that readers and rules look at; no setting of NanoMQ lies deeper than ten. */
const LEVELS = 100;

/** A tree without what lies deeper than `levels`: what follows may walk it without fear for its stack. */
function cutBelow(node: TreeNode, levels: number): TreeNode {
  if (node.kind === "object") {
    const members = levels === 0 ? [] : node.members;
    return {
      ...node,
      members: members.map((member) => ({ ...member, value: cutBelow(member.value, levels - 1) })),
    };
  }
  if (node.kind !== "array") return node;
  const elements = levels === 0 ? [] : node.elements;
  return { ...node, elements: elements.map((element) => cutBelow(element, levels - 1)) };
}

function isDeep(root: TreeNode): boolean {
  const pending: { readonly node: TreeNode; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    if (depth > LEVELS) return true;
    if (node.kind === "object")
      for (const { value } of node.members) pending.push({ node: value, depth: depth + 1 });
    else if (node.kind === "array")
      for (const value of node.elements) pending.push({ node: value, depth: depth + 1 });
  }
  return false;
}

/** The same reading with trees of bounded depth; its problems and hazards stay whole. */
export function shallow(reading: Reading): Reading {
  if (!isDeep(reading.intended)) return reading;
  const { tree, intended } = reading;
  return {
    ...reading,
    tree: tree === undefined ? undefined : cutBelow(tree, LEVELS),
    intended: cutBelow(intended, LEVELS),
  };
}
