import { isAbsolute, join, resolve } from "node:path/posix";
import type { HostFiles } from "../files/file-facts.ts";
import { filesNamedBy, type LintInput } from "../lint/lint-conf.ts";
import { type Arguments, hasFlag, valueOfOption } from "./arguments.ts";
import type { Session } from "./session.ts";

/** Where paths of the conf are on this machine. */
export interface BrokerPlaces {
  /** Folder that absolute paths are below. */
  readonly root: string;
  /** Folder that relative paths are below: the working directory of the broker. */
  readonly workdir: string;
}

/** Both absolute. */
export function brokerPlaces(
  args: Arguments,
  { io }: Session,
  workdir = valueOfOption(args, "workdir"),
): BrokerPlaces {
  const root = resolve(io.cwd, valueOfOption(args, "root") ?? "/");
  if (workdir === undefined) return { root, workdir: io.cwd };
  return { root, workdir: isAbsolute(workdir) ? join(root, workdir) : resolve(io.cwd, workdir) };
}

/** Where a path of the conf is on this machine. */
export function placeOf(path: string, { root, workdir }: BrokerPlaces): string {
  return isAbsolute(path) ? join(root, path) : join(workdir, path);
}

/**
 * With `--check-files`: what a look at the files found that the conf names.
 * @param place where a path of the broker is on this machine
 */
export async function hostFilesOf(
  args: Arguments,
  input: LintInput,
  place: (path: string) => string | undefined,
  session: Session,
): Promise<HostFiles | undefined> {
  if (!hasFlag(args, "check-files")) return undefined;
  return lookAtFilesOf(input, place, brokerPlaces(args, session).root, input.facts.host.user);
}

/** What a look at the files found that the conf names, as `user` sees them where this machine knows that name. */
export async function lookAtFilesOf(
  input: LintInput,
  place: (path: string) => string | undefined,
  root: string,
  user: string | undefined,
): Promise<HostFiles> {
  const [{ lookAtFiles }, { userNamed }] = await Promise.all([
    import("../host/look-at-files.ts"),
    import("../host/users.ts"),
  ]);
  const known = user === undefined ? undefined : userNamed(user, root);
  return lookAtFiles(filesNamedBy(input), { place, user: known });
}
