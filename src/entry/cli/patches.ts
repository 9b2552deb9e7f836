import { isUtf8 } from "node:buffer";
import { isAbsolute, relative } from "node:path/posix";
import { cliWords } from "../../report/cli/words.ts";
import { patchOf } from "../../report/patch.ts";
import type { Change } from "./draft.ts";
import type { Session } from "./session.ts";

/** A unified diff of every file, named from the working directory: for `git apply` and `patch -p1`. */
export interface Patches {
  readonly text: string;
  /** What is left out of it, and why, in sentences. */
  readonly missing: readonly string[];
}

export function patchesOf(changes: readonly Change[], { io, language }: Session): Patches {
  const named = (path: string) => {
    const below = relative(io.cwd, path);
    return isAbsolute(path) && !below.startsWith("..") ? below : path;
  };
  const words = cliWords[language];
  const patches = changes.map(({ path, before, after }) => {
    // A patch is text: what is no UTF-8 cannot stand in it.
    if (!isUtf8(before)) return { text: "", missing: [words.noPatch(path)] };
    const { text, leftOut } = patchOf(named(path), before, after);
    return { text, missing: leftOut.length === 0 ? [] : [words.secretInPatch(path, leftOut)] };
  });
  return {
    text: patches.map(({ text }) => text).join(""),
    missing: patches.flatMap(({ missing }) => missing),
  };
}
