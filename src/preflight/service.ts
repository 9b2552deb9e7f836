import type { Settings } from "../start/effective.ts";
import type { Check } from "./check.ts";
import type { CodeOf } from "./codes.ts";
import type { Unit } from "./unit.ts";

/** What starts the broker on this host, where it can be seen. */
export interface ServiceSeen {
  readonly unit?: Unit | undefined;
  /** Name of a unit that somebody asked for and that is not there. */
  readonly missing?: string | undefined;
  /** True in a container, where its limits are those of this process. */
  readonly container: boolean;
}

export type ServiceCode = CodeOf<"service">;

/** A unit may be named by its path, before it is installed; names have no slash (systemd.unit(5)). */
export function isUnitPath(asked: string): boolean {
  return asked.includes("/");
}

/** The conf a unit starts NanoMQ with; undefined where it names none. */
export function confOf({ command }: Pick<Unit, "command">): string | undefined {
  return /--conf(?:[=:]|\s+)("?)([^\s"]+)\1/.exec(command)?.[2];
}

function runsAway({ command, type }: Unit, { values }: Settings): boolean {
  const daemon = values.get("system.daemon") === true || /\s(-d|--daemon)(\s|$)/.test(command);
  return daemon && type !== "forking";
}

/**
 * Does what starts the broker fit the conf?
 * @param conf the conf that was checked, as the broker would name it, where it has a path
 * @param knowsUser false where the unit's user is none of this machine
 */
export function checkService(
  { unit, missing, container }: ServiceSeen,
  settings: Settings,
  conf: string | undefined,
  knowsUser: boolean,
): readonly Check<ServiceCode>[] {
  const check = (
    code: ServiceCode,
    status: Check["status"],
    args: Check["args"] = {},
  ): Check<ServiceCode> => {
    return { area: "service", code, status, subject: unit?.name ?? "systemd", args };
  };
  if (missing !== undefined) {
    const code = isUnitPath(missing) ? "unit-file-missing" : "unit-missing";
    return [{ area: "service", code, status: "fail", subject: missing, args: {} }];
  }
  if (unit === undefined && container)
    return [{ area: "service", code: "in-container", status: "pass", subject: "container", args: {} }];
  if (unit === undefined) return [check("no-unit", "skipped")];
  const named = confOf(unit);
  const { user = "root", workingDirectory = "/" } = unit;
  return [
    check("unit-read", "pass", { user, folder: workingDirectory }),
    ...(named !== undefined && conf !== undefined && named !== conf
      ? [check("unit-other-conf", "warn", { named, conf })]
      : []),
    ...(runsAway(unit, settings) ? [check("unit-daemon", "fail", { type: unit.type })] : []),
    ...(knowsUser ? [] : [check("unit-user-unknown", "fail", { user })]),
  ];
}
