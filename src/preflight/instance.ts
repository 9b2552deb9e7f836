import { has } from "../nanomq/behaviour.ts";
import { knowsVariable, variables } from "../nanomq/start.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { AskedBroker } from "./asked.ts";
import type { Check, CheckStatus } from "./check.ts";
import type { CodeOf } from "./codes.ts";

/** The process that a pid file names, where it lives. */
export interface PidFileSeen {
  readonly path: string;
  readonly pid: number;
  /** Of its program; absent where the system does not tell. */
  readonly name?: string | undefined;
}

export type InstanceCode = CodeOf<"service">;

/** PID_PATH_NAME of nanolib/conf.h, alike in 0.18.2 to 0.25.6. */
const USUAL_PID_FILE = "/tmp/nanomq/nanomq.pid";
const PID_FILE_VARIABLE = "NANOMQ_PID_FILE";

/** Where a broker of this release, started with these variables, looks for one that runs already. */
export function pidFileOf(
  environment: Readonly<Record<string, string | undefined>>,
  version: NanomqVersion,
): string {
  const isRead = variables.some((row) => row.name === PID_FILE_VARIABLE && knowsVariable(row, version));
  return (isRead ? environment[PID_FILE_VARIABLE] : undefined) ?? USUAL_PID_FILE;
}

/**
 * Does a NanoMQ run on this host already? Up to 0.24.0 `nanomq start` ends where the process of the pid file lives, be it
 * NanoMQ or not (status_check in nanomq/apps/broker.c); later ones start and write their own number over it.
 */
export function checkInstance(
  seen: PidFileSeen | undefined,
  asked: AskedBroker | undefined,
  version: NanomqVersion,
): readonly Check<InstanceCode>[] {
  if (seen === undefined) return [];
  const { path, pid, name } = seen;
  const check = (code: InstanceCode, status: CheckStatus): readonly Check<InstanceCode>[] => {
    const args = { pid, path, process: name ?? "?", nanomq: version.text };
    return [{ area: "service", code, status, subject: "pid file", args }];
  };
  const stops = has(version, "pid-file-stops-start");
  if (asked?.holder?.pid === pid) return check("instance-asked", "pass");
  if (name !== undefined && name !== "nanomq") return stops ? check("pid-of-another", "fail") : [];
  return check(stops ? "instance-stops-start" : "instance-shares-files", "fail");
}
