import { Ajv2020 } from "ajv/dist/2020.js";
import { standaloneOptions, standaloneValidator } from "../../standalone-validator.ts";
import { isJson } from "./walk.ts";

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

/** The standalone validator of a whole conf and its types. */
export async function validatorCode(
  root: string,
  schema: unknown,
): Promise<Readonly<Record<string, string>>> {
  const ajv = new Ajv2020({ ...standaloneOptions, inlineRefs: false });
  const slim = bare(schema);
  if (!isJson(slim)) throw new TypeError("schemas/nanomq.schema.json is not an object");
  return {
    "validate-surface.js": await standaloneValidator(root, ajv, "validateSurface", slim),
    "validate-surface.d.ts": DECLARATION,
  };
}
