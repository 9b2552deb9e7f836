import type { GitResult } from "./io.ts";

const MOST_BYTES = 256 * 1024 * 1024;

/** Runs Git in a folder. It reads: no hook, no pager, no lock, no question. */
export function gitIn(cwd: string): (args: readonly string[]) => GitResult {
  return (args) => {
    const { spawnSync } = process.getBuiltinModule("node:child_process");
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
    const ran = spawnSync("git", ["--no-pager", ...args], { cwd, env, maxBuffer: MOST_BYTES });
    if (ran.error !== undefined) return { ok: false, why: ran.error.message };
    if (ran.status === 0) return { ok: true, out: ran.stdout };
    return { ok: false, why: ran.stderr.toString("utf8").trim().split("\n")[0] ?? "" };
  };
}
