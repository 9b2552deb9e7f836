import { type ShapeError, validateSurface } from "../../generated/validate-surface.js";
import { elementsOf, keyAt, placeBelow } from "../../start/keys.ts";
import { membersOf } from "../../start/load.ts";
import type { TreeNode } from "../../text/conf/tree.ts";

interface Shape {
  readonly data: unknown;
  readonly nodes: ReadonlyMap<string, TreeNode>;
}

function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function scalar(node: TreeNode, pattern: string): unknown {
  if (node.kind === "object") return {};
  if (node.kind === "array") return [];
  if (node.kind === "null") return null;
  const anyCase = keyAt(pattern)?.anyCase === true;
  return node.kind === "string" && anyCase ? node.value.toLowerCase() : node.value;
}

/**
 * The tree as data for the validator: words in lower case where case does not count.
 */
function shapeOf(root: TreeNode): Shape {
  const nodes = new Map<string, TreeNode>();

  const convert = (node: TreeNode, pattern: string, pointer: string): unknown => {
    nodes.set(pointer, node);
    if (node.kind === "object") return convertObject(node, pattern, pointer);
    if (node.kind !== "array") return scalar(node, pattern);
    const elements = elementsOf(pattern) ?? `${pattern}[]`;
    return node.elements.map((element, index) => convert(element, elements, `${pointer}/${index}`));
  };

  const convertObject = (node: TreeNode, pattern: string, pointer: string): unknown => {
    // Without a prototype: "constructor" and "__proto__" are keys like any other.
    const object: Record<string, unknown> = Object.create(null);
    for (const member of membersOf(node)) {
      const place = placeBelow(pattern, member.key);
      const at = `${pointer}/${escapePointer(member.key)}`;
      // What lies below an unknown key is no shape of ours.
      object[member.key] = place === undefined ? null : convert(member.value, place, at);
      if (place === undefined) nodes.set(at, member.value);
    }
    return object;
  };

  return { data: convert(root, "", ""), nodes };
}

/** Errors of the validator by the node they are about; unknown keys are left to the effects, which know more. */
export function shapeErrors(root: TreeNode): ReadonlyMap<TreeNode, readonly ShapeError[]> {
  const { data, nodes } = shapeOf(root);
  const found = new Map<TreeNode, ShapeError[]>();
  if (validateSurface(data)) return found;
  for (const error of validateSurface.errors ?? []) {
    const property = error.params["additionalProperty"];
    const pointer =
      typeof property === "string" ? `${error.instancePath}/${escapePointer(property)}` : error.instancePath;
    const node = nodes.get(pointer);
    if (node === undefined) continue;
    const errors = found.get(node);
    if (errors === undefined) found.set(node, [error]);
    else errors.push(error);
  }
  return found;
}
