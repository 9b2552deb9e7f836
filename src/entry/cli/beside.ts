// What belongs to the scripts of dist/ and is no script: beside them on disk, or inside the single executable (single.ts).
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A script is called like one; in the single executable this is the address of the program. */
export const isSingle: boolean = !/\.[cm]?[jt]s$/.test(import.meta.url);

export function pathBeside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

export function readBeside(name: string): Buffer {
  if (!isSingle) return readFileSync(pathBeside(name));
  return Buffer.from(process.getBuiltinModule("node:sea").getAsset(name));
}

/** File URI of the folder of the documentation, with a slash at its end; undefined where there is none. */
export function docsFolder(): string | undefined {
  if (!isSingle) return new URL("../docs/", import.meta.url).href;
  // As a package of a distribution has it: /usr/bin, /usr/share/doc.
  const shared = new URL("../share/doc/nanotune/docs/", import.meta.url);
  return existsSync(shared) ? shared.href : undefined;
}
