/** Which file NanoMQ reads its configuration from (SURFACE section 1, step 3). */

import { isSince, type NanomqVersion } from "../nanomq/version.ts";
import type { StartFlag } from "./start-command.ts";

export interface ConfPath {
  readonly path: string;
  readonly by: "--conf" | "--old_conf" | "NANOMQ_CONF_PATH" | "default";
}

export const DEFAULT_CONF_PATH = "/etc/nanomq.conf";

/** From 0.24.1 a nanomq.conf beside the executable comes before the one in /etc; these are where images keep it. */
const besideExecutable: readonly string[] = ["/usr/bin/nanomq.conf", "/usr/local/nanomq/nanomq.conf"];

/**
 * @param environmentPath value of NANOMQ_CONF_PATH. Up to 0.24.0 it chooses nothing, 0.24.1 prefers it to `--conf`,
 *   later versions use it only without `--conf`.
 */
export function confPath(
  flags: readonly StartFlag[],
  environmentPath: string | undefined,
  nanomq: NanomqVersion,
): ConfPath {
  const flag = flags.find(({ option }) => option === "--conf" || option === "--old_conf");
  const byFlag: ConfPath | undefined =
    flag?.value === undefined
      ? undefined
      : { path: flag.value, by: flag.option === "--conf" ? "--conf" : "--old_conf" };
  const byEnvironment: ConfPath | undefined =
    environmentPath === undefined || environmentPath === "" || !isSince(nanomq, "0.24.1")
      ? undefined
      : { path: environmentPath, by: "NANOMQ_CONF_PATH" };
  const environmentFirst = !isSince(nanomq, "0.24.2");
  const chosen = environmentFirst ? (byEnvironment ?? byFlag) : (byFlag ?? byEnvironment);
  return chosen ?? { path: DEFAULT_CONF_PATH, by: "default" };
}

/** Every place a conf can be mounted at to be read. */
export function readablePaths(chosen: ConfPath, nanomq: NanomqVersion): readonly string[] {
  if (chosen.by !== "default") return [chosen.path];
  return isSince(nanomq, "0.24.1") ? [...besideExecutable, chosen.path] : [chosen.path];
}
