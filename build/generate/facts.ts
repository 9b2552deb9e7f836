// The validator of nanotune.toml: schemas/nanotune.schema.json -> src/generated/validate-facts.js.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { standaloneOptions, standaloneValidator } from "../standalone-validator.ts";

const declaration = `import type { FactsFile } from "../facts/facts-file.ts";
import type { SchemaError } from "../facts/schema-error.ts";

export declare const validateFacts: {
  (data: unknown): data is FactsFile;
  readonly errors?: readonly SchemaError[] | null;
};
`;

/** @param root folder of the project */
export async function generate(root: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(root, "schemas", "nanotune.schema.json"), "utf8");
  const ajv = new Ajv({ ...standaloneOptions, verbose: true });
  return {
    "validate-facts.js": await standaloneValidator(root, ajv, "validateFacts", JSON.parse(text)),
    "validate-facts.d.ts": declaration,
  };
}
