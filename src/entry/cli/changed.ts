// `--changed` and `--staged`: of what a line names, only what Git sees a change behind. Loaded only where it is asked for.
import { join, resolve } from "node:path/posix";
import { changedWords } from "../../report/cli/changed.ts";
import { readNamedFile, STDIN } from "../open/conf-files.ts";
import { isDeploymentPath, lintInputOf, packsOf } from "../open/lint-input.ts";
import { openProject } from "../open/project.ts";
import { type Arguments, hasFlag, valueOfOption } from "./arguments.ts";
import type { Io } from "./io.ts";
import { recorded } from "./recording.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

const decoder = new TextDecoder();

/** What Git prints. @throws UsageError where it cannot say */
function asked(git: readonly string[], { io, language }: Session): Uint8Array {
  const result = io.git?.(git);
  if (result?.ok === true) return result.out;
  throw new UsageError(changedWords[language].noGit(result?.why ?? ""));
}

function names(git: readonly string[], top: string, session: Session): readonly string[] {
  const list = decoder.decode(asked(git, session)).split("\0");
  return list.filter((name) => name !== "").map((name) => join(top, name));
}

function topOf(session: Session): string {
  return decoder.decode(asked(["rev-parse", "--show-toplevel"], session)).trimEnd();
}

/** Absolute paths that were changed, added or removed, and are not committed, or since a revision. */
function changedPaths(args: Arguments, session: Session): ReadonlySet<string> {
  const top = topOf(session);
  if (hasFlag(args, "staged"))
    return new Set(names(["diff", "--cached", "--name-only", "-z", "--no-renames"], top, session));
  const since = valueOfOption(args, "changed");
  const base = since === undefined ? ["HEAD"] : ["--merge-base", since];
  const untracked = ["-C", top, "ls-files", "-z", "--others", "--exclude-standard"];
  return new Set([
    ...names(["diff", "--name-only", "-z", "--no-renames", ...base, "--"], top, session),
    ...names(untracked, top, session),
  ]);
}

/** Everything that a file of the line is linted with: its includes, its nanotune.toml, what a deployment mounts. */
async function filesBehind(path: string, args: Arguments, session: Session): Promise<readonly string[]> {
  const { io, read } = recorded(session.io);
  const own = { ...session, io: { ...io, err: () => undefined } };
  try {
    const project = await openProject(args, path, own);
    await packsOf(project, own);
    if (isDeploymentPath(path)) {
      const { openDeployment } = await import("../open/deployment.ts");
      openDeployment(path, readNamedFile(own, path), { project, args, session: own });
    } else await lintInputOf(path, project, undefined, args, own);
  } catch (error) {
    // What is wrong with it is said when it is linted.
    if (!(error instanceof UsageError)) throw error;
  }
  return [resolve(io.cwd, path), ...read.keys()];
}

/** Of the files of a line those that something changed behind. @throws UsageError where Git cannot say */
export async function changedOnly(
  files: Iterable<string>,
  args: Arguments,
  session: Session,
): Promise<readonly string[]> {
  const changed = changedPaths(args, session);
  const { io } = session;
  const kept: string[] = [];
  for (const path of files) {
    if (path === STDIN) kept.push(path);
    else {
      const behind = await filesBehind(path, args, session);
      if (behind.some((one) => changed.has(io.realPath(one)) || changed.has(one))) kept.push(path);
    }
  }
  return kept;
}

/** Files as they are staged: what a commit would hold, whatever the working tree has. @throws UsageError where Git cannot say */
export function stagedIo(session: Session): Io {
  const { io } = session;
  const top = topOf(session);
  const differing = new Set(names(["diff", "--name-only", "-z", "--no-renames"], top, session));
  return {
    ...io,
    readFile: (path, limitBytes) => {
      const place = io.realPath(resolve(io.cwd, path));
      if (limitBytes === 0 || !differing.has(place)) return io.readFile(path, limitBytes);
      const bytes = asked(["cat-file", "blob", `:${place.slice(join(top, "/").length)}`], session);
      if (bytes.length > limitBytes) return { ok: false, why: "too-large", sizeBytes: bytes.length };
      io.learnFile(path, bytes);
      return { ok: true, bytes };
    },
  };
}
