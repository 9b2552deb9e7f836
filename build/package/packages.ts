// `npm run package`: what a machine without Node can run, for Linux on x64 and arm64.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fetchNode, type NodeBuild, programOf } from "../nodes.ts";
import { makeDebian } from "./debian.ts";
import { singleName } from "./names.ts";
import { makeSingle, startOf } from "./single.ts";

/** The newest release of Node that npm has for both platforms. */
const NODE = "24.21.0";
const maker: NodeBuild = { version: NODE, arch: "x64" };
export const packagesOf: readonly NodeBuild[] = [maker, { version: NODE, arch: "arm64" }];

export const packagesFolder = (root: string): string => join(root, "build", ".cache", "packages");

export function singleOf(root: string, { arch }: NodeBuild): string {
  return join(packagesFolder(root), singleName(arch));
}

export function debianOf(root: string, { arch }: NodeBuild, version: string): string {
  return join(packagesFolder(root), `nanotune_${version}_${arch === "x64" ? "amd64" : arch}.deb`);
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

/** Milliseconds until a line has run, the fastest of three. */
function startMs(root: string, node: NodeBuild): string {
  const [start = "", ...before] = startOf(node, singleOf(root, node));
  const runs = Array.from({ length: 3 }, () => {
    const began = performance.now();
    spawnSync(start, [...before, "lint", join(root, "fixtures", "gateway", "nanomq.conf")]);
    return performance.now() - began;
  });
  return `${Math.min(...runs).toFixed(0)} ms to lint a conf${before.length > 0 ? ", emulated" : ""}`;
}

/** Exit code: 1 where one of them could not be made; the others are. */
export async function makePackages(root: string): Promise<number> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  rmSync(packagesFolder(root), { recursive: true, force: true });
  mkdirSync(packagesFolder(root), { recursive: true });
  let code = 0;
  for (const node of packagesOf) {
    try {
      await fetchNode(root, node);
      if (!existsSync(programOf(root, node))) throw new Error(`no Node ${NODE} for it`);
      const { file, sizeBytes } = await makeSingle(root, node, maker, singleOf(root, node));
      console.log(`${file}: ${mebibytes(sizeBytes)}, ${startMs(root, node)}`);
      const debian = debianOf(root, node, version);
      makeDebian(root, node, file, version, debian);
      console.log(`${debian}: ${mebibytes(statSync(debian).size)}`);
    } catch (error) {
      code = 1;
      console.error(`not made: linux ${node.arch}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return code;
}
