/** Which file NanoMQ reads its configuration from (SURFACE section 1, step 3). */

import { has } from "../nanomq/behaviour.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { StartFlag } from "./start-command.ts";

export interface ConfPath {
  readonly path: string;
  readonly by: "--conf" | "--old_conf" | "NANOMQ_CONF_PATH" | "default";
}

export const DEFAULT_CONF_PATH = "/etc/nanomq.conf";

/**
 * @param environmentPath value of NANOMQ_CONF_PATH. The release decides whether it chooses anything, and whether it
 *   does so before `--conf` or only without.
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
    environmentPath === undefined || environmentPath === "" || !has(nanomq, "conf-path-variable")
      ? undefined
      : { path: environmentPath, by: "NANOMQ_CONF_PATH" };
  const environmentFirst = !has(nanomq, "conf-option-beats-variable");
  const chosen = environmentFirst ? (byEnvironment ?? byFlag) : (byFlag ?? byEnvironment);
  return chosen ?? { path: DEFAULT_CONF_PATH, by: "default" };
}

/**
 * Every place a conf can be at to be read, the one that counts first.
 * @param programs where nanomq may be: each may have a conf beside it
 */
export function readablePaths(
  chosen: ConfPath,
  nanomq: NanomqVersion,
  programs: readonly string[],
): readonly string[] {
  if (chosen.by !== "default" || !has(nanomq, "conf-beside-program")) return [chosen.path];
  return [...programs.map((program) => `${program}.conf`), chosen.path];
}
