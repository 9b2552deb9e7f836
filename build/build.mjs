// dist/: the command (cli.js and the parts it loads lazily), the library (index.js) and its types.
import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

// Packages that are CommonJS ask for `require`; an ES module has none.
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

await import("./generate.mjs");
await rm(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { cli: "src/cli/bin.ts", index: "src/index.ts" },
  outdir: dist,
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  chunkNames: "parts/[name]-[hash]",
  banner: { js: requireShim },
  logLevel: "warning",
});
const tsc = createRequire(import.meta.url).resolve("typescript/package.json");
execFileSync(process.execPath, [join(tsc, "..", "bin", "tsc"), "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
