import { isAbsolute, join } from "node:path/posix";
import type { Language } from "../../lint/language.ts";
import { cliWords } from "../../report/cli/words.ts";
import { limits } from "../../text/conf/limits.ts";
import type { ConfInput } from "../../text/conf/read-conf.ts";
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
  { io, language }: Session,
  path: string,
  missing = cliWords[language].missingFile,
): Uint8Array {
  return checked(io.readFile(path, limits.fileBytes), path, language, missing);
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
  language: Language,
  missing = cliWords[language].missingFile,
): Uint8Array {
  const words = cliWords[language];
  if (result.ok) {
    if (isBinary(result.bytes)) throw new UsageError(words.binary(path));
    return result.bytes;
  }
  switch (result.why) {
    case "missing":
      throw new UsageError(missing(path));
    case "directory":
      throw new UsageError(words.isDirectory(path));
    case "unreadable":
      throw new UsageError(words.unreadable(path));
    case "too-large":
      throw new UsageError(words.tooLarge(path, `${limits.fileBytes / MIB} MiB`));
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

/**
 * A conf with every file it includes. Includes are relative to the working directory, as NanoMQ has them. One that is not
 * here is missing only where somebody said that these folders are the broker's; else it is unseen.
 */
export function withIncludes(
  { io }: Session,
  file: string,
  text: Uint8Array,
  { root, workdir }: IncludeFolders = {},
  isSeen = (name: string) => (isAbsolute(name) ? root : workdir) !== undefined,
): ConfInput {
  return readIncludes({ file, text, isSeen }, (name) => {
    const result = io.readFile(includePlace(name, root, workdir), limits.fileBytes);
    return result.ok ? result.bytes : undefined;
  });
}

/** The bytes of a file, or of standard input for `-`, which findings call `stdinName`. */
export async function readInput(
  session: Session,
  path: string,
  stdinName: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  if (path !== STDIN) return { name: path, bytes: readNamedFile(session, path) };
  const result = await session.io.readStdin(limits.fileBytes);
  return { name: stdinName, bytes: checked(result, stdinName, session.language) };
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
