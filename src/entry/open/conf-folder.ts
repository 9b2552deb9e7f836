import { basename } from "node:path/posix";
import { detectInput } from "../../deploy/detect.ts";
import { cliWords } from "../../report/cli/words.ts";
import { missingIncludes } from "../../text/conf/splice.ts";
import type { Arguments } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { STDIN } from "./conf-files.ts";
import { filesBelow, namesIn } from "./folder-walk.ts";

const decoder = new TextDecoder();

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
 * Of some files the confs that NanoMQ is started with: those that no other one includes. An include is told by its
 * name, since its path is that of the machine NanoMQ runs on.
 */
export function mainConfs(session: Session, files: readonly string[]): readonly string[] {
  const confs = files.flatMap((path) => asMainConf(session, path) ?? []);
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

/** The one conf that a path stands for: itself, or that in the folder. @throws UsageError for a folder with none or several */
export async function confAt(path: string, args: Arguments, session: Session): Promise<string> {
  if (path === STDIN || namesIn(session, path) === undefined) return path;
  const words = cliWords[session.language];
  const files = await filesBelow(path, args, session);
  const found = mainConfs(
    session,
    files.filter((file) => file.endsWith(".conf")),
  );
  const [first, ...others] = found;
  if (first === undefined) throw new UsageError(words.noConfBelow(path));
  if (others.length > 0) throw new UsageError(words.severalConfs(path, found));
  return first;
}
