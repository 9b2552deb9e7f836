// Where each shell looks for completions by itself.
import { isAbsolute, join } from "node:path";
import type { shells } from "./shells.ts";

export type Shell = (typeof shells)[number];

export interface CompletionHome {
  readonly file: string;
  /** Of zsh: the folder is on `fpath` only where somebody put it there. */
  readonly isKnownToShell: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

function folderOf(env: Env, variable: string, ...below: readonly string[]): string {
  const told = env[variable];
  return told !== undefined && isAbsolute(told) ? told : join(env["HOME"] ?? "", ...below);
}

/** For one user; for everybody where root asks, as a package from elsewhere has it (/usr/local). */
export function completionHome(shell: Shell, env: Env, isRoot: boolean): CompletionHome {
  const share = isRoot ? "/usr/local/share" : folderOf(env, "XDG_DATA_HOME", ".local", "share");
  switch (shell) {
    case "bash":
      return { file: join(share, "bash-completion", "completions", "nanotune"), isKnownToShell: true };
    case "fish":
      return { file: join(share, "fish", "vendor_completions.d", "nanotune.fish"), isKnownToShell: true };
    case "zsh":
      return { file: join(share, "zsh", "site-functions", "_nanotune"), isKnownToShell: isRoot };
  }
}
