import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HostUser } from "./access.ts";

function linesOf(path: string): readonly (readonly string[])[] {
  try {
    return readFileSync(path, "utf8")
      .split("\n")
      .map((line) => line.split(":"));
  } catch {
    return [];
  }
}

/**
 * A user by name or number, with every group (passwd(5), group(5)); undefined where this machine does not know it.
 * @param root folder that /etc is below
 */
export function userNamed(name: string, root = "/"): HostUser | undefined {
  const entry = linesOf(join(root, "etc/passwd")).find(([login, , uid]) => login === name || uid === name);
  if (entry === undefined) return /^\d+$/.test(name) ? { uid: Number(name), gids: [] } : undefined;
  const [login = "", , uid, gid] = entry;
  const groups = linesOf(join(root, "etc/group")).filter(([, , , members]) =>
    members?.split(",").includes(login),
  );
  return { uid: Number(uid), gids: [Number(gid), ...groups.map(([, , id]) => Number(id))] };
}
