// npm run fuzz -- --seconds N --seed S: bundles build/fuzz.ts and runs it.
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const outfile = join(root, "build", ".cache", "fuzz.mjs");
await build({
  entryPoints: [join(root, "build", "fuzz.ts")],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  logLevel: "warning",
});
const { values } = parseArgs({
  options: { seconds: { type: "string", default: "10" }, seed: { type: "string", default: "1" } },
});
const { fuzz } = await import(pathToFileURL(outfile).href);
const { runs, failure } = fuzz({ seconds: Number(values.seconds), seed: Number(values.seed) });
console.log(`${runs} confs read, seed ${values.seed}`);
if (failure !== undefined) {
  console.error(failure);
  process.exitCode = 1;
}
