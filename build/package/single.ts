// A single executable: Node's own program for a platform with dist/ inside (https://nodejs.org/api/single-executable-applications.html).
import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { type NodeBuild, programOf } from "../nodes.ts";

/** Node's mark for the place where it looks for what is inside. */
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

const emulators = { x64: [], arm64: ["qemu-aarch64-static", "-L", "/usr/aarch64-linux-gnu"] } as const;
const strips = { x64: "strip", arm64: "aarch64-linux-gnu-strip" } as const;

/** How the program of a platform is run on this machine, x64. */
export function startOf({ arch }: NodeBuild, program: string): readonly string[] {
  return [...emulators[arch], program];
}

/** Lines whose code is kept in the executable: each part of the command that people run often, once. */
const rehearsal: readonly (readonly string[])[] = [
  ["lint", "nanomq.conf"],
  ["lint", "nanomq.conf", "-f", "json"],
  ["show", "nanomq.conf"],
  ["replay", "nanomq.conf"],
  ["tune", "nanomq.conf"],
  ["explain", "timing/retry-interval-too-coarse", "nanomq.conf"],
  ["--help"],
];

/** The code of a cache file: it stands before a trailer, whose length ends the file (src/entry/cli/cache/code.ts). */
function codeIn(path: string): Buffer {
  const bytes = readFileSync(path);
  const end = bytes.length - 4;
  return bytes.subarray(0, end - bytes.readUInt32LE(end));
}

/** What V8 of that very program makes of the scripts. @throws where it does not run, or keeps no code */
function rehearse(root: string, node: NodeBuild, folder: string): void {
  const home = mkdtempSync(join(tmpdir(), "nanotune-rehearsal-"));
  try {
    const [start = "", ...before] = startOf(node, programOf(root, node));
    const cli = join(root, "dist", "cli.cjs");
    const env = { PATH: process.env["PATH"], HOME: home, LANG: "en_US.UTF-8" };
    const cwd = join(root, "fixtures", "gateway");
    for (const line of rehearsal) spawnSync(start, [...before, cli, ...line], { cwd, env });
    const cache = join(home, ".cache", "nanotune");
    for (const name of ["lint", "nanotune"]) {
      const file = readdirSync(cache).find((one) => one.startsWith(`${name}-`));
      if (file === undefined) throw new Error(`${node.arch}: no code of ${name}.cjs was kept`);
      writeFileSync(join(folder, `${name}.code`), codeIn(join(cache, file)));
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The small script that Node starts. */
async function bundleMain(root: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ["src/entry/cli/single.ts"],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    logLevel: "warning",
  });
}

export interface Single {
  readonly file: string;
  readonly sizeBytes: number;
}

/**
 * Makes `file`, for the platform of `node`.
 * @param maker an x64 Node of the same release, which puts the parts together
 * @throws where a program is missing that `npm run package` names
 */
export async function makeSingle(
  root: string,
  node: NodeBuild,
  maker: NodeBuild,
  file: string,
): Promise<Single> {
  const folder = join(root, "build", ".cache", "single", node.arch);
  mkdirSync(folder, { recursive: true });
  const main = join(folder, "single.cjs");
  await bundleMain(root, main);
  rehearse(root, node, folder);
  const dist = (name: string) => join(root, "dist", name);
  const beside = ["lint.cjs", "nanotune.cjs", "lsp.cjs", "rule-pages.jsonl"];
  const output = join(folder, "parts.blob");
  const config = {
    main,
    output,
    disableExperimentalSEAWarning: true,
    assets: {
      ...Object.fromEntries(beside.map((name) => [name, dist(name)])),
      ...Object.fromEntries(["lint.code", "nanotune.code"].map((name) => [name, join(folder, name)])),
      "single.cjs": main,
    },
  };
  writeFileSync(join(folder, "sea.json"), JSON.stringify(config));
  execFileSync(programOf(root, maker), ["--experimental-sea-config", join(folder, "sea.json")], {
    stdio: "pipe",
  });
  copyFileSync(programOf(root, node), file);
  // Symbols for debuggers are a tenth of it.
  execFileSync(strips[node.arch], ["--strip-unneeded", file]);
  const postject = createRequire(join(root, "package.json")).resolve("postject/dist/cli.js");
  const line = [postject, file, "NODE_SEA_BLOB", output, "--sentinel-fuse", FUSE];
  // It warns of names that a stripped program does not have.
  execFileSync(process.execPath, line, { stdio: "pipe" });
  return { file, sizeBytes: statSync(file).size };
}
