import { isJson, type Json } from "./walk.ts";

const DECLARATION = `// Generated from schemas/nanomq.schema.json; do not edit.

/** What the schema says about one place, or the name of a shape that many places have. */
export type ShapeOrName = Shape | string;

export interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number)[];
  /** Letter case of the words does not count. */
  readonly anyCase?: true;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, ShapeOrName>>;
  /** Of members that are not among the properties; none may be there where it is missing. */
  readonly others?: ShapeOrName;
  readonly items?: ShapeOrName;
}
`;

/** All that the shape check knows of JSON Schema. */
const KEPT = ["type", "enum", "pattern", "minimum", "exclusiveMinimum", "maximum"];
const FOR_PEOPLE = ["title", "description", "default", "x-nanomq", "$comment", "$id", "$schema", "$defs"];
const PARTS = ["properties", "additionalProperties", "items"];

function shapeOf(schema: unknown): Json | string {
  if (!isJson(schema)) throw new TypeError("a place of the schema is no object");
  const { $ref, additionalProperties: others, properties, items, "x-nanomq": notes } = schema;
  const unknown = Object.keys(schema).filter(
    (name) => ![...KEPT, ...FOR_PEOPLE, ...PARTS, "$ref"].includes(name),
  );
  if (unknown.length > 0) throw new TypeError(`the shape check does not know ${unknown.join(", ")}`);
  if (typeof $ref === "string") return $ref.replace("#/$defs/", "");
  if (schema["type"] === "object" && others === undefined)
    throw new TypeError("an object does not say whether it takes other members");
  return {
    ...Object.fromEntries(KEPT.flatMap((name) => (name in schema ? [[name, schema[name]]] : []))),
    ...(isJson(notes) && notes["anyCase"] === true ? { anyCase: true } : {}),
    ...(isJson(properties) ? { properties: shapesOf(properties) } : {}),
    ...(isJson(others) ? { others: shapeOf(others) } : {}),
    ...(isJson(items) ? { items: shapeOf(items) } : {}),
  };
}

function shapesOf(schemas: Json): Json {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, shapeOf(schema)]));
}

/** Definitions that a place names. */
function usedDefinitions(schema: Json): Json {
  const definitions = isJson(schema["$defs"]) ? schema["$defs"] : {};
  const { $defs: _, ...places } = schema;
  const text = JSON.stringify(places);
  return Object.fromEntries(
    Object.entries(definitions).filter(([name]) => text.includes(`"#/$defs/${name}"`)),
  );
}

/** The schema as a table that a small interpreter checks confs against: a compiled validator takes longer to load than to run. */
export function shapesCode(schema: unknown): string {
  if (!isJson(schema)) throw new TypeError("schemas/nanomq.schema.json is not an object");
  const table = { root: shapeOf(schema), named: shapesOf(usedDefinitions(schema)) };
  return `${DECLARATION}
export const shapesText: string = ${JSON.stringify(JSON.stringify(table))};
`;
}
