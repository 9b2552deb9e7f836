// V8's code cache of our own scripts, on the machine of the user. It halves the time to start, and it is bound to the very
// build of Node that made it: V8 11.3 takes the cache of another build unchecked and dies (signal 11, issue 13). So none is
// shipped; each machine makes its own, and takes only what it wrote itself, whole, for this Node, these flags and this script.
import { statSync } from "node:fs";
import { cacheFile, digestOf, keep, readKept } from "./files.ts";

/** What V8 compiled, and for what: `parts` names the commands whose code it holds. */
export interface CodeCache {
  readonly code: Buffer;
  readonly parts: readonly string[];
}

export interface CodePlace {
  readonly file: string;
  /** Everything the code is bound to. Stands in the file, since a file name is too short to be sure. */
  readonly key: string;
}

/** Version and architecture do not tell two builds of one Node apart, size and date of the program do. */
function keyOf(script: string, scriptHash: string): string {
  const { size, mtimeMs } = statSync(process.execPath);
  const flags = [...process.execArgv, process.env["NODE_OPTIONS"] ?? ""].join(" ");
  const node = `${process.version} ${process.versions.v8} ${process.platform} ${process.arch} ${size} ${mtimeMs}`;
  return `${script} ${scriptHash}\n${node}\n${flags}`;
}

/** Where the code of a script is kept. undefined: nowhere. */
export function codePlace(script: string, scriptHash: string): CodePlace | undefined {
  let key = "";
  const file = cacheFile(() => {
    key = keyOf(script, scriptHash);
    return `${script}-${digestOf(key)}.bin`;
  });
  return file === undefined ? undefined : { file, key };
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

/** The cache, or undefined where there is none that this process may trust. Never throws. */
export function readCode({ file, key }: CodePlace): CodeCache | undefined {
  return readKept(file, (bytes) => {
    const end = bytes.length - 4;
    const start = end - bytes.readUInt32LE(end);
    const trailer: unknown = JSON.parse(bytes.toString("utf8", start, end));
    const code = bytes.subarray(0, start);
    if (!isTrailer(trailer) || trailer.key !== key || trailer.check !== checkOf(code)) return undefined;
    return { code, parts: trailer.parts };
  });
}

/** @param make is not called where nothing can be kept */
export function keepCode({ file, key }: CodePlace, make: () => CodeCache): void {
  const chunks = () => {
    const { code, parts } = make();
    const trailer = Buffer.from(JSON.stringify({ key, parts, check: checkOf(code) } satisfies Trailer));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(trailer.length);
    return [code, trailer, length];
  };
  keep(file, chunks, true);
}
