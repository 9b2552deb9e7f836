// A file that a command makes: never over one that is there, unless the line says so.
import { writeNamedFiles } from "../open/conf-files.ts";
import { type Arguments, hasFlag } from "./arguments.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

function isThere(path: string, { io }: Session): boolean {
  const found = io.readFile(path, 0);
  return found.ok || found.why !== "missing";
}

/** @throws UsageError where something is at `path`, and the line does not say `--force` */
export function refuseToReplace(
  path: string,
  exists: (path: string) => string,
  args: Arguments,
  session: Session,
): void {
  if (!hasFlag(args, "force") && isThere(path, session)) throw new UsageError(exists(path));
}

/** Writes in one step. @throws UsageError where that is not possible */
export function writeNew(
  path: string,
  after: Uint8Array,
  args: Arguments,
  session: Session,
  isPrivate?: true,
): void {
  const before = hasFlag(args, "force") && isThere(path, session) ? "any" : undefined;
  writeNamedFiles(session, [{ path, before, after, isPrivate }]);
}
