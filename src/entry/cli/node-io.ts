import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import type { ReadResult, Terminal, World } from "./io.ts";
import { standardStreams } from "./standard-streams.ts";

function failureOf(error: unknown): ReadResult {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return { ok: false, why: "missing" };
  if (code === "EISDIR") return { ok: false, why: "directory" };
  return { ok: false, why: "unreadable" };
}

/** Reads a pipe or device to its end, or to one byte beyond the limit. */
function readStream(descriptor: number, limitBytes: number): ReadResult {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length <= limitBytes) {
    const chunk = new Uint8Array(65_536);
    const count = readSync(descriptor, chunk);
    if (count === 0) return { ok: true, bytes: Buffer.concat(chunks, length) };
    chunks.push(chunk.subarray(0, count));
    length += count;
  }
  return { ok: false, why: "too-large" };
}

function readWithin(path: string, limitBytes: number): ReadResult {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, "r");
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { ok: false, why: "directory" };
    if (!stat.isFile()) return readStream(descriptor, limitBytes);
    if (stat.size > limitBytes) return { ok: false, why: "too-large", sizeBytes: stat.size };
    return { ok: true, bytes: readFileSync(descriptor) };
  } catch (error) {
    return failureOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * A new file beside the old one takes its place, mode and owner: no moment with half a file. A link stays, and what it
 * leads to changes. @throws where the file may not be written
 */
function replaceFile(path: string, bytes: Uint8Array): void {
  const old = statSync(path, { throwIfNoEntry: false });
  const place = old === undefined ? path : realpathSync(path);
  if (old !== undefined) accessSync(place, constants.W_OK);
  const fresh = `${place}.nanotune-${process.pid}`;
  try {
    writeFileSync(fresh, bytes, { mode: old?.mode ?? 0o644 });
    if (old !== undefined) keepOwner(fresh, old);
    renameSync(fresh, place);
  } finally {
    rmSync(fresh, { force: true });
  }
}

function keepOwner(fresh: string, { uid, gid, mode }: Stats): void {
  const made = statSync(fresh);
  if (made.uid !== uid || made.gid !== gid) chownSync(fresh, uid, gid);
  chmodSync(fresh, mode);
}

function listFolder(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .toSorted();
}

/** The real world. */
export function nodeIo(): World {
  return {
    readFile: readWithin,
    readStdin,
    writeFile: replaceFile,
    listFolder,
    ...standardStreams(),
    today: () => new Date().toISOString().slice(0, 10),
    env: process.env,
    cwd: process.cwd(),
    terminal,
  };
}

function terminal(): Terminal | undefined {
  const { stdin, stdout, env } = process;
  if (env["TERM"] === "dumb") return undefined;
  const { columns, rows } = stdout;
  return stdin.isTTY && stdout.isTTY ? { input: stdin, output: stdout, columns, rows } : undefined;
}

/** Standard input to its end, or to one chunk beyond the limit. */
async function readStdin(limitBytes: number): Promise<ReadResult> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > limitBytes) return { ok: false, why: "too-large" };
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}
