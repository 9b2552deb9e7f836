import { Ajv2020 } from "ajv/dist/2020.js";
import { standaloneOptions, standaloneValidator } from "../../standalone-validator.ts";
import { isJson, type Json } from "./walk.ts";

const DECLARATION = `// Generated from schemas/nanomq.schema.json; do not edit.
export interface ShapeError {
  readonly keyword: string;
  /** JSON pointer to the value that does not fit. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface ShapeValidator {
  (data: unknown): boolean;
  readonly errors?: readonly ShapeError[] | null;
}

export declare const validateSurface: ShapeValidator;
`;

/** Drops what is for people and for the loader: the validator has to load fast. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isJson(value)) return value;
  const dropped = new Set(["x-nanomq", "$comment", "$id", "$schema", "title"]);
  const isSchema = "x-nanomq" in value || "$ref" in value || "type" in value;
  const entries = Object.entries(value).filter(([key, child]) => {
    if (dropped.has(key)) return false;
    return !(isSchema && (key === "description" || key === "default") && !isJson(child));
  });
  return Object.fromEntries(entries.map(([key, child]) => [key, bare(child)]));
}

/**
 * Every section becomes a definition, and so a function of its own, which the engine compiles only for confs that have
 * that section: as one function the validator is the largest part of a start.
 */
function bySection(schema: Json): Json {
  const sections: Record<string, unknown> = {};
  const outlined = (value: unknown, isRoot = false): unknown => {
    if (Array.isArray(value)) return value.map((item) => outlined(item));
    if (!isJson(value)) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, outlined(child)]));
    if (isRoot || !isJson(value["properties"]) || value["type"] !== "object") return inner;
    const name = `section${Object.keys(sections).length}`;
    sections[name] = inner;
    return { $ref: `#/$defs/${name}` };
  };
  const whole = outlined(schema, true);
  if (!isJson(whole)) throw new TypeError("a schema is an object");
  const definitions = isJson(whole["$defs"]) ? whole["$defs"] : {};
  return { ...whole, $defs: { ...definitions, ...sections } };
}

/** The standalone validator of a whole conf and its types. */
export async function validatorCode(
  root: string,
  schema: unknown,
): Promise<Readonly<Record<string, string>>> {
  const ajv = new Ajv2020({ ...standaloneOptions, inlineRefs: false });
  const slim = bare(schema);
  if (!isJson(slim)) throw new TypeError("schemas/nanomq.schema.json is not an object");
  return {
    "validate-surface.js": await standaloneValidator(root, ajv, "validateSurface", bySection(slim)),
    "validate-surface.d.ts": DECLARATION,
  };
}
