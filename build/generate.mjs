// Makes src/generated: every build/generate/*.ts exports `generate(root)` and returns file name -> text.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const steps = join(root, "build", "generate");
const cache = join(root, "build", ".cache");
const out = join(root, "src", "generated");

/**
 * Node 20 runs no TypeScript, so a step is bundled first; packages stay external.
 * @param {string} step
 */
async function load(step) {
  const outfile = join(cache, step.replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [join(steps, step)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    logLevel: "warning",
  });
  return import(`${pathToFileURL(outfile).href}?${process.pid}`);
}

/** Writes only what changed, so that watchers and incremental checks stay quiet.
 * @param {string} file
 * @param {string} text
 */
async function writeIfChanged(file, text) {
  const before = await readFile(file, "utf8").catch(() => undefined);
  if (before !== text) await writeFile(file, text);
}

await mkdir(out, { recursive: true });
const names = (await readdir(steps)).filter((name) => name.endsWith(".ts")).toSorted();
for (const name of names) {
  const { generate } = await load(name);
  const files = await generate(root);
  for (const [file, text] of Object.entries(files)) await writeIfChanged(join(out, file), text);
}
