#!/usr/bin/env node
// Start-up is a feature: one script with V8's code cache beside it, made by the build, costs half of loading modules. V8
// refuses a cache of another Node version and compiles as usual. Importing node:fs into an ES module would load the
// whole of its promises; asking `require` for it does not.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { readFileSync }: typeof import("node:fs") = require("node:fs");
const { fileURLToPath }: typeof import("node:url") = require("node:url");
const { Script }: typeof import("node:vm") = require("node:vm");

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
script.runInThisContext()(require, import.meta.url);
