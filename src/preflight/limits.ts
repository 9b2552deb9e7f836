import type { Check, CheckStatus } from "./check.ts";
import type { CodeOf } from "./codes.ts";

/** Beside one file for each client: listeners, timers, logs, databases, bridges (NMQ-RES-011). */
const SPARE_FILES = 200;
/** NNG asks the system to queue this many connections (nng, posix_tcplisten.c: listen(fd, 128)). */
const BACKLOG = 128;

export interface LimitsSeen {
  /** Open files a process started here may have; Infinity for no limit. Absent where the system does not tell. */
  readonly openFiles?: number | undefined;
  /** Where that limit comes from: a unit, or this shell. */
  readonly openFilesFrom: "unit" | "shell";
  /** net.core.somaxconn */
  readonly somaxconn?: number | undefined;
}

export type LimitCode = CodeOf<"limits">;

function check(
  subject: string,
  code: LimitCode,
  status: CheckStatus,
  args: Check["args"] = {},
): Check<LimitCode> {
  return { area: "limits", code, status, subject, args };
}

function openFiles({ openFiles: limit, openFilesFrom }: LimitsSeen, connections: number | undefined) {
  const subject = openFilesFrom === "unit" ? "LimitNOFILE" : "ulimit -n";
  if (limit === undefined) return check(subject, "open-files-unknown", "skipped");
  const shown = Number.isFinite(limit) ? limit : "∞";
  if (connections === undefined)
    return check(subject, "open-files-room", "pass", {
      limit: shown,
      room: Number.isFinite(limit) ? Math.max(0, limit - SPARE_FILES) : "∞",
    });
  const args = { limit: shown, connections, need: connections + SPARE_FILES };
  return limit < args.need
    ? check(subject, "open-files-short", "fail", args)
    : check(subject, "open-files-enough", "pass", args);
}

function queue({ somaxconn }: LimitsSeen): Check<LimitCode> {
  const subject = "net.core.somaxconn";
  if (somaxconn === undefined) return check(subject, "somaxconn-unknown", "skipped");
  const args = { somaxconn, backlog: BACKLOG };
  return somaxconn < BACKLOG
    ? check(subject, "somaxconn-short", "warn", args)
    : check(subject, "somaxconn-enough", "pass", args);
}

/** nanotune.toml promises more than there is: other rules judge by it. */
function promised(told: number | undefined, limit: number | undefined): readonly Check<LimitCode>[] {
  if (told === undefined || limit === undefined || told <= limit) return [];
  return [check("host.open_files", "open-files-other", "warn", { told, limit })];
}

/**
 * @param connections of all clients together; absent where nobody told
 * @param told open files that nanotune.toml names
 */
export function checkLimits(
  seen: LimitsSeen,
  connections: number | undefined,
  told: number | undefined,
): readonly Check<LimitCode>[] {
  return [openFiles(seen, connections), ...promised(told, seen.openFiles), queue(seen)];
}
