import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Node 20 runs no TypeScript: bundles a file below build/ and imports it; packages stay external.
 * @param {string} file path below build/
 */
export async function loadTypescript(file) {
  const outfile = join(root, "build", ".cache", basename(file).replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [join(root, "build", file)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    logLevel: "warning",
  });
  return import(`${pathToFileURL(outfile).href}?${process.pid}`);
}
