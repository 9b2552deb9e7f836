import { has } from "../nanomq/behaviour.ts";
import type { Settings } from "../start/effective.ts";
import type { Check } from "./check.ts";
import type { CodeOf } from "./codes.ts";

export interface CpuSeen {
  readonly cores: number;
  /** Cores' worth of time that a container or unit may use. */
  readonly quota?: number | undefined;
}

export type CpuCode = CodeOf<"cpu">;

/** More threads than this for each core only switch (NMQ-RES-009). */
const THREADS_PER_CORE = 4;

/** The task threads that the conf asks for and the broker makes. */
function threadsOf({ values, version }: Settings): number {
  if (has(version, "task-threads-unread")) return 0;
  const threads = values.get("system.num_taskq_thread");
  return typeof threads === "number" ? threads : 0;
}

/** @param told cores that nanotune.toml names */
export function checkCpu(
  settings: Settings,
  { cores, quota }: CpuSeen,
  told: number | undefined,
): readonly Check<CpuCode>[] {
  const check = (
    code: CpuCode,
    status: Check["status"],
    subject: string,
    args: Check["args"],
  ): Check<CpuCode> => {
    return { area: "cpu", code, status, subject, args };
  };
  const usable = Math.min(cores, quota ?? cores);
  const threads = threadsOf(settings);
  const args = { cores, usable: Number(usable.toPrecision(2)), threads, told: told ?? 0 };
  const same = told === undefined || told === cores || told === usable;
  return [
    same ? check("cores", "pass", "cores", args) : check("cores-other", "warn", "host.cpu_cores", args),
    ...(usable < 1 ? [check("quota-below-core", "warn", "quota", args)] : []),
    ...(threads > THREADS_PER_CORE * Math.max(1, usable)
      ? [check("threads-many", "warn", "system.num_taskq_thread", args)]
      : []),
  ];
}
