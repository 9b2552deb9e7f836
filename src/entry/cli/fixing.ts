import { dirname, join, resolve } from "node:path/posix";
import type { FixSafety } from "../../lint/finding/finding.ts";
import type { MayEdit } from "../../lint/fix/contract.ts";
import { type FixResult, fixConf } from "../../lint/fix/fix-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
import { once } from "../../lint/once.ts";
import { cliWords } from "../../report/cli/words.ts";
import { includePlace, STDIN, writeNamedFiles } from "../open/conf-files.ts";
import { includeFolders } from "../open/lint-input.ts";
import type { Project } from "../open/project.ts";
import { type Arguments, hasFlag } from "./arguments.ts";
import type { Draft } from "./draft.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { changesOf } from "./file-changes.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Which fixes the command line asks for; none is nothing to do. */
export function wantedFixes(args: Arguments): readonly FixSafety[] {
  if (hasFlag(args, "unsafe-fixes")) return ["safe", "unsafe"];
  return hasFlag(args, "fix") || hasFlag(args, "diff") ? ["safe"] : [];
}

/** Prints the patch of a draft. A file that has none is named instead. */
export async function showPatch({ changes }: Draft, failed: boolean, session: Session): Promise<ExitCode> {
  if (changes.length === 0) return failed ? exitCode.usage : exitCode.clean;
  const { patchesOf } = await import("./patches.ts");
  const { text, missing } = patchesOf(changes, session);
  for (const line of missing) session.io.err(`nanotune: ${line}\n`);
  session.io.out(text, "patch");
  if (failed || missing.length > 0) return exitCode.usage;
  return text === "" ? exitCode.clean : exitCode.findings;
}

/**
 * Says of each conf which of its files may be written: those that were named, and those below the folders of the conf and
 * its project; all that it includes with `--fix-includes`. The disk is asked where a fix is in an included file.
 */
export function editableFiles(
  args: Arguments,
  session: Session,
): (path: string, project: Project) => MayEdit {
  const { io } = session;
  const { root, workdir } = includeFolders(args, session);
  const at = (name: string) => io.realPath(resolve(io.cwd, name));
  const named = once(() => new Set(args.positionals.map(at)));
  const foldersOf = (path: string, { factsFile }: Project): readonly string[] => {
    const conf = at(path === STDIN ? "." : path);
    const project = factsFile === undefined ? undefined : at(dirname(factsFile));
    return [
      path === STDIN ? conf : dirname(conf),
      ...[root, workdir].flatMap((one) => (one === undefined ? [] : [at(one)])),
      ...(project !== undefined && isBelow(conf, project) ? [project] : []),
    ];
  };
  return (path, project) => {
    const folders = once(() => foldersOf(path, project));
    return (file) => {
      if (file === path || hasFlag(args, "fix-includes")) return true;
      const place = at(includePlace(file, root, workdir));
      return named().has(place) || folders().some((folder) => isBelow(place, folder));
    };
  };
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(join(folder, "/"));
}

/** Applies what was asked for: writes the files, or notes in the draft what `--diff` prints. */
export function applyFixes(
  input: LintInput,
  path: string,
  mayEdit: MayEdit,
  args: Arguments,
  session: Session,
  draft: Draft | undefined,
): FixResult {
  const result = fixConf(input, { safeties: wantedFixes(args), mayEdit });
  const changes = changesOf(input.conf, result.changed, args, session);
  if (draft !== undefined) {
    for (const change of changes) draft.note(change);
    return result;
  }
  if (path === STDIN && changes.length > 0) throw new UsageError(cliWords[session.language].fixStdin);
  if (changes.length > 0) writeNamedFiles(session, changes);
  return result;
}
