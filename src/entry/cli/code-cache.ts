// V8's code cache of our own scripts, on the machine of the user. It halves the time to start, and it is bound to the very
// build of Node that made it: V8 11.3 takes the cache of another build unchecked and dies (signal 11, issue 13). So none is
// shipped; each machine makes its own, and takes only what it wrote itself, whole, for this Node, these flags and this script.
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { isAbsolute, join } from "node:path";
import { makeFolder } from "./make-folder.ts";

/** What V8 compiled, and for what: `parts` names the commands whose code it holds. */
export interface CodeCache {
  readonly code: Buffer;
  readonly parts: readonly string[];
}

export interface CachePlace {
  readonly folder: string;
  readonly file: string;
  /** Everything the code is bound to. Stands in the file, since a file name is too short to be sure. */
  readonly key: string;
}

/** Names the switch in the documentation: any value but "" keeps nanotune from reading and writing a cache. */
const SWITCH = "NANOTUNE_NO_CACHE";
const WEEK_MS = 7 * 24 * 3_600_000;

function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

function homedir(): string {
  return process.getBuiltinModule("node:os").homedir();
}

/** The folder of this platform for what can be made again: XDG Base Directory 0.8, macOS, Windows. */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = () => absolute(env["HOME"]) ?? homedir();
  if (platform === "win32")
    return join(absolute(env["LOCALAPPDATA"]) ?? join(homedir(), "AppData", "Local"), "nanotune", "Cache");
  if (platform === "darwin") return join(home(), "Library", "Caches", "nanotune");
  return join(absolute(env["XDG_CACHE_HOME"]) ?? join(home(), ".cache"), "nanotune");
}

/** FNV-1a over UTF-16: names a file, protects nothing. */
function shortName(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/**
 * Where the code of a script is kept. Version and architecture do not tell two builds of one Node apart, size and date of
 * the program do. undefined: switched off, or no folder can be named.
 */
export function cachePlace(script: string, scriptHash: string): CachePlace | undefined {
  if (process.env[SWITCH]) return undefined;
  try {
    const { size, mtimeMs } = statSync(process.execPath);
    const flags = [...process.execArgv, process.env["NODE_OPTIONS"] ?? ""].join(" ");
    const node = `${process.version} ${process.versions.v8} ${process.platform} ${process.arch} ${size} ${mtimeMs}`;
    const key = `${script} ${scriptHash}\n${node}\n${flags}`;
    const folder = cacheFolder(process.env, process.platform);
    return { folder, file: join(folder, `${script}-${shortName(key)}.bin`), key };
  } catch {
    return undefined;
  }
}

/** Bytes from one looked at word to the next. */
const STRIDE = 2048;

/**
 * Two words of every page: enough for what happens to files (cut off, filled with zeros after a crash, of somebody else),
 * and few enough rounds that V8 does not think the loop worth three compilations.
 */
function checkOf(code: Buffer): number {
  let sum = code.length;
  for (let at = 0; at + 4 <= code.length; at += STRIDE)
    sum = Math.imul(sum ^ code.readInt32LE(at), 0x01000193);
  return sum;
}

// The file: the code (first, since V8 copies what is not aligned), then a JSON trailer, then the trailer's length.
interface Trailer {
  readonly key: string;
  readonly parts: readonly string[];
  readonly check: number;
}

function isTrailer(value: unknown): value is Trailer {
  return (
    typeof value === "object" &&
    value !== null &&
    "key" in value &&
    "check" in value &&
    "parts" in value &&
    Array.isArray(value.parts)
  );
}

/** Only our own file counts, and only where nobody else could have written it. */
function isOurs(descriptor: number): boolean {
  const { uid, mode } = fstatSync(descriptor);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** The cache, or undefined where there is none that this process may trust. Never throws. */
export function readCache(place: CachePlace): CodeCache | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(place.file, "r");
    if (!isOurs(descriptor)) return undefined;
    const bytes = readFileSync(descriptor);
    const end = bytes.length - 4;
    const start = end - bytes.readUInt32LE(end);
    const trailer: unknown = JSON.parse(bytes.toString("utf8", start, end));
    const code = bytes.subarray(0, start);
    if (!isTrailer(trailer) || trailer.key !== place.key || trailer.check !== checkOf(code)) return undefined;
    return { code, parts: trailer.parts };
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Codes of scripts and Nodes that are gone. */
function sweep(folder: string): void {
  const old = Date.now() - 4 * WEEK_MS;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < old) rmSync(path, { force: true });
  }
}

function writeWhole(path: string, chunks: readonly Uint8Array[]): void {
  const descriptor = openSync(path, "wx", 0o600);
  try {
    for (const chunk of chunks) for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Where the folder is no folder there is nothing to remove, and `force` does not cover that. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}

/**
 * Keeps what `make` gives, in one step: another process sees the old file or the new one. A home that cannot be written or
 * a full disk costs the cache and nothing else; `make` is not even called where the folder is not there.
 */
export function writeCache(place: CachePlace, make: () => CodeCache): void {
  const fresh = `${place.file}.${process.pid}`;
  try {
    makeFolder(place.folder, 0o700);
    const { code, parts } = make();
    const trailer = Buffer.from(
      JSON.stringify({ key: place.key, parts, check: checkOf(code) } satisfies Trailer),
    );
    const length = Buffer.alloc(4);
    length.writeUInt32LE(trailer.length);
    writeWhole(fresh, [code, trailer, length]);
    renameSync(fresh, place.file);
    sweep(place.folder);
  } catch {
    remove(fresh);
  }
}
