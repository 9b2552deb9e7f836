// A JSON Schema as plain code: compiling one at run time costs more than a whole lint.
import type { Ajv } from "ajv";
import type { Ajv2020 } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

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

/**
 * Code of a validator that collects every error.
 * @param ajv made with `standaloneOptions`, of the draft the schema is written in
 * @param name what the validator exports
 */
export async function standaloneValidator(
  root: string,
  ajv: Ajv | Ajv2020,
  name: string,
  schema: object,
): Promise<string> {
  ajv.addSchema({ ...schema, $id: name });
  return bundled(root, standaloneModule.default(ajv, { [name]: name }));
}

/** What every standalone validator needs; ours are checked by their tests, not by ajv's strict mode. */
export const standaloneOptions = {
  allErrors: true,
  strict: false,
  messages: false,
  code: { source: true, esm: true },
} as const;
