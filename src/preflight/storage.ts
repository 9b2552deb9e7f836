import { diskRowBytes } from "../nanomq/disk-row.ts";
import type { Settings } from "../start/effective.ts";
import type { HostFiles } from "../start/files/file-facts.ts";
import type { NamedFile } from "../start/files/named-files.ts";
import { numberAt } from "../start/timer.ts";
import type { Check, CheckArgs, CheckStatus } from "./check.ts";
import type { CodeOf } from "./codes.ts";
import { sizeText } from "./quantity.ts";

export type StorageCode = CodeOf<"storage">;

function check(subject: string, code: StorageCode, status: CheckStatus, args: CheckArgs): Check<StorageCode> {
  return { area: "storage", code, status, subject, args };
}

/** The log files at their fullest: the one being written and those kept. */
function logSpace(settings: Settings, key: string, freeBytes: number): Check<StorageCode> {
  const size = numberAt(settings, "log.rotation.size", 0);
  const files = numberAt(settings, "log.rotation.count", 0) + 1;
  const args = { need: sizeText(size * files), free: sizeText(freeBytes), size: sizeText(size), files };
  return size * files > freeBytes
    ? check(key, "log-space-short", "warn", args)
    : check(key, "log-space", "pass", args);
}

function databaseSpace(
  settings: Settings,
  key: string,
  freeBytes: number,
  payloadBytes: number | undefined,
): Check<StorageCode> {
  const rows = numberAt(settings, key.replace("mounted_file_path", "disk_cache_size"), 0);
  const free = sizeText(freeBytes);
  if (payloadBytes === undefined) return check(key, "database-space-unknown", "skipped", { rows, free });
  const need = rows * diskRowBytes(payloadBytes);
  const args = { rows, payload: sizeText(payloadBytes), need: sizeText(need), free };
  return need > freeBytes
    ? check(key, "database-space-short", "warn", args)
    : check(key, "database-space", "pass", args);
}

/** Do logs and database fit on the disk when they are full? Folders that are missing are `lint`'s matter. */
export function checkStorage(
  settings: Settings,
  files: readonly NamedFile[],
  found: HostFiles,
  payloadBytes: number | undefined,
): readonly Check<StorageCode>[] {
  return files.flatMap(({ key, use, path }) => {
    const facts = found.get(key);
    if ((use !== "log-folder" && use !== "database-folder") || facts?.state !== "folder") return [];
    if (facts.freeBytes === undefined) return [check(key, "space-unknown", "skipped", { path })];
    return [
      use === "log-folder"
        ? logSpace(settings, key, facts.freeBytes)
        : databaseSpace(settings, key, facts.freeBytes, payloadBytes),
    ];
  });
}
