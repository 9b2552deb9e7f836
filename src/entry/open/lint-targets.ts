// What `lint` looks at where a line names a folder or a pattern: every deployment in it, and every conf that none of them starts.
import { resolve } from "node:path/posix";
import { detectInput } from "../../deploy/detect.ts";
import { cliWords } from "../../report/cli/words.ts";
import type { Arguments } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { STDIN } from "./conf-files.ts";
import { mainConfs } from "./conf-folder.ts";
import { filesBelow, namesIn } from "./folder-walk.ts";
import { isDeploymentPath } from "./lint-input.ts";
import { openProject } from "./project.ts";

const PATTERN = /[*?[\]{}()!]/;
const decoder = new TextDecoder();

/** A compose file or manifest with NanoMQ in it; a YAML file of somebody else is none. */
function isDeployment(path: string, { io, fileLimitBytes }: Session): boolean {
  if (!isDeploymentPath(path)) return false;
  const result = io.readFile(path, fileLimitBytes);
  return result.ok && detectInput(path, decoder.decode(result.bytes)).kind !== "other";
}

/** The confs on this machine that a deployment starts NanoMQ with: they are linted as parts of it, at its release. */
async function startedBy(path: string, args: Arguments, session: Session): Promise<readonly string[]> {
  const { openDeployment } = await import("./deployment.ts");
  const { io } = session;
  const silent = { ...session, io: { ...io, err: () => undefined } };
  const result = io.readFile(path, session.fileLimitBytes);
  if (!result.ok) return [];
  try {
    const project = await openProject(args, path, session);
    const { containers } = openDeployment(path, result.bytes, { project, args, session: silent });
    return containers.flatMap(({ conf }) => (conf?.file === undefined ? [] : [resolve(io.cwd, conf.file)]));
  } catch (error) {
    // What is wrong with it is said when it is linted.
    if (error instanceof UsageError) return [];
    throw error;
  }
}

/** Of the files that were found: deployments, and the main confs that none of them starts. */
async function linted(
  files: readonly string[],
  args: Arguments,
  session: Session,
): Promise<readonly string[]> {
  const deployments = new Set(files.filter((path) => isDeployment(path, session)));
  const started = new Set<string>();
  for (const path of deployments) for (const conf of await startedBy(path, args, session)) started.add(conf);
  const confs = new Set(
    mainConfs(
      session,
      files.filter((path) => path.endsWith(".conf")),
    ),
  );
  return files.filter(
    (path) => deployments.has(path) || (confs.has(path) && !started.has(resolve(session.io.cwd, path))),
  );
}

async function matching(pattern: string, args: Arguments, session: Session): Promise<readonly string[]> {
  const { pathPattern } = await import("./path-patterns.ts");
  const { base, names } = pathPattern(pattern);
  const files = await filesBelow(base, args, session);
  return files.filter((path) => names(path) && (path.endsWith(".conf") || isDeployment(path, session)));
}

/** True where a path names something; a pipe and what may not be read among it. */
function isThere(path: string, { io }: Session): boolean {
  const result = io.readFile(path, 0);
  return result.ok || result.why !== "missing";
}

/**
 * The files that a word of the line stands for: itself, what matches it as a pattern in quotes, or what a folder has.
 * @throws UsageError where nothing is there
 */
export async function lintTargets(
  path: string,
  args: Arguments,
  session: Session,
): Promise<readonly string[]> {
  const words = cliWords[session.language];
  if (path === STDIN) return [path];
  if (namesIn(session, path) !== undefined) {
    const found = await linted(await filesBelow(path, args, session), args, session);
    if (found.length === 0) throw new UsageError(words.noConfBelow(path));
    return found;
  }
  if (!PATTERN.test(path) || isThere(path, session)) return [path];
  const found = await matching(path, args, session);
  if (found.length === 0) throw new UsageError(words.nothingMatches(path));
  return found;
}
