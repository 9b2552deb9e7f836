import { accessSync, constants, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";

/** A user of this machine, as far as permissions go. */
export interface HostUser {
  readonly uid: number;
  readonly gids: readonly number[];
}

const READ = 4;
const WRITE = 2;
const ENTER = 1;

/** The permission bits that count for a user (inode(7)). */
function bitsFor({ mode, uid, gid }: Stats, user: HostUser): number {
  if (uid === user.uid) return mode >> 6;
  return user.gids.includes(gid) ? mode >> 3 : mode;
}

function allows(path: string, user: HostUser, wanted: number): boolean {
  if (user.uid === 0) return true;
  try {
    return (bitsFor(statSync(path), user) & wanted) === wanted;
  } catch {
    return false;
  }
}

/** Every folder on the way may be entered. */
function reaches(path: string, user: HostUser): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!allows(folder, user, ENTER)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function accessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** May this user read the file? Without a user: may this process? `path` is absolute. */
export function mayRead(path: string, user: HostUser | undefined): boolean {
  if (user === undefined) return accessible(path, constants.R_OK);
  return allows(path, user, READ) && reaches(path, user);
}

/** May this user create files in the folder? A read-only file system lets nobody, which only root is told of. */
export function mayWrite(folder: string, user: HostUser | undefined): boolean {
  const weMay = accessible(folder, constants.W_OK | constants.X_OK);
  if (user === undefined || user.uid === 0 || (!weMay && process.getuid?.() === 0)) return weMay;
  return allows(folder, user, WRITE | ENTER) && reaches(folder, user);
}
