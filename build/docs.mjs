// `npm run docs`: writes every made page of docs/ and takes away those of rules that are gone.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadTypescript, root } from "./load-typescript.mjs";

await import("./generate.mjs");
const { madeFolder, madePages } = await loadTypescript("docs.ts");
const schema = JSON.parse(await readFile(join(root, "schemas", "nanomq.schema.json"), "utf8"));
/** @type {ReadonlyMap<string, string>} */
const pages = madePages(schema);
const before = await readdir(join(root, madeFolder), { recursive: true }).catch(() => []);
let changed = 0;
for (const name of before) {
  const path = `${madeFolder}/${name}`;
  if (!path.endsWith(".md") || pages.has(path)) continue;
  await rm(join(root, path));
  changed += 1;
}
for (const [path, text] of pages) {
  const file = join(root, path);
  if ((await readFile(file, "utf8").catch(() => undefined)) === text) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  changed += 1;
}
console.log(`${pages.size} pages, ${changed} changed`);
