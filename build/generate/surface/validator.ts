import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
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

/** ajv's code still requires its runtime (ajv-validator/ajv#2209), so it is bundled into one plain module. */
async function bundled(root: string, code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root, loader: "js" },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["main"],
    target: "node20.19",
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
    logLevel: "warning",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild gave no validator");
  return `// @ts-nocheck\n${file.text}`;
}

/** The standalone validator of a whole conf and its types. */
export async function validatorCode(
  root: string,
  schema: unknown,
): Promise<Readonly<Record<string, string>>> {
  const ajv = new Ajv2020({
    allErrors: true,
    inlineRefs: false,
    strict: false,
    messages: false,
    code: { source: true, esm: true },
  });
  const slim = bare(schema);
  if (!isJson(slim)) throw new TypeError("schemas/nanomq.schema.json is not an object");
  ajv.addSchema({ ...slim, $id: "nanomq" });
  const { default: standaloneCode } = standaloneModule;
  const code = standaloneCode(ajv, { validateSurface: "nanomq" });
  return {
    "validate-surface.js": await bundled(root, code),
    "validate-surface.d.ts": DECLARATION,
  };
}
