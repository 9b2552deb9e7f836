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

/**
 * @param open bytes of what is open, by path: the same ones each time, since much is worked out once for them
 * @param say what commands would write on stderr
 */
export function editorWorld(
  base: World,
  cwd: string,
  open: (path: string) => Uint8Array | undefined,
  say: (text: string) => void,
): { readonly world: World; readonly looks: Looks } {
  const paths = new Set<string>();
  const files = new Map<string, Uint8Array>();
  const readFile = (named: string, limitBytes: number): ReadResult => {
    const path = resolve(cwd, named);
    paths.add(path);
    const bytes = open(path);
    const result = bytes === undefined ? base.readFile(path, limitBytes) : held(bytes, limitBytes);
    if (result.ok) files.set(path, result.bytes);
    return result;
  };
  const world: World = {
    ...base,
    cwd,
    readFile,
    listFolder: (path) => base.listFolder(resolve(cwd, path)),
    writeFiles: () => [],
    out: () => {},
    err: say,
    terminal: () => undefined,
    threads: undefined,
  };
  return { world, looks: { paths, files } };
}

function held(bytes: Uint8Array, limitBytes: number): ReadResult {
  if (bytes.length > limitBytes) return { ok: false, why: "too-large", sizeBytes: bytes.length };
  return { ok: true, bytes };
}
