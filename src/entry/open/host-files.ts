import { isAbsolute, join, resolve } from "node:path/posix";
import { filesNamedBy } from "../../lint/lint-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
import type { HostFiles } from "../../start/files/file-facts.ts";
import { type Arguments, hasFlag, valueOfOption } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";

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
export function pathHere(path: string, { root, workdir }: BrokerPlaces): string {
  return isAbsolute(path) ? join(root, path) : join(workdir, path);
}

/** What the broker calls a file of this machine. */
export function nameInside(path: string, { root }: BrokerPlaces): string {
  return root !== "/" && path.startsWith(`${root}/`) ? path.slice(root.length) : path;
}

/**
 * With `--check-files`: what a look at the files found that the conf names, as the user of nanotune.toml sees them where
 * this machine knows that name.
 * @param place where a path of the broker is on this machine
 */
export async function hostFilesOf(
  args: Arguments,
  input: LintInput,
  place: (path: string) => string | undefined,
  session: Session,
): Promise<HostFiles | undefined> {
  if (!hasFlag(args, "check-files")) return undefined;
  session.io.looksBeyond?.();
  const [{ lookAtFiles }, { userNamed }] = await Promise.all([
    import("../../live/host/look-at-files.ts"),
    import("../../live/host/users.ts"),
  ]);
  const { user } = input.facts.host;
  const known = user === undefined ? undefined : userNamed(user, brokerPlaces(args, session).root);
  return lookAtFiles(filesNamedBy(input), { place, user: known });
}
