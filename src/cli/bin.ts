#!/usr/bin/env node
// Start-up is a feature: one script with V8's code cache beside it, made by the build, costs half of loading modules, and
// lint.cjs has what a lint needs and nothing else. V8 refuses a cache of another Node version and compiles as usual.
// Importing node:fs into an ES module would load the whole of its promises; asking `require` for it does not.
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

function load(name: string) {
  const filename = fileURLToPath(new URL(name, import.meta.url));
  const cachedData = cacheAt(`${filename}.cache`);
  const source = readFileSync(filename, "latin1");
  const script = new Script(source, { filename, ...(cachedData ? { cachedData } : {}) });
  return script.runInThisContext()(require, import.meta.url);
}

if (process.argv[2] !== "lint" || !load("./lint.cjs").startLint()) load("./nanotune.cjs").start();
