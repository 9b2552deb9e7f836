// What a command saw of the machine, in a form that tells later whether it would see the same again.
import { realpathSync, statSync } from "node:fs";

export type Look =
  /** A file or folder that was read, or asked for: what {@link stateOf} told of it. */
  | readonly ["file", path: string, state: string]
  /** Where links lead. */
  | readonly ["real path", path: string, place: string]
  | readonly ["day", "", day: string];

/** What holds of a path as long as its content does; `changedMs` is when it changed last, 0 where there is nothing. */
export interface FileState {
  readonly text: string;
  readonly changedMs: number;
}

const nothing: FileState = { text: "", changedMs: 0 };

/** What the system makes up as it is read: its times tell nothing. */
const MADE_UP = /^\/(?:dev|proc|sys)\//;

/** undefined: what is no file or folder on a disk, and may be another thing with every look. */
export function stateOf(path: string): FileState | undefined {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) return nothing;
    const { dev, ino, mode, size, mtimeNs, ctimeNs } = stat;
    const isOnDisk = (stat.isFile() && Number(size) > 0) || stat.isDirectory();
    if (!isOnDisk || MADE_UP.test(path)) return undefined;
    const text = [dev, ino, mode, size, mtimeNs, ctimeNs].join(" ");
    return { text, changedMs: Math.max(Number(stat.mtimeMs), Number(stat.ctimeMs)) };
  } catch {
    return undefined;
  }
}

/** The folder of a path may be gone; then it leads nowhere else. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** As 2026-08-01, in UTC. */
export function dayNow(): string {
  return new Date().toISOString().slice(0, 10);
}

/** True where a look gives what it gave. */
export function isSame([what, path, seen]: Look): boolean {
  switch (what) {
    case "file":
      return stateOf(path)?.text === seen;
    case "real path":
      return realPath(path) === seen;
    case "day":
      return dayNow() === seen;
  }
}
