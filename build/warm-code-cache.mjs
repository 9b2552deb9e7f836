// Runs a lint inside this process and keeps what V8 compiled for it: dist/nanotune.cjs.cache.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { root } from "./load-typescript.mjs";

const filename = join(root, "dist", "nanotune.cjs");
const script = new Script(readFileSync(filename, "latin1"), { filename });
const gateway = join(root, "fixtures", "gateway");
const quick = ["--no-config", "--nanomq", "0.22.10", "--keepalive", "5s"];
process.argv = [process.argv[0] ?? "", filename, "lint", join(gateway, "nanomq.conf"), ...quick];
process.stdout.write = () => true;
process.stderr.write = () => true;
script.runInThisContext()(createRequire(import.meta.url), pathToFileURL(filename).href);
process.on("exit", () => writeFileSync(`${filename}.cache`, script.createCachedData()));
