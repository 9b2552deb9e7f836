// dist/: the command (cli.cjs, which loads lint.cjs or nanotune.cjs), the library (index.js) and its types; what it is made of.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { loadTypescript, root } from "./load-typescript.mjs";

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
  metafile: true,
};

/** @type {import("esbuild").Plugin} */
const pagesBeside = {
  name: "rule pages in a file",
  setup({ onResolve }) {
    onResolve({ filter: /\/generated\/rule-page-of\.ts$/ }, () => ({
      path: join(root, "src", "entry", "cli", "rule-page-file.ts"),
    }));
  },
};
/** @type {import("esbuild").Plugin} */
const plainOnly = {
  name: "deployment files, packs, patterns of paths, pages: start-lint.ts leaves them to the whole command",
  setup({ onLoad }) {
    onLoad(
      {
        filter:
          /\/(?:entry\/open\/(?:(?:lint-)?deployment|packs|path-patterns)|entry\/cli\/(?:page-broker|changed|watch|watcher|lint-cache)|report\/html\/page)\.ts$/,
      },
      () => ({
        contents: "",
      }),
    );
  },
};

/** @type {import("esbuild").Plugin} */
const serverApart = {
  name: "the language server lies beside the command, and is read by those who ask for it",
  setup({ onResolve }) {
    onResolve({ filter: /\/lsp\/stdio\.ts$/ }, () => ({ path: "./lsp.cjs", external: true }));
  },
};

await import("./generate.mjs");
await rm(dist, { recursive: true, force: true });
/**
 * A script of the command: one function over everything it needs, whose parts run when they are asked for.
 * @param {string} name
 * @param {string} entry
 * @param {import("esbuild").Plugin[]} plugins
 */
const script = (name, entry, plugins) =>
  build({
    ...common,
    entryPoints: { [name]: join("src", "entry", "cli", entry) },
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    define: { "import.meta.url": "__url" },
    // A script that is run as one has no import() of its own.
    supported: { "dynamic-import": false },
    banner: { js: "(function (require, __url) { const module = { exports: {} };" },
    footer: { js: "return module.exports; })" },
    plugins,
  });
const lint = await script("lint", "start-lint.ts", [pagesBeside, plainOnly]);
const whole = await script("nanotune", "start.ts", [pagesBeside, serverApart]);
const server = await build({
  ...common,
  entryPoints: { lsp: join("src", "entry", "lsp", "stdio.ts") },
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  define: { "import.meta.url": "__url" },
  banner: { js: 'const __url = require("node:url").pathToFileURL(__filename).href;' },
  plugins: [pagesBeside],
});
const { rulePages } = await loadTypescript(join("..", "src", "generated", "rule-pages.ts"));
writeFileSync(
  join(dist, "rule-pages.jsonl"),
  rulePages.map((/** @type {object} */ page) => `${JSON.stringify(page)}\n`).join(""),
);
const library = await build({
  ...common,
  entryPoints: { index: "src/index.ts" },
  format: "esm",
  splitting: true,
  chunkNames: "parts/[name]-[hash]",
});
/** @param {string} file */
const hashOf = (file) =>
  createHash("sha256")
    .update(readFileSync(join(dist, file)))
    .digest("hex")
    .slice(0, 32);
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
// Read by any Node, so that one that is too old can say so.
const launcher = await build({
  ...common,
  target: "es2015",
  entryPoints: { cli: "src/entry/cli/bin.ts" },
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  define: {
    SCRIPT_HASHES: JSON.stringify({ lint: hashOf("lint.cjs"), nanotune: hashOf("nanotune.cjs") }),
    WORDS_HASH: JSON.stringify(hashOf("rule-pages.jsonl")),
    NEEDED_NODE: JSON.stringify(manifest.engines.node.replace(/^>=/, "")),
  },
});
const { licences } = await loadTypescript("licences.ts");
for (const [file, text] of Object.entries(
  licences(
    root,
    [lint, whole, server, library, launcher].map((one) => one.metafile),
  ),
))
  writeFileSync(join(dist, file), text);
const { manPages } = await loadTypescript("man.ts");
for (const [file, text] of Object.entries(manPages(manifest.version))) {
  mkdirSync(dirname(join(dist, "man", file)), { recursive: true });
  writeFileSync(join(dist, "man", file), text);
}
// The path of the command in a checkout, as scripts know it.
writeFileSync(join(dist, "cli.js"), '#!/usr/bin/env node\nimport "./cli.cjs";\n', { mode: 0o755 });
const tsc = require.resolve("typescript/package.json");
execFileSync(process.execPath, [join(tsc, "..", "bin", "tsc"), "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
