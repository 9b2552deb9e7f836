// The builds of Node that the packed tool is run on. npm's own packages of Node have the programs; tests use no network, so
// `npm run nodes` fetches them before.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

export interface NodeBuild {
  readonly version: string;
  readonly arch: "x64" | "arm64";
}

/** The oldest that is supported, one that dies of a code cache of the next build, and the newest of each line. */
export const supportedNodes: readonly NodeBuild[] = [
  ...["20.19.0", "20.20.1", "20.20.2", "22.23.5", "24.22.3"].map(
    (version) => ({ version, arch: "x64" }) as const,
  ),
  { version: "20.20.2", arch: "arm64" },
];
export const tooOldNode: NodeBuild = { version: "18.20.8", arch: "x64" };

/** Where its program lies once it is fetched. */
export function programOf(root: string, { version, arch }: NodeBuild): string {
  return join(root, "build", ".cache", "nodes", `${arch}-${version}`, "node");
}

/** Fetches its program, and its licence beside it. */
export async function fetchNode(root: string, node: NodeBuild): Promise<void> {
  const program = programOf(root, node);
  if (existsSync(program)) return;
  const spec = `node-linux-${node.arch}@${node.version}`;
  mkdirSync(dirname(program), { recursive: true });
  const folder = mkdtempSync(join(dirname(program), "fetch-"));
  const run = promisify(execFile);
  try {
    const { stdout } = await run("npm", ["pack", spec, "--json", "--pack-destination", folder]);
    const [{ filename }] = JSON.parse(stdout);
    const wanted = ["package/LICENSE", "package/bin/node"];
    await run("tar", ["-xzf", join(folder, filename), "-C", folder, ...wanted]);
    renameSync(join(folder, "package", "LICENSE"), join(dirname(program), "LICENSE"));
    renameSync(join(folder, "package", "bin", "node"), program);
    console.log(`fetched ${spec}`);
  } catch (error) {
    console.error(`not fetched: ${spec}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fetches what is missing; what cannot be had is said, and its tests are skipped. */
export async function fetchNodes(root: string): Promise<void> {
  if (process.platform !== "linux" || process.arch !== "x64") return;
  for (const node of [...supportedNodes, tooOldNode]) await fetchNode(root, node);
}
