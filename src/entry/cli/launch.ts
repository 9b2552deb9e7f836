// Start-up is a feature: each script is one function over everything it needs, compiled from the code cache of this machine,
// and lint.cjs has what a lint needs and nothing else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { cachePlace, readCache, writeCache } from "./code-cache.ts";

/**
 * What a script of dist/ gives. `start` begins, and gives what names the part of the script that ran, to be asked at the end;
 * undefined: the line is one for the whole command.
 */
type Program = { readonly start: () => (() => string) | undefined };

declare const SCRIPT_HASHES: Readonly<Record<"lint" | "nanotune", string>>;

function programOf(script: Script, filename: string): Program {
  return script.runInThisContext()(require, pathToFileURL(filename).href);
}

function load(name: "lint" | "nanotune"): boolean {
  const filename = join(__dirname, `${name}.cjs`);
  const place = cachePlace(name, SCRIPT_HASHES[name]);
  const cache = place && readCache(place);
  // It is ASCII: as UTF-8 it becomes a string without a buffer in between.
  const script = new Script(readFileSync(filename, "utf8"), {
    filename,
    ...(cache === undefined ? {} : { cachedData: cache.code }),
  });
  const ran = programOf(script, filename).start();
  if (ran === undefined) return false;
  const known = script.cachedDataRejected === false ? (cache?.parts ?? []) : [];
  if (place !== undefined)
    process.once("exit", () => {
      const part = ran();
      if (!known.includes(part))
        writeCache(place, () => ({ code: script.createCachedData(), parts: [...known, part] }));
    });
  return true;
}

export function launch(): void {
  if (process.argv[2] !== "lint" || !load("lint")) load("nanotune");
}
