// Runs a command inside this process and keeps what V8 compiled for it: dist/lint.cjs.cache, dist/nanotune.cjs.cache.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { root } from "./load-typescript.mjs";

const [node = "", , name = "lint"] = process.argv;
const filename = join(root, "dist", `${name}.cjs`);
const script = new Script(readFileSync(filename, "latin1"), { filename });
const gateway = join(root, "fixtures", "gateway", "nanomq.conf");
const quick = ["--no-config", "--nanomq", "0.22.10", "--keepalive", "5s"];
process.argv = [node, filename, name === "lint" ? "lint" : "replay", gateway, ...quick];
const { startLint, start } = script.runInThisContext()(
  createRequire(import.meta.url),
  pathToFileURL(filename).href,
);
(startLint ?? start)();
process.on("exit", (code) => {
  writeFileSync(`${filename}.cache`, script.createCachedData());
  if (code === 1) process.exitCode = 0;
});
