import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { CpuSeen } from "../../preflight/cpu.ts";
import { cgroupFolders } from "./cgroup.ts";
import { textAt } from "./proc-text.ts";

/** "150000 100000" (version 2), or the two files of version 1; "max" and -1 are no limit. */
function share(quota: string | undefined, period: string | undefined): readonly number[] {
  const cores = Number(quota) / Number(period);
  return Number.isFinite(cores) && cores > 0 ? [cores] : [];
}

/** @param unit share that a unit allows */
export function observeCpu(unit: number | undefined): CpuSeen {
  const quotas = [
    ...(unit === undefined ? [] : [unit]),
    ...cgroupFolders("unified").flatMap((folder) => {
      const [quota, period] = textAt(join(folder, "cpu.max"))?.split(" ") ?? [];
      return share(quota, period);
    }),
    ...cgroupFolders("cpu").flatMap((folder) =>
      share(textAt(join(folder, "cpu.cfs_quota_us")), textAt(join(folder, "cpu.cfs_period_us"))),
    ),
  ];
  return { cores: availableParallelism(), quota: quotas.length === 0 ? undefined : Math.min(...quotas) };
}
