import type { PidFileSeen } from "../../preflight/instance.ts";
import { textAt } from "./proc-text.ts";

/** As sscanf("%u") reads it: the file has twelve bytes, and zeros behind the number. */
const NUMBER = /^\s*(\d{1,10})/;

/** As `kill(pid, 0)` of NanoMQ asks, which is root or that process' own user. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * The living process that a pid file names.
 * @param path what the broker calls the file
 * @param place where that is on this machine
 */
export function observeInstance(path: string, place: string): PidFileSeen | undefined {
  const pid = Number(NUMBER.exec(textAt(place) ?? "")?.[1] ?? 0);
  if (pid === 0 || !isAlive(pid)) return undefined;
  return { path, pid, name: textAt(`/proc/${pid}/comm`) };
}
