// The world as an editor has it: what is open counts before what lies on the disk, and every look at a file is noted.
import { resolve } from "node:path/posix";
import type { Source } from "../../text/source.ts";
import type { ReadResult, World } from "../cli/io.ts";

/** What was looked at: a change of any of it makes what came of it old. */
export interface Looks {
  /** Every path, also where nothing is. */
  readonly paths: ReadonlySet<string>;
  /** What was found, by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Where the text of a source lies on this machine: includes have the names that their conf has for them. */
export function pathOf({ file, bytes }: Source, { files }: Looks): string | undefined {
  if (files.has(file)) return file;
  const name = file.slice(file.lastIndexOf("/") + 1);
  const same = [...files].filter(([, found]) => Buffer.compare(found, bytes) === 0).map(([path]) => path);
  return same.find((path) => path.endsWith(`/${name}`)) ?? (same.length === 1 ? same[0] : undefined);
}

/** A world, and what is looked at through it. */
export interface Watched {
  readonly world: World;
  readonly looks: Looks;
  /** Counts what somebody else looked at. */
  readonly also: (looks: Looks) => void;
  /** True while whoever looks again sees the same. */
  readonly isCurrent: () => boolean;
}

function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one === other || (one.length === other.length && Buffer.compare(one, other) === 0);
}

function isSameResult(one: ReadResult, other: ReadResult): boolean {
  if (one.ok) return other.ok && isSameBytes(one.bytes, other.bytes);
  return !other.ok && one.why === other.why;
}

/** A world in which a file that did not change is the same object: much is worked out once for its bytes. */
export function rememberingWorld(base: World): World {
  const known = new Map<string, Uint8Array>();
  const readFile = (path: string, limitBytes: number): ReadResult => {
    const result = base.readFile(path, limitBytes);
    if (!result.ok) return result;
    const before = known.get(path);
    if (before !== undefined && isSameBytes(before, result.bytes)) return { ok: true, bytes: before };
    known.set(path, result.bytes);
    return result;
  };
  return { ...base, readFile };
}

type FolderNames = readonly string[] | undefined;

function namesIn(base: World, path: string): FolderNames {
  try {
    return base.listFolder(path);
  } catch {
    return undefined;
  }
}

/**
 * @param open bytes of what is open, by path: the same ones each time, since much is worked out once for them
 * @param say what commands would write on stderr
 */
export function editorWorld(
  base: World,
  cwd: string,
  open: (path: string) => Uint8Array | undefined,
  say: (text: string) => void,
): Watched {
  const paths = new Set<string>();
  const files = new Map<string, Uint8Array>();
  const reads = new Map<string, { readonly limitBytes: number; readonly result: ReadResult }>();
  const folders = new Map<string, FolderNames>();
  const found = (path: string, limitBytes: number): ReadResult => {
    const bytes = open(path);
    return bytes === undefined ? base.readFile(path, limitBytes) : held(bytes, limitBytes);
  };
  const readFile = (named: string, limitBytes: number): ReadResult => {
    const path = resolve(cwd, named);
    const result = found(path, limitBytes);
    paths.add(path);
    reads.set(path, { limitBytes, result });
    if (result.ok) files.set(path, result.bytes);
    return result;
  };
  const listFolder = (named: string): readonly string[] => {
    const path = resolve(cwd, named);
    folders.set(path, namesIn(base, path));
    return base.listFolder(path);
  };
  const world: World = {
    ...base,
    cwd,
    readFile,
    listFolder,
    writeFiles: () => [],
    out: () => {},
    err: say,
    terminal: () => undefined,
    threads: undefined,
  };
  const also = (looks: Looks) => {
    for (const path of looks.paths) paths.add(path);
    for (const [path, bytes] of looks.files) files.set(path, bytes);
  };
  const isCurrent = () =>
    [...reads].every(([path, { limitBytes, result }]) => isSameResult(result, found(path, limitBytes))) &&
    [...folders].every(([path, names]) => namesIn(base, path)?.join("\n") === names?.join("\n"));
  return { world, looks: { paths, files }, also, isCurrent };
}

function held(bytes: Uint8Array, limitBytes: number): ReadResult {
  if (bytes.length > limitBytes) return { ok: false, why: "too-large", sizeBytes: bytes.length };
  return { ok: true, bytes };
}
