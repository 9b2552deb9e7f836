import { join } from "node:path/posix";
import type { Arguments } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { isExcluded } from "./project.ts";

/** Folders below the first one that are looked into. */
const MOST_LEVELS = 16;

/** Undefined for what is no folder or may not be looked into. */
export function namesIn({ io }: Pick<Session, "io">, path: string): readonly string[] | undefined {
  try {
    return io.listFolder(path);
  } catch {
    return undefined;
  }
}

/** Folders of tools and of other people's packages. */
function isSkipped(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/**
 * Every file below a folder, in the order of names, but for what its nanotune.toml leaves out. A folder that links lead to
 * twice is looked into once.
 */
export async function filesBelow(
  folder: string,
  args: Arguments,
  session: Session,
): Promise<readonly string[]> {
  const seen = new Set<string>();
  const below = async (path: string, level: number): Promise<readonly string[]> => {
    const names = namesIn(session, path);
    if (names === undefined) return [path];
    const place = session.io.realPath(path);
    if (level > MOST_LEVELS || seen.has(place)) return [];
    seen.add(place);
    const files: string[] = [];
    for (const name of names) {
      const inner = join(path, name);
      if (isSkipped(name) || (await isExcluded(inner, args, session))) continue;
      for (const file of await below(inner, level + 1)) files.push(file);
    }
    return files;
  };
  return namesIn(session, folder) === undefined ? [] : below(folder, 0);
}
