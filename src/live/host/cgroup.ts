import { dirname, join } from "node:path";
import { textAt } from "./proc-text.ts";

const MOUNT = "/sys/fs/cgroup";

/** Path of this process in a hierarchy (cgroups(7)): "0::/path" is the unified one, "4:memory:/path" one of version 1. */
function pathIn(controller: string): string | undefined {
  for (const line of (textAt("/proc/self/cgroup") ?? "").split("\n")) {
    const [id, controllers = "", ...path] = line.split(":");
    const isIt =
      controller === "unified"
        ? id === "0" && controllers === ""
        : controllers.split(",").includes(controller);
    if (isIt) return path.join(":");
  }
  return undefined;
}

/** Folders of this process's control group and of those above it; in a container the mount itself is the group. */
export function cgroupFolders(controller: "unified" | "memory" | "cpu"): readonly string[] {
  const path = pathIn(controller);
  if (path === undefined) return [];
  const base = controller === "unified" ? MOUNT : join(MOUNT, controller);
  const folders = [base];
  for (let at = path; at !== "/" && at !== "." && !at.startsWith("/.."); at = dirname(at))
    folders.push(join(base, at));
  return folders;
}
