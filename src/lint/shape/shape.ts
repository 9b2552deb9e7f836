import { type Shape, type ShapeOrName, shapesText } from "../../generated/shapes.ts";
import type { TreeNode } from "../../text/conf/tree.ts";

/** What a value does not fit: the keyword of the JSON Schema, and what it asks for. */
export interface ShapeError {
  readonly keyword:
    | "type"
    | "enum"
    | "pattern"
    | "minimum"
    | "exclusiveMinimum"
    | "maximum"
    | "additionalProperties";
  readonly type?: string | readonly string[] | undefined;
  readonly limit?: number | undefined;
}

interface Shapes {
  readonly root: ShapeOrName;
  readonly named: Readonly<Record<string, Shape>>;
}

let shapes: Shapes | undefined;

function table(): Shapes {
  shapes ??= JSON.parse(shapesText);
  return shapes ?? { root: {}, named: {} };
}

function shapeOf(shape: ShapeOrName): Shape {
  return typeof shape === "string" ? (table().named[shape] ?? {}) : shape;
}

function isOfType(node: TreeNode, type: string): boolean {
  if (type === "integer") return node.kind === "number" && Number.isInteger(node.value);
  return node.kind === type;
}

const patterns = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  const known = patterns.get(pattern) ?? new RegExp(pattern, "u");
  patterns.set(pattern, known);
  return known.test(text);
}

function limitError(value: number, { minimum, exclusiveMinimum, maximum }: Shape): ShapeError | undefined {
  if (maximum !== undefined && value > maximum) return { keyword: "maximum", limit: maximum };
  if (minimum !== undefined && value < minimum) return { keyword: "minimum", limit: minimum };
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    return { keyword: "exclusiveMinimum", limit: exclusiveMinimum };
  return undefined;
}

function isChoice(node: TreeNode, { enum: choices = [], anyCase }: Shape): boolean {
  if (node.kind === "string")
    return choices.includes(anyCase === true ? node.value.toLowerCase() : node.value);
  return node.kind === "number" && choices.includes(node.value);
}

/** What is wrong with a value by itself: the first thing that JSON Schema has against it. */
function errorOf(node: TreeNode, shape: Shape): ShapeError | undefined {
  const { type = [], pattern } = shape;
  const types = typeof type === "string" ? [type] : type;
  if (types.length > 0 && !types.some((one) => isOfType(node, one))) return { keyword: "type", type };
  const limit = node.kind === "number" ? limitError(node.value, shape) : undefined;
  if (limit !== undefined) return limit;
  if (node.kind === "string" && pattern !== undefined && !matches(pattern, node.value))
    return { keyword: "pattern" };
  return shape.enum !== undefined && !isChoice(node, shape) ? { keyword: "enum" } : undefined;
}

/** What does not fit the JSON Schema of the surface, by node; what lies below an unknown key is no shape of ours. */
export function shapeErrors(root: TreeNode): ReadonlyMap<TreeNode, ShapeError> {
  const errors = new Map<TreeNode, ShapeError>();

  const check = (node: TreeNode, named: ShapeOrName): void => {
    const shape = shapeOf(named);
    const error = errorOf(node, shape);
    if (error !== undefined) errors.set(node, error);
    if (node.kind === "array" && shape.items !== undefined)
      for (const element of node.elements) check(element, shape.items);
    if (node.kind === "object" && shape.type === "object") checkMembers(node.members, shape);
  };

  const checkMembers = (members: (TreeNode & { kind: "object" })["members"], shape: Shape): void => {
    for (const { key, value } of members) {
      const own = shape.properties;
      const place = own !== undefined && Object.hasOwn(own, key) ? own[key] : shape.others;
      if (place === undefined) errors.set(value, { keyword: "additionalProperties" });
      else check(value, place);
    }
  };

  check(root, table().root);
  return errors;
}
