#!/usr/bin/env node
// The only file that an old Node reads: it is built for ES2015 and loads nothing before it knows where it is.
import { languageOf } from "../../lint/language.ts";
import { oldNodeWords } from "../../report/cli/old-node.ts";
import { languageSetting } from "./language-setting.ts";

/** The `engines` of package.json, as "20.19". */
declare const NEEDED_NODE: string;

function isOlder(found: string, needed: string): boolean {
  const [major = 0, minor = 0] = found.split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split(".").map(Number);
  return major < neededMajor || (major === neededMajor && minor < neededMinor);
}

if (isOlder(process.versions.node, NEEDED_NODE)) {
  const words = oldNodeWords[languageOf(languageSetting(process.argv.slice(2), process.env))];
  process.stderr.write(`${words(NEEDED_NODE, process.versions.node)}\n`);
  process.exitCode = 2;
} else {
  void import("./launch.ts").then(({ launch }) => launch());
}
