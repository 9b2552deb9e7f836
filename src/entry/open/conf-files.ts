import { isAbsolute, join } from "node:path/posix";
import type { State } from "../../deploy/standing.ts";
import { onceFor } from "../../lint/once.ts";
import { cliWords } from "../../report/cli/words.ts";
import type { ConfInput } from "../../text/conf/conf-input.ts";
import { missingIncludes } from "../../text/conf/splice.ts";
import { withIncludes as readIncludes } from "../../text/conf/with-includes.ts";
import { type FileWrite, type ReadResult, WriteRefused } from "../cli/io.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";

const MIB = 1024 * 1024;
/** Bytes looked at to tell a binary file; NUL bytes in a real conf come later or never. */
const SNIFFED_BYTES = 8192;
/** Share of control bytes from which a file is no text. */
const BINARY_SHARE = 0.1;

export const STDIN = "-";

function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, SNIFFED_BYTES);
  const control = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return control > head.length * BINARY_SHARE;
}

/**
 * The bytes of a file that a user named.
 * @param missing what to say where it is not there
 * @throws UsageError saying what to do
 */
export function readNamedFile(
  session: Session,
  path: string,
  missing = cliWords[session.language].missingFile,
): Uint8Array {
  return checked(session.io.readFile(path, session.fileLimitBytes), path, session, missing);
}

/** Writes files, all or none. @throws UsageError saying why that is not possible */
export function writeNamedFiles({ io, language }: Session, writes: readonly FileWrite[]): void {
  const words = cliWords[language];
  try {
    for (const { kind, path, backup } of io.writeFiles(writes))
      io.err(`nanotune: ${words.overwritten[kind](path, backup)}\n`);
  } catch (error) {
    if (error instanceof WriteRefused) throw new UsageError(words.notWritten[error.why](error.path));
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(words.cannotWrite(writes.map(({ path }) => path).join(", "), reason));
  }
}

function checked(
  result: ReadResult,
  path: string,
  session: Session,
  missing = cliWords[session.language].missingFile,
): Uint8Array {
  const words = cliWords[session.language];
  if (result.ok) {
    if (isBinary(result.bytes)) throw new UsageError(words.binary(path));
    return result.bytes;
  }
  switch (result.why) {
    case "missing":
      throw new UsageError(missing(path));
    case "unreadable":
      throw new UsageError(words.unreadable(path));
    default:
      throw new UsageError(noFileText(result.why, path, session));
  }
}

/** Why nothing of a path can be taken for the text of a file, whoever names it. */
function noFileText(
  why: "directory" | "too-large" | "silent",
  path: string,
  { language, fileLimitBytes }: Session,
): string {
  const words = cliWords[language];
  switch (why) {
    case "directory":
      return words.isDirectory(path);
    case "silent":
      return words.silent(path);
    case "too-large":
      return words.tooLarge(path, sizeText(fileLimitBytes));
  }
}

function sizeText(bytes: number): string {
  return bytes % MIB === 0 ? `${bytes / MIB} MiB` : `${bytes} B`;
}

/**
 * The bytes of a file that another file names; undefined where it is not there or may not be read, which is for rules to tell.
 * @throws UsageError where a folder, a device or a pipe stands there
 */
export function readNeighbour(session: Session, path: string): Uint8Array | undefined {
  const result = session.io.readFile(path, session.fileLimitBytes);
  if (result.ok) return result.bytes;
  if (result.why === "missing" || result.why === "unreadable") return undefined;
  throw new UsageError(noFileText(result.why, path, session));
}

/** What stands at a path, without a look inside. */
export function stateOf({ io }: Session, path: string): State {
  const result = io.readFile(path, 0);
  if (result.ok || result.why === "too-large") return "file";
  if (result.why === "directory") return "folder";
  return result.why === "missing" ? "missing" : "unseen";
}

/** Names in a folder; none where there is no such folder, or nobody may look into it. */
export function namesBelow({ io }: Session, folder: string): readonly string[] {
  try {
    return io.listFolder(folder);
  } catch {
    return [];
  }
}

/** Where an included file is on this machine: absolute paths are below `root`, others below `workdir`. */
export function includePlace(name: string, root = "/", workdir = ""): string {
  return isAbsolute(name) ? join(root, name) : join(workdir, name);
}

/** Folders of this machine that stand for those of the broker's. */
export interface IncludeFolders {
  /** Absolute paths are below it. */
  readonly root?: string | undefined;
  /** Relative paths are below it: the working directory of the broker. */
  readonly workdir?: string | undefined;
}

/** Names in the text of a conf alone. */
const includesIn = onceFor((text: Uint8Array) => missingIncludes({ text }));

/**
 * A conf with every file it includes. Includes are relative to the working directory, as NanoMQ has them. One that is not
 * here is missing only where somebody said that these folders are the broker's; else it is unseen.
 */
export function withIncludes(
  session: Session,
  file: string,
  text: Uint8Array,
  { root, workdir }: IncludeFolders = {},
  isSeen = (name: string) => (isAbsolute(name) ? root : workdir) !== undefined,
): ConfInput {
  if (includesIn(text).length === 0)
    return { file, text, files: {}, isSeen, limitBytes: session.fileLimitBytes };
  // A name of no letters is the folder itself: NanoMQ opens nothing there, and lint says so.
  return readIncludes({ file, text, isSeen, limitBytes: session.fileLimitBytes }, (name) =>
    name === "" ? undefined : readNeighbour(session, includePlace(name, root, workdir)),
  );
}

/** The bytes of a file, or of standard input for `-`, which findings call `stdinName`. */
export async function readInput(
  session: Session,
  path: string,
  stdinName: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  if (path !== STDIN) return { name: path, bytes: readNamedFile(session, path) };
  const result = await session.io.readStdin(session.fileLimitBytes);
  return { name: stdinName, bytes: checked(result, stdinName, session) };
}

/** A conf by path, or from standard input for `-`. */
export async function readConfInput(
  session: Session,
  path: string,
  stdinName = "nanomq.conf",
  folders: IncludeFolders = {},
): Promise<ConfInput> {
  const { name, bytes } = await readInput(session, path, stdinName);
  return withIncludes(session, name, bytes, folders);
}
