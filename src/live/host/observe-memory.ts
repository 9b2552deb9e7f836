import { totalmem } from "node:os";
import { join } from "node:path";
import type { MemorySeen } from "../../preflight/memory.ts";
import { cgroupFolders } from "./cgroup.ts";
import { numberAt } from "./proc-text.ts";

/** The tightest limit on the way up; "max" (v2) and a figure beyond the machine (v1) are none. */
function containerLimit(machineBytes: number): number | undefined {
  const limits = [
    ...cgroupFolders("unified").map((folder) => numberAt(join(folder, "memory.max"))),
    ...cgroupFolders("memory").map((folder) => numberAt(join(folder, "memory.limit_in_bytes"))),
  ].filter((limit) => limit !== undefined && limit < machineBytes);
  return limits.length === 0 ? undefined : Math.min(...limits.flatMap((limit) => limit ?? []));
}

/** @param unit limit that a unit sets, where it is the tighter one */
export function observeMemory(unit: number | undefined): MemorySeen {
  const machine = totalmem();
  const container = containerLimit(machine);
  const least = Math.min(machine, container ?? machine);
  if (unit !== undefined && unit < least) return { limitBytes: unit, limitFrom: "unit" };
  return { limitBytes: least, limitFrom: container === undefined ? "machine" : "container" };
}
