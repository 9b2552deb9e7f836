import type { TreeNode } from "./tree.ts";

function scalarJson(node: TreeNode): string | number | boolean | null {
  switch (node.kind) {
    case "string":
    case "boolean":
      return node.value;
    case "number":
      if (Number.isFinite(node.value)) return node.value;
      return node.value > 0 ? "__inf__" : "__-inf__";
    default:
      return null;
  }
}

/**
 * A tree as plain JSON data. Of a key that stands twice the first counts, as for NanoMQ's readers; infinity is "__inf__"
 * and "__-inf__". JavaScript moves keys that look like array indexes to the front; {@link treeText} keeps the order.
 */
export function treeJson(root: TreeNode): unknown {
  const unfilled: (() => void)[] = [];
  const shell = (node: TreeNode): unknown => {
    if (node.kind === "object") {
      const object: Record<string, unknown> = {};
      unfilled.push(() => {
        for (const { key, value } of node.members) {
          if (Object.hasOwn(object, key)) continue;
          // A plain assignment to "__proto__" would set the prototype.
          Object.defineProperty(object, key, {
            value: shell(value),
            enumerable: true,
            configurable: true,
            writable: true,
          });
        }
      });
      return object;
    }
    if (node.kind === "array") {
      const elements: unknown[] = [];
      unfilled.push(() => {
        for (const element of node.elements) elements.push(shell(element));
      });
      return elements;
    }
    return scalarJson(node);
  };
  const json = shell(root);
  for (let fill = unfilled.pop(); fill !== undefined; fill = unfilled.pop()) fill();
  return json;
}

/** A tree as JSON text, compact or indented by `indent` blanks: order and repeated keys exactly as NanoMQ has them. */
export function treeText(root: TreeNode, indent = 0): string {
  const pieces: string[] = [];
  const todo: (string | { readonly node: TreeNode; readonly depth: number })[] = [{ node: root, depth: 0 }];
  const lineAt = (depth: number): string => (indent === 0 ? "" : `\n${" ".repeat(indent * depth)}`);
  const colon = indent === 0 ? ":" : ": ";
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === "string") {
      pieces.push(next);
      continue;
    }
    const { node, depth } = next;
    if (node.kind !== "object" && node.kind !== "array") {
      pieces.push(JSON.stringify(scalarJson(node)));
      continue;
    }
    const [open, close] = node.kind === "object" ? ["{", "}"] : ["[", "]"];
    const children = node.kind === "object" ? node.members : node.elements.map((value) => ({ value }));
    if (children.length === 0) {
      pieces.push(`${open}${close}`);
      continue;
    }
    todo.push(`${lineAt(depth)}${close}`);
    for (const [index, child] of [...children.entries()].toReversed()) {
      todo.push({ node: child.value, depth: depth + 1 });
      const key = "key" in child ? `${JSON.stringify(child.key)}${colon}` : "";
      todo.push(`${index === 0 ? open : ","}${lineAt(depth + 1)}${key}`);
    }
  }
  return pieces.join("");
}
