// Which packages a bundle is made of: by what the bundler took in, not by what package.json asks for.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** The fields of a package.json that notices and SBOM need. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

export interface BundledPackage {
  readonly manifest: Manifest;
  /** As its authors ship them: the licence, and the NOTICE that Apache-2.0 asks to hand on. */
  readonly notices: readonly string[];
  /** name@version of the packages whose code its code imports. */
  readonly needs: readonly string[];
  /** Code of nanotune imports it. */
  readonly direct: boolean;
}

const FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
/** A validator was bundled before, and names each module in it by its path. */
const VALIDATOR = /^src\/generated\/.*\.js$/;
const NAMED = /node_modules\/(?:@[^/"]+\/)?[^/"]+(?=\/)/g;
const NOTICE = /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i;

export const idOf = ({ name, version }: Manifest): string => `${name}@${version}`;

/** @throws where no licence is named */
export function readManifest(folder: string): Manifest {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (typeof manifest.license !== "string") throw new Error(`${folder} names no licence`);
  return manifest;
}

function noticesOf(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => NOTICE.test(name));
  if (names.length === 0) throw new Error(`${folder} ships no licence text: it cannot be bundled`);
  return names
    .toSorted()
    .map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim());
}

/** From the importing folder ("" for nanotune's own code) to the folders of packages that it imports. */
function importsOf(root: string, metafiles: readonly Metafile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const imports = new Map<string, Set<string>>();
  for (const [path, { imports: targets }] of metafiles.flatMap(({ inputs }) => Object.entries(inputs))) {
    const named = VALIDATOR.test(path) ? (readFileSync(join(root, path), "utf8").match(NAMED) ?? []) : [];
    const from = FOLDER.exec(path)?.[0] ?? "";
    const known = imports.get(from) ?? new Set();
    imports.set(from, known);
    for (const target of [...targets.map((one) => FOLDER.exec(one.path)?.[0]), ...named])
      if (target !== undefined && target !== from) known.add(target);
  }
  return imports;
}

/** Folders of packages with code in the bundles: types, and what nobody uses, leave none. */
function foldersOf(root: string, metafiles: readonly Metafile[]): ReadonlySet<string> {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap((output) => Object.entries(output.inputs));
  const paths = inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
  const named = paths
    .filter((path) => VALIDATOR.test(path))
    .flatMap((path) => readFileSync(join(root, path), "utf8").match(NAMED) ?? []);
  return new Set([...paths.flatMap((path) => FOLDER.exec(path)?.[0] ?? []), ...named]);
}

/** Every package with code in the bundles, in the order of names. @throws where one ships no licence text */
export function bundledPackages(root: string, metafiles: readonly Metafile[]): readonly BundledPackage[] {
  const folders = foldersOf(root, metafiles);
  const imports = importsOf(root, metafiles);
  const byId = new Map<string, BundledPackage>();
  for (const folder of folders) {
    const manifest = readManifest(join(root, folder));
    const needed = [...(imports.get(folder) ?? [])].filter((one) => folders.has(one));
    const needs = needed.map((one) => idOf(readManifest(join(root, one)))).toSorted();
    const direct = imports.get("")?.has(folder) === true || byId.get(idOf(manifest))?.direct === true;
    byId.set(idOf(manifest), { manifest, notices: noticesOf(join(root, folder)), needs, direct });
  }
  return [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
