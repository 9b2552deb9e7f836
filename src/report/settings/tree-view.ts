import type { TreeNode } from "../../text/conf/tree.ts";
import type { Source } from "../../text/source.ts";
import { MASK } from "../secrets/mask.ts";
import { holdsSecret } from "../secrets/secrets-of.ts";
import { printable } from "../text-layout.ts";
import { placeText } from "./settings.ts";

/** A tree as NanoMQ has it, for people: one line per value, its origin behind it; secrets are masked. */
export function showTree(root: TreeNode, sources: ReadonlyMap<string, Source>): string {
  const lines: string[] = [];
  const pending: { readonly name: string; readonly node: TreeNode; readonly depth: number }[] = [
    { name: "", node: root, depth: 0 },
  ];
  // A list of what is left instead of recursion: a conf may be nested thousands deep.
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { name, node, depth } = next;
    if (node !== root || (node.kind !== "object" && node.kind !== "array")) {
      const line = `${indentOf(depth)}${printable(name)}${leafText(node, sources)}`;
      lines.push(`${depth === 0 ? line.trimStart() : line}  # ${placeText(node.span, sources)}`);
    }
    const children =
      node.kind === "object"
        ? node.members.map(({ key, value }) => ({ name: key, node: value, depth: depth + 1 }))
        : node.kind === "array"
          ? node.elements.map((element, at) => ({ name: `[${at}]`, node: element, depth: depth + 1 }))
          : [];
    pending.push(...children.toReversed());
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** Nobody counts more columns of blanks, and a conf of many levels would be nothing else. */
const MOST_INDENTED = 32;

/** Of a level below the root, from 1; a deeper one tells its number. */
function indentOf(level: number): string {
  if (level <= MOST_INDENTED) return "  ".repeat(Math.max(0, level - 1));
  return `${"  ".repeat(MOST_INDENTED - 1)}<${level}> `;
}

function leafText(node: TreeNode, sources: ReadonlyMap<string, Source>): string {
  const source = sources.get(node.span.file);
  const isScalar = node.kind !== "object" && node.kind !== "array";
  if (isScalar && source !== undefined && holdsSecret(source, node.span)) return ` = ${MASK}`;
  switch (node.kind) {
    case "object":
    case "array":
      return "";
    case "null":
      return " = null";
    case "string":
      return ` = ${printable(JSON.stringify(node.value))}`;
    default:
      return ` = ${node.value}`;
  }
}
