// `npm run vsix`: the extension for VS Code, with the language server of dist/ in it -> build/.cache/nanotune.vsix.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { loadTypescript, root } from "./load-typescript.mjs";

/** Packs it; not among the dependencies, since it brings more packages than the project has. */
const VSCE = "@vscode/vsce@3.7.1";

const from = join(root, "editors", "vscode");
const stage = join(root, "build", ".cache", "vscode");
const { releases } = await loadTypescript(join("..", "src", "nanomq", "releases.ts"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

rmSync(stage, { recursive: true, force: true });
cpSync(from, stage, { recursive: true, filter: (path) => !path.startsWith(join(from, "src")) });
const manifest = JSON.parse(readFileSync(join(from, "package.json"), "utf8"));
writeFileSync(join(stage, "package.json"), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
mkdirSync(join(stage, "dist"));
cpSync(join(root, "LICENSE"), join(stage, "LICENSE"));
for (const file of ["lsp.cjs", "rule-pages.jsonl", "THIRD-PARTY-NOTICES.txt"])
  cpSync(join(root, "dist", file), join(stage, "dist", file));
cpSync(join(root, "docs", "rules"), join(stage, "docs", "rules"), { recursive: true });
writeFileSync(
  join(stage, "dist", "server.cjs"),
  'require("./lsp.cjs").serveEditor({ release: undefined, language: "en" });\n',
);
const { metafile } = await build({
  absWorkingDir: root,
  metafile: true,
  entryPoints: [join(from, "src", "extension.ts")],
  outfile: join(stage, "extension.cjs"),
  bundle: true,
  minify: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  external: ["vscode"],
  define: { RELEASES: JSON.stringify(releases) },
});
// Of what the extension itself is made of; the server's stand in dist/.
const { licences } = await loadTypescript("licences.ts");
for (const [file, text] of Object.entries(licences(root, [metafile]))) writeFileSync(join(stage, file), text);
const out = join(root, "build", ".cache", "nanotune.vsix");
const pack = ["package", "--no-dependencies", "--allow-missing-repository", "--out", out];
execFileSync("npx", ["--yes", VSCE, ...pack], { cwd: stage, stdio: "inherit" });
