// Derives everything the program knows about keys from schemas/nanomq.schema.json, the one source.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readTables } from "./releases/tables.ts";
import { apiTable } from "./surface/api.ts";
import { checkKeys } from "./surface/check.ts";
import { shapesCode } from "./surface/shapes.ts";
import { surfaceTable, surfaceWords } from "./surface/table.ts";
import { isJson } from "./surface/walk.ts";

/** Makes the generated files of the key surface; the keys of the result are file names. */
export async function generate(root: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(root, "schemas", "nanomq.schema.json"), "utf8");
  const schema: unknown = JSON.parse(text);
  if (!isJson(schema)) throw new TypeError("schemas/nanomq.schema.json is no object");
  checkKeys(schema, (await readTables(root)).releases.release);
  return {
    "surface.ts": surfaceTable(schema),
    "api.ts": apiTable(schema),
    "surface-words.ts": surfaceWords(schema),
    "surface-schema.ts": `// Generated from schemas/nanomq.schema.json.\nexport const surfaceSchemaText: string = ${JSON.stringify(JSON.stringify(schema))};\n`,
    "shapes.ts": shapesCode(schema),
  };
}
