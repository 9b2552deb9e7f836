// schemas/nanotune.schema.json -> the validator of nanotune.toml (src/generated/validate-facts.js) and the keys that
// editors complete (src/generated/facts-keys.ts).
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

interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number)[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly description?: string;
  readonly description_zh?: string;
  readonly errorHint?: Readonly<Record<"en" | "zh", string>>;
  readonly definitions?: Readonly<Record<string, Shape>>;
}

const keysHead = `// Generated from schemas/nanotune.schema.json; do not edit.

/** A key of nanotune.toml. */
export interface FactsKey {
  /** \`[]\` stands for every element: \`clients[].keepalive\`. */
  readonly path: string;
  readonly kind: "table" | "tables" | "switch" | "text" | "number" | "list";
  /** What it takes, as written: \`"lan"\`. */
  readonly words?: readonly string[];
  readonly en?: string;
  readonly zh?: string;
}
`;

function kindOf({ type, properties, items, enum: words, anyOf = [] }: Shape): string {
  if (items !== undefined) return items.properties === undefined ? "list" : "tables";
  if (properties !== undefined || type === "object") return "table";
  if (type === "boolean") return "switch";
  const first = [type, anyOf[0]?.type].flat().find((one) => one !== undefined);
  const isNumber = first === "number" || first === "integer" || typeof words?.[0] === "number";
  return isNumber ? "number" : "text";
}

/** @throws TypeError where the schema describes a key in one language alone */
function keysOf(root: Shape): readonly object[] {
  const found: object[] = [];
  const meant = (shape: Shape): Shape => {
    const name = shape.$ref?.split("/").at(-1) ?? "";
    return { ...root.definitions?.[name], ...shape };
  };
  const visit = (path: string, written: Shape): void => {
    const shape = meant(written);
    const { description, description_zh, errorHint, items } = shape;
    if ((description === undefined) !== (description_zh === undefined))
      throw new TypeError(`nanotune.schema.json: ${path} is described in one language`);
    const en = description ?? items?.description ?? errorHint?.en;
    const zh = description_zh ?? items?.description_zh ?? errorHint?.zh;
    const words = (shape.enum ?? items?.enum)?.map((word) => JSON.stringify(word));
    found.push({ path, kind: kindOf(shape), words, en, zh });
    const isTables = items?.properties !== undefined;
    const members = Object.entries(shape.properties ?? items?.properties ?? {});
    for (const [name, member] of members) visit(`${path}${isTables ? "[]" : ""}.${name}`, member);
  };
  for (const [name, member] of Object.entries(root.properties ?? {})) visit(name, member);
  return found;
}

/** @param root folder of the project */
export async function generate(root: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(root, "schemas", "nanotune.schema.json"), "utf8");
  const ajv = new Ajv({ ...standaloneOptions, verbose: true });
  // What editors alone show would only make a lint load more.
  const checked = JSON.parse(text, (name, value) => (name === "description_zh" ? undefined : value));
  const keys = keysOf(JSON.parse(text));
  return {
    "facts-keys.ts": `${keysHead}\nexport const factsKeys: readonly FactsKey[] = ${JSON.stringify(keys)};\n`,
    "validate-facts.js": await standaloneValidator(root, ajv, "validateFacts", checked),
    "validate-facts.d.ts": declaration,
  };
}
