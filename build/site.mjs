// `npm run site`: the playground and the documentation as pages that open from anywhere -> build/.cache/site, or the folder named.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadTypescript, root } from "./load-typescript.mjs";

await import("./generate.mjs");
const { siteFiles } = await loadTypescript("site.ts");
const [folder = join(root, "build", ".cache", "site")] = process.argv.slice(2);
const out = resolve(folder);
rmSync(out, { recursive: true, force: true });
for (const [path, content] of await siteFiles(root)) {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), content);
}
console.log(join(out, "index.html"));
