import { isUtf8 } from "node:buffer";
import { isAbsolute, relative } from "node:path/posix";
import type { FixSafety } from "../../lint/finding/finding.ts";
import { type FixResult, fixConf } from "../../lint/fix/fix-conf.ts";
import type { LintInput } from "../../lint/lint-conf.ts";
import { cliWords } from "../../report/cli/words.ts";
import { includePlace, readNamedFile, STDIN, writeNamedFile } from "../open/conf-files.ts";
import { includeFolders } from "../open/lint-input.ts";
import { type Arguments, hasFlag } from "./arguments.ts";
import type { Change, Draft } from "./draft.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Which fixes the command line asks for; none is nothing to do. */
export function wantedFixes(args: Arguments): readonly FixSafety[] {
  if (hasFlag(args, "unsafe-fixes")) return ["safe", "unsafe"];
  return hasFlag(args, "fix") || hasFlag(args, "diff") ? ["safe"] : [];
}

function bytesOf(content: string | Uint8Array | undefined): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : (content ?? new Uint8Array());
}

function changesOf({ changed }: FixResult, { conf }: LintInput, args: Arguments, session: Session) {
  const { root, workdir } = includeFolders(args, session);
  return [...changed].map(([file, after]): Change => {
    const isMain = file === conf.file;
    const path = isMain ? file : includePlace(file, root, workdir);
    return { path, before: bytesOf(isMain ? conf.text : conf.files?.[file]), after };
  });
}

/** A unified diff of every file, named from the working directory: for `git apply` and `patch -p1`. */
async function patchesOf(changes: readonly Change[], { io, language }: Session): Promise<string> {
  if (changes.length === 0) return "";
  const { patchOf } = await import("../../report/patch.ts");
  const named = (path: string) => {
    const below = relative(io.cwd, path);
    return isAbsolute(path) && !below.startsWith("..") ? below : path;
  };
  return changes
    .map(({ path, before, after }) => {
      const { text, leftOut } = patchOf(named(path), before, after);
      if (leftOut.length > 0) io.err(`nanotune: ${cliWords[language].secretInPatch(path, leftOut)}\n`);
      return text;
    })
    .join("");
}

/** Prints the patch of a draft. A patch is text: what is no UTF-8 cannot stand in it, and is named instead. */
export async function showPatch({ changes }: Draft, failed: boolean, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const other = changes.filter(({ before }) => !isUtf8(before));
  for (const { path } of other) io.err(`nanotune: ${cliWords[language].noPatch(path)}\n`);
  const text = changes.filter((change) => !other.includes(change));
  io.out(await patchesOf(text, session), "patch");
  if (failed || other.length > 0) return exitCode.usage;
  return text.length === 0 ? exitCode.clean : exitCode.findings;
}

/** Nothing is written where one of the files is no longer what was linted. @throws UsageError */
function writeChanges(changes: readonly Change[], session: Session): void {
  for (const { path, before } of changes) {
    const now = readNamedFile(session, path);
    if (now.length !== before.length || now.some((byte, at) => byte !== before[at]))
      throw new UsageError(cliWords[session.language].changedMeanwhile(path));
  }
  for (const { path, after } of changes) writeNamedFile(session, path, after);
}

/** Applies what was asked for: writes the files, or notes in the draft what `--diff` prints. */
export function applyFixes(
  input: LintInput,
  path: string,
  args: Arguments,
  session: Session,
  draft: Draft | undefined,
): FixResult {
  const result = fixConf(input, wantedFixes(args));
  const changes = changesOf(result, input, args, session);
  if (draft !== undefined) {
    for (const change of changes) draft.note(change);
    return result;
  }
  if (path === STDIN && changes.length > 0) throw new UsageError(cliWords[session.language].fixStdin);
  writeChanges(changes, session);
  return result;
}
