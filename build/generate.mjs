// Makes src/generated: every build/generate/*.ts exports `generate(root)` and returns file name -> text.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadTypescript, root } from "./load-typescript.mjs";

const out = join(root, "src", "generated");

/**
 * Writes only what changed, so that watchers and incremental checks stay quiet.
 * @param {string} file
 * @param {string} text
 */
async function writeIfChanged(file, text) {
  const before = await readFile(file, "utf8").catch(() => undefined);
  if (before !== text) await writeFile(file, text);
}

await mkdir(out, { recursive: true });
const steps = (await readdir(join(root, "build", "generate")))
  .filter((name) => name.endsWith(".ts"))
  .toSorted();
for (const step of steps) {
  const { generate } = await loadTypescript(join("generate", step));
  const files = await generate(root);
  for (const [file, text] of Object.entries(files)) await writeIfChanged(join(out, file), text);
}
