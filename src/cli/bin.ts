#!/usr/bin/env node
// Start-up is a feature: one script with V8's code cache beside it, made by the build, costs half of loading modules. V8
// refuses a cache of another Node version and compiles as usual.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

function cacheAt(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

const filename = fileURLToPath(new URL("./nanotune.cjs", import.meta.url));
const cachedData = cacheAt(`${filename}.cache`);
const script = new Script(readFileSync(filename, "latin1"), {
  filename,
  ...(cachedData ? { cachedData } : {}),
});
script.runInThisContext()(createRequire(import.meta.url), import.meta.url);
