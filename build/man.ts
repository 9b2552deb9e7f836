// The manual pages in both languages, for build.mjs.
import { commands } from "../src/entry/cli/commands.ts";
import { manPage } from "../src/report/cli/man.ts";

/** By their places below `man/`. */
export function manPages(version: string): Readonly<Record<string, string>> {
  return {
    "man1/nanotune.1": manPage(commands, version, "en"),
    "zh_CN/man1/nanotune.1": manPage(commands, version, "zh"),
  };
}
