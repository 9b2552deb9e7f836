import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { docsFolder } from "./beside.ts";
import { dayNow, realPath } from "./cache/looks.ts";
import { writeFiles } from "./file-writer.ts";
import { gitIn } from "./git.ts";
import type { ReadResult, Terminal, World } from "./io.ts";
import { standardStreams } from "./standard-streams.ts";

const { O_NONBLOCK, O_RDONLY } = constants;

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function failureOf(error: unknown): ReadResult {
  const code = codeOf(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { ok: false, why: "missing" };
  if (code === "EISDIR") return { ok: false, why: "directory" };
  return { ok: false, why: "unreadable" };
}

/** Nobody waits longer for a pipe through which nothing comes. */
const MOST_SILENCE_MS = 10_000;
const PAUSE_MS = 20;
/** Pipes of this process, whose writers are there from the start: `/dev/stdin`, `<(command)`. */
const OWN_DESCRIPTORS = /^\/(?:dev|proc)\//;

/** Bytes read; 0 at the end, undefined where nothing is there yet. */
function readReady(descriptor: number, chunk: Uint8Array): number | undefined {
  try {
    return readSync(descriptor, chunk);
  } catch (error) {
    if (codeOf(error) === "EAGAIN") return undefined;
    throw error;
  }
}

/** Reads a pipe, a device or a file that the system makes up to its end, or to one byte beyond the limit. */
function readStream(
  descriptor: number,
  limitBytes: number,
  isNamedPipe: boolean,
  mostSilenceMs: number,
): ReadResult {
  const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const chunk = new Uint8Array(65_536);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let silenceMs = 0;
  while (length <= limitBytes) {
    const count = readReady(descriptor, chunk);
    // A pipe that nobody has opened for writing yet ends before it begins.
    const isWaiting = count === undefined || (count === 0 && length === 0 && isNamedPipe);
    if (!isWaiting && count === 0) return { ok: true, bytes: Buffer.concat(chunks, length) };
    if (isWaiting) {
      if (silenceMs >= mostSilenceMs) return { ok: false, why: "silent" };
      Atomics.wait(pause, 0, 0, PAUSE_MS);
      silenceMs += PAUSE_MS;
      continue;
    }
    silenceMs = 0;
    chunks.push(chunk.slice(0, count));
    length += count;
  }
  return { ok: false, why: "too-large" };
}

/** In one piece. */
function readFile(descriptor: number, sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  return bytes.subarray(0, readSync(descriptor, bytes));
}

/**
 * Whatever the path names: at most the bytes of the limit, and never a wait without end.
 *
 * @param pipes what came through pipes so far, by path: it comes once, whoever asks
 */
export function readWithin(
  path: string,
  limitBytes: number,
  mostSilenceMs: number = MOST_SILENCE_MS,
  pipes: Map<string, ReadResult> = new Map(),
): ReadResult {
  const known = pipes.get(path);
  if (known !== undefined) return known;
  let descriptor: number | undefined;
  try {
    // Opening a pipe waits for somebody to write, unless it is told not to.
    descriptor = openSync(path, O_RDONLY | O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { ok: false, why: "directory" };
    if (limitBytes === 0 && !stat.isFile()) return { ok: false, why: "too-large" };
    // What the system makes up as it is read has no size.
    if (!stat.isFile() || stat.size === 0) {
      const isNamedPipe = stat.isFIFO() && !OWN_DESCRIPTORS.test(path);
      const result = readStream(descriptor, limitBytes, isNamedPipe, mostSilenceMs);
      if (stat.isFIFO()) pipes.set(path, result);
      return result;
    }
    if (stat.size > limitBytes) return { ok: false, why: "too-large", sizeBytes: stat.size };
    return { ok: true, bytes: readFile(descriptor, stat.size) };
  } catch (error) {
    return failureOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** One object: most paths that are asked name a file. */
const noFolder = new Error("not a folder");

function listFolder(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw noFolder;
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .toSorted();
}

/** The real world. */
export function nodeIo(): World {
  const pipes = new Map<string, ReadResult>();
  return {
    readFile: (path, limitBytes) => readWithin(path, limitBytes, MOST_SILENCE_MS, pipes),
    readStdin,
    writeFiles,
    listFolder,
    realPath,
    ...standardStreams(),
    today: dayNow,
    env: process.env,
    cwd: process.cwd(),
    isRoot: process.getuid?.() === 0,
    docsFolder: docsFolder(),
    terminal,
    git: gitIn(process.cwd()),
    watcher: async () => (await import("./watcher.ts")).watcher(),
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
