// What dist/ is made of besides our own code: the licences that must go with it, and a bill of materials.
import type { Metafile } from "esbuild";
import { bundledPackages, readManifest } from "./licences/bundled-packages.ts";
import { sbom } from "./licences/sbom.ts";
import { thirdPartyNotices } from "./licences/third-party-notices.ts";

/**
 * File name -> text, for dist/.
 * @param metafiles of every bundle in it
 */
export function licences(root: string, metafiles: readonly Metafile[]): Readonly<Record<string, string>> {
  const packages = bundledPackages(root, metafiles);
  return {
    "THIRD-PARTY-NOTICES.txt": thirdPartyNotices(packages),
    "sbom.cdx.json": sbom(readManifest(root), packages),
  };
}
