// The one place that writes files: all of them or none, in one step each, and never over what nobody has read.
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { type FileWrite, type WriteNote, WriteRefused } from "./io.ts";
import { makeFolder } from "./make-folder.ts";

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;
const NEW_FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
const PRIVATE_MODE = 0o600;
const MODE_BITS = 0o7777;

/** A regular file as it was when it was compared. */
interface OldFile {
  readonly stat: Stats;
  readonly bytes: Uint8Array;
}

/** A file that is about to be written. */
interface Prepared {
  readonly write: FileWrite;
  /** Where links lead: what is named by a link changes, the link stays. */
  readonly place: string;
  readonly old: OldFile | undefined;
  /** The new content beside it; undefined where it has to be written in place. */
  readonly fresh: string | undefined;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

/** Nobody can have made it before, or guess it. Node's global: importing node:crypto costs a sixth of a lint that writes nothing. */
function unguessable(folder: string, name: string, ending: string): string {
  const chance = Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString("hex");
  return join(folder, `.${name}.${chance}.${ending}`);
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, at);
}

/** A new file; nothing that is there, link or not, is opened. */
function create(path: string, bytes: Uint8Array, mode: number, dress: (descriptor: number) => void): void {
  const descriptor = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  try {
    writeAll(descriptor, bytes);
    dress(descriptor);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Where a path leads. A link to nothing leads nowhere: it may have been planted. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
    throw new WriteRefused("dangling-link", path);
  return join(realpathSync(dirname(path)), basename(path));
}

/** The file at a place, undefined where nothing is. @throws WriteRefused for what is no regular file */
function fileAt(place: string, path: string): OldFile | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new WriteRefused("no-regular-file", path);
    return { stat, bytes: readFileSync(descriptor) };
  } finally {
    closeSync(descriptor);
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && Buffer.compare(one, other) === 0;
}

/** @throws WriteRefused where the file is no longer what was read */
function check({ path, before }: FileWrite, old: OldFile | undefined): void {
  if (before === "any") return;
  const isUnchanged =
    before === undefined ? old === undefined : old !== undefined && isSame(before, old.bytes);
  if (!isUnchanged) throw new WriteRefused("changed-meanwhile", path);
}

/** Mode and owner of the old file. @throws where the owner may not be given */
function dressedAs({ stat }: OldFile): (descriptor: number) => void {
  return (descriptor) => {
    const made = fstatSync(descriptor);
    if (made.uid !== stat.uid || made.gid !== stat.gid) fchownSync(descriptor, stat.uid, stat.gid);
    fchmodSync(descriptor, stat.mode & MODE_BITS);
  };
}

/** A folder that takes no new file, or an owner that cannot be given: the file itself may be writable all the same. */
const inPlaceCodes: ReadonlySet<string | undefined> = new Set(["EACCES", "EPERM", "EROFS"]);

/** The new content beside the old file; undefined where it has to go into the file itself, hard links among them. */
function freshBeside(
  place: string,
  { after: bytes, isPrivate }: FileWrite,
  old: OldFile | undefined,
): string | undefined {
  if (old !== undefined && old.stat.nlink > 1) return undefined;
  const fresh = unguessable(dirname(place), basename(place), "new");
  try {
    if (old === undefined)
      create(fresh, bytes, isPrivate === true ? PRIVATE_MODE : NEW_FILE_MODE, () => undefined);
    else create(fresh, bytes, PRIVATE_MODE, dressedAs(old));
    return fresh;
  } catch (error) {
    if (old === undefined || !inPlaceCodes.has(codeOf(error))) throw error;
    return undefined;
  }
}

function prepare(write: FileWrite): Prepared {
  const place = targetOf(write.path);
  const old = fileAt(place, write.path);
  check(write, old);
  if (old !== undefined) accessSync(place, constants.W_OK);
  return { write, place, old, fresh: freshBeside(place, write, old) };
}

/** A copy of the old content: beside the file, or where that takes none among the temporary files. */
function backUp(place: string, { bytes, stat }: OldFile): string {
  const make = (folder: string) => {
    const path = unguessable(folder, basename(place), "bak");
    create(path, bytes, PRIVATE_MODE, (descriptor) => fchmodSync(descriptor, stat.mode & PRIVATE_MODE));
    return path;
  };
  try {
    return make(dirname(place));
  } catch (error) {
    if (!inPlaceCodes.has(codeOf(error))) throw error;
    return make(process.getBuiltinModule("node:os").tmpdir());
  }
}

/** Overwrites the file itself, which has to be the one that was compared. */
function overwrite(path: string, place: string, old: OldFile, from: Uint8Array, to: Uint8Array): void {
  const descriptor = openSync(place, O_RDWR | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { dev, ino } = fstatSync(descriptor);
    const isOld = dev === old.stat.dev && ino === old.stat.ino;
    if (!isOld || !isSame(readFileSync(descriptor), from)) throw new WriteRefused("changed-meanwhile", path);
    try {
      writeAll(descriptor, to);
      ftruncateSync(descriptor, to.length);
      fsyncSync(descriptor);
    } catch (error) {
      writeAll(descriptor, from);
      ftruncateSync(descriptor, from.length);
      throw error;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** A file that is mounted by itself cannot be renamed over. */
const mountedCodes: ReadonlySet<string | undefined> = new Set(["EBUSY", "EXDEV"]);

/** Puts the new content in its place; what is to be said of how. */
function commit({ write, place, old, fresh }: Prepared): WriteNote | undefined {
  const { path, after } = write;
  if (old === undefined) {
    // A link is made only where nothing is: what came meanwhile stays.
    if (fresh !== undefined) takeFreePlace(fresh, place, path);
    return undefined;
  }
  const now = fileAt(place, path);
  if (now === undefined || !isSame(now.bytes, old.bytes)) throw new WriteRefused("changed-meanwhile", path);
  if (fresh !== undefined) {
    try {
      renameSync(fresh, place);
      return undefined;
    } catch (error) {
      if (!mountedCodes.has(codeOf(error))) throw error;
    }
  }
  const backup = backUp(place, old);
  overwrite(path, place, old, old.bytes, after);
  return { kind: old.stat.nlink > 1 ? "hard-links" : "in-place", path, backup };
}

/** File systems that know no hard links. */
const linklessCodes: ReadonlySet<string | undefined> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

function takeFreePlace(fresh: string, place: string, path: string): void {
  try {
    linkSync(fresh, place);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw new WriteRefused("changed-meanwhile", path);
    if (!linklessCodes.has(codeOf(error))) throw error;
    renameSync(fresh, place);
  }
}

/** Takes a file back to what it was. */
function revert({ write, place, old }: Prepared): void {
  if (old === undefined) rmSync(place, { force: true });
  else {
    const now = fileAt(place, write.path);
    if (now !== undefined) overwrite(write.path, place, now, write.after, old.bytes);
  }
}

/** Two names of one file are one file. */
function distinct(prepared: readonly Prepared[]): readonly Prepared[] {
  const places = new Map<string, Prepared>();
  for (const one of prepared) {
    const same = places.get(one.place);
    if (same !== undefined && !isSame(same.write.after, one.write.after))
      throw new WriteRefused("named-twice", one.write.path);
    if (same === undefined) places.set(one.place, one);
  }
  return [...places.values()];
}

/**
 * Writes files, all or none. What was read of a file has to be there still; mode and owner stay, and so do links and hard
 * links. @throws WriteRefused or a system error, and then every file is as it was
 */
export function writeFiles(writes: readonly FileWrite[]): readonly WriteNote[] {
  const prepared: Prepared[] = [];
  const done: Prepared[] = [];
  try {
    for (const write of writes) {
      if (write.makesFolder === true) makeFolder(dirname(write.path), FOLDER_MODE);
      prepared.push(prepare(write));
    }
    return distinct(prepared).flatMap((one) => {
      const note = commit(one);
      done.push(one);
      return note ?? [];
    });
  } catch (error) {
    for (const one of done.toReversed()) revert(one);
    throw error;
  } finally {
    for (const { fresh } of prepared) if (fresh !== undefined) rmSync(fresh, { force: true });
  }
}
