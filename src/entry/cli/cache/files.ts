// What nanotune keeps for its next start: files in the cache folder of the platform, each in one step, for its owner alone.
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
import { dirname, isAbsolute, join } from "node:path";
import { makeFolder } from "../make-folder.ts";

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

/** Where a file is kept. undefined: switched off, or no folder can be named. */
export function cacheFile(name: () => string): string | undefined {
  if (process.env[SWITCH]) return undefined;
  try {
    return join(cacheFolder(process.env, process.platform), name());
  } catch {
    return undefined;
  }
}

/** The largest prime below 2 ** 128; no literal, which an old Node could not read (bin.ts). */
const PRIME = BigInt("0xffffffffffffffffffffffffffffff61");

/** A text as one number, modulo a prime: tells texts apart, protects nothing. V8 compiles no loop for it, as it would for one over letters. */
export function digestOf(text: string): string {
  return (BigInt(`0x${Buffer.from(text).toString("hex")}`) % PRIME).toString(16).padStart(32, "0");
}

/** Only our own file counts, and only where nobody else could have written it. */
function isOurs(descriptor: number): boolean {
  const { uid, mode } = fstatSync(descriptor);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** What `take` makes of a kept file; undefined where there is none that this process may trust. Never throws. */
export function readKept<T>(path: string, take: (bytes: Buffer) => T | undefined): T | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, "r");
    return isOurs(descriptor) ? take(readFileSync(descriptor)) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What scripts and Nodes left that are gone. */
function sweep(folder: string): void {
  const old = Date.now() - 4 * WEEK_MS;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < old) rmSync(path, { force: true });
  }
}

function writeWhole(path: string, chunks: readonly Uint8Array[], isLasting: boolean): void {
  const descriptor = openSync(path, "wx", 0o600);
  try {
    for (const chunk of chunks) for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at);
    if (isLasting) fsyncSync(descriptor);
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
 *
 * @param isLasting for what is written seldom: it is on the disk before it has its name, and what is old is swept
 */
export function keep(path: string, make: () => readonly Uint8Array[], isLasting: boolean): void {
  const fresh = `${path}.${process.pid}`;
  try {
    const folder = dirname(path);
    makeFolder(folder, 0o700);
    writeWhole(fresh, make(), isLasting);
    renameSync(fresh, path);
    if (isLasting) sweep(folder);
  } catch {
    remove(fresh);
  }
}
