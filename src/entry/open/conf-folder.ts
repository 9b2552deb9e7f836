import { basename, join } from "node:path/posix";
import { detectInput } from "../../deploy/detect.ts";
import { cliWords } from "../../report/cli/words.ts";
import { missingIncludes } from "../../text/conf/splice.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { STDIN } from "./conf-files.ts";

/** Folders below the named one that are looked into. */
const MOST_LEVELS = 3;

const decoder = new TextDecoder();

/** Undefined for what is no folder or may not be looked into. */
function namesIn({ io }: Session, path: string): readonly string[] | undefined {
  try {
    return io.listFolder(path);
  } catch {
    return undefined;
  }
}

function confsBelow(session: Session, folder: string, level = 0): readonly string[] {
  const names = namesIn(session, folder) ?? [];
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (name.endsWith(".conf")) return [path];
    const skipped = name.startsWith(".") || name === "node_modules" || level === MOST_LEVELS;
    return skipped ? [] : confsBelow(session, path, level + 1);
  });
}

interface MainConf {
  readonly path: string;
  readonly includes: readonly string[];
}

/** A conf of NanoMQ's own, not of its gateways; undefined for everything else. */
function asMainConf({ io, fileLimitBytes }: Session, path: string): MainConf | undefined {
  const result = io.readFile(path, fileLimitBytes);
  if (!result.ok) return undefined;
  const { kind } = detectInput(path, decoder.decode(result.bytes));
  if (kind === "legacy-conf") return { path, includes: [] };
  return kind === "nanomq-conf"
    ? { path, includes: missingIncludes({ file: path, text: result.bytes, limitBytes: fileLimitBytes }) }
    : undefined;
}

/**
 * The confs that NanoMQ is started with below a folder: those that no other one includes. An include is told by its
 * name, since its path is that of the machine NanoMQ runs on.
 */
function mainConfs(session: Session, folder: string): readonly string[] {
  const confs = confsBelow(session, folder).flatMap((path) => asMainConf(session, path) ?? []);
  const includers = new Map<string, Set<string>>();
  for (const { path, includes } of confs) {
    for (const name of includes.map((include) => basename(include))) {
      const known = includers.get(name);
      if (known === undefined) includers.set(name, new Set([path]));
      else known.add(path);
    }
  }
  const isIncluded = (path: string) => {
    const by = includers.get(basename(path));
    return by !== undefined && by.size > (by.has(path) ? 1 : 0);
  };
  return confs.map(({ path }) => path).filter((path) => !isIncluded(path));
}

/** The confs that a path stands for: itself, or those in the folder. @throws UsageError for a folder without any */
export function confsAt(path: string, session: Session): readonly string[] {
  if (path === STDIN || namesIn(session, path) === undefined) return [path];
  const found = mainConfs(session, path);
  if (found.length === 0) throw new UsageError(cliWords[session.language].noConfBelow(path));
  return found;
}

/** The one conf that a path stands for. @throws UsageError for a folder with none or several */
export function confAt(path: string, session: Session): string {
  const [first = path, ...others] = confsAt(path, session);
  if (others.length > 0)
    throw new UsageError(cliWords[session.language].severalConfs(path, [first, ...others]));
  return first;
}
