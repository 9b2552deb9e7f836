import type { Settings } from "../config/effective.ts";
import type { Check } from "./check.ts";
import type { Unit } from "./unit.ts";

/** What starts the broker on this host, where it can be seen. */
export interface ServiceSeen {
  readonly unit?: Unit | undefined;
  /** True in a container, where its limits are those of this process. */
  readonly container: boolean;
}

export type ServiceCode =
  | "no-unit"
  | "in-container"
  | "unit-read"
  | "unit-other-conf"
  | "unit-daemon"
  | "unit-user-unknown";

/** The conf a command line names; undefined where it names none. */
function confOf(command: string): string | undefined {
  return /--conf(?:[=:]|\s+)("?)([^\s"]+)\1/.exec(command)?.[2];
}

function runsAway({ command, type }: Unit, { values }: Settings): boolean {
  const daemon = values.get("system.daemon") === true || /\s(-d|--daemon)(\s|$)/.test(command);
  return daemon && type !== "forking";
}

/**
 * Does what starts the broker fit the conf?
 * @param conf absolute path of the conf that was checked
 * @param knowsUser false where the unit's user is none of this machine
 */
export function checkService(
  { unit, container }: ServiceSeen,
  settings: Settings,
  conf: string,
  knowsUser: boolean,
): readonly Check<ServiceCode>[] {
  const check = (
    code: ServiceCode,
    status: Check["status"],
    args: Check["args"] = {},
  ): Check<ServiceCode> => {
    return { area: "service", code, status, subject: unit?.name ?? "systemd", args };
  };
  if (unit === undefined && container)
    return [{ area: "service", code: "in-container", status: "pass", subject: "container", args: {} }];
  if (unit === undefined) return [check("no-unit", "skipped")];
  const named = confOf(unit.command);
  const { user = "root", workingDirectory = "/" } = unit;
  return [
    check("unit-read", "pass", { user, folder: workingDirectory }),
    ...(named !== undefined && named !== conf ? [check("unit-other-conf", "warn", { named, conf })] : []),
    ...(runsAway(unit, settings) ? [check("unit-daemon", "fail", { type: unit.type })] : []),
    ...(knowsUser ? [] : [check("unit-user-unknown", "fail", { user })]),
  ];
}
