import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync } from "node:fs";
import { writeFiles } from "./file-writer.ts";
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

function listFolder(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .toSorted();
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The real world. */
export function nodeIo(): World {
  return {
    readFile: readWithin,
    readStdin,
    writeFiles,
    listFolder,
    realPath,
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
