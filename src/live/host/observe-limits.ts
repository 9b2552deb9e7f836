import type { LimitsSeen } from "../../preflight/limits.ts";
import { numberAt, textAt } from "./proc-text.ts";

/** Soft limit in /proc/<pid>/limits (proc_pid_limits(5)). */
function openFilesOf(pid: number): number | undefined {
  const [, soft] = /^Max open files\s+(\S+)/m.exec(textAt(`/proc/${pid}/limits`) ?? "") ?? [];
  if (soft === "unlimited") return Number.POSITIVE_INFINITY;
  return soft === undefined ? undefined : Number(soft);
}

/** @param unit limit that a unit sets, which counts in place of the shell's */
export function observeLimits(unit: number | undefined): LimitsSeen {
  const somaxconn = numberAt("/proc/sys/net/core/somaxconn");
  if (unit !== undefined) return { openFiles: unit, openFilesFrom: "unit", somaxconn };
  // Node raises its own soft limit to the hard one at start; the process that started it tells what NanoMQ would get.
  return {
    openFiles: openFilesOf(process.ppid) ?? openFilesOf(process.pid),
    openFilesFrom: "shell",
    somaxconn,
  };
}
