// What one thread is asked to lint, and what it hands back.
import type { Arguments } from "./arguments.ts";
import type { LintedFiles } from "./linted-files.ts";

/** Plain data for another thread. */
export interface LintJob {
  readonly files: readonly string[];
  readonly args: Arguments;
  readonly fileLimitBytes: number;
  /** The command line, and the folder it is for. */
  readonly argv: readonly string[];
  readonly cwd: string;
}

export interface LintJobResult {
  readonly linted: LintedFiles;
  /** Every file that was read, by its name: none of its secrets goes out. */
  readonly read: ReadonlyMap<string, Uint8Array>;
}
