// A JSON Schema as plain code: compiling one at run time costs more than a whole lint.
import { Ajv } from "ajv";
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
 * @param name what the validator exports
 */
export async function standaloneValidator(root: string, name: string, schema: object): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    messages: false,
    code: { source: true, esm: true },
  });
  ajv.addSchema({ ...schema, $id: name });
  return bundled(root, standaloneModule.default(ajv, { [name]: name }));
}
