// dist/: the command (cli.js, lint.cjs and nanotune.cjs with their code caches), the library (index.js) and its types.
import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./load-typescript.mjs";

const dist = join(root, "dist");
const require = createRequire(import.meta.url);
/** As one ES module yaml loses what nobody uses, and loads in one piece. */
const yaml = join(require.resolve("yaml/package.json"), "..", "browser", "index.js");

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20.19",
  charset: "ascii",
  alias: { yaml },
  logLevel: "warning",
};

await import("./generate.mjs");
await rm(dist, { recursive: true, force: true });
await build({ ...common, entryPoints: { cli: "src/cli/bin.ts" }, format: "esm" });
// Each one function over everything it needs, whose parts run when they are asked for.
await build({
  ...common,
  entryPoints: { lint: "src/cli/start-lint.ts", nanotune: "src/cli/start.ts" },
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  define: { "import.meta.url": "__url" },
  banner: { js: "(function (require, __url) { const module = { exports: {} };" },
  footer: { js: "return module.exports; })" },
});
await build({
  ...common,
  entryPoints: { index: "src/index.ts" },
  format: "esm",
  splitting: true,
  chunkNames: "parts/[name]-[hash]",
});
for (const script of ["lint", "nanotune"])
  execFileSync(process.execPath, [join(root, "build", "warm-code-cache.mjs"), script], { stdio: "ignore" });
const tsc = require.resolve("typescript/package.json");
execFileSync(process.execPath, [join(tsc, "..", "bin", "tsc"), "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
