import { dirname, isAbsolute, join, relative, resolve } from "node:path/posix";
import { type Facts, noFacts } from "../../facts/facts.ts";
import { keepaliveMs } from "../../facts/quantity.ts";
import type { Language } from "../../lint/language.ts";
import { newestRelease, type ResolvedVersion, resolveVersion } from "../../nanomq/releases.ts";
import { cliWords } from "../../report/cli/words.ts";
import { factsProblemText } from "../../report/conf/facts-problems.ts";
import { type Arguments, hasFlag, valueOfOption } from "../cli/arguments.ts";
import type { Io } from "../cli/io.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { readNamedFile, STDIN } from "./conf-files.ts";

const FACTS_FILE = "nanotune.toml";

/** What is known beside the conf: nanotune.toml and the command line. */
export interface Project {
  readonly facts: Facts;
  readonly version: ResolvedVersion;
  /** True where nobody said which version it is. */
  readonly versionAssumed: boolean;
  /** Path of the nanotune.toml, where there is one. */
  readonly factsFile?: string | undefined;
}

/** Reading nothing of it tells whether a file is there. */
function isThere(io: Pick<Io, "readFile">, path: string): boolean {
  const result = io.readFile(path, 0);
  return result.ok || result.why === "too-large" || result.why === "unreadable";
}

/** The nearest nanotune.toml in the conf's folder or above it. */
function findFactsFile(io: Pick<Io, "cwd" | "readFile">, conf: string): string | undefined {
  for (let folder = dirname(resolve(io.cwd, conf)); ; folder = dirname(folder)) {
    const path = isAbsolute(conf) ? join(folder, FACTS_FILE) : relative(io.cwd, join(folder, FACTS_FILE));
    if (isThere(io, path)) return path;
    if (folder === dirname(folder)) return undefined;
  }
}

async function readFactsFile(session: Session, path: string): Promise<Facts> {
  const { readFacts } = await import("../../facts/read-facts.ts");
  const bytes = readNamedFile(session, path, cliWords[session.language].missingFacts);
  const result = await readFacts(new TextDecoder().decode(bytes));
  if (result.ok) return result.facts;
  const lines = result.problems.map((problem) => {
    return `${path}:${problem.line}:${problem.column}: ${factsProblemText(problem, session.language)}`;
  });
  throw new UsageError(lines.join("\n"));
}

/** Many confs share one nanotune.toml. */
function readOnce(session: Session, path: string): Promise<Facts> {
  const before = session.factsFiles.get(path);
  if (before !== undefined) return before;
  const facts = readFactsFile(session, path);
  session.factsFiles.set(path, facts);
  return facts;
}

/** `--keepalive 5s`: one class of clients without a nanotune.toml. */
function quickClients(args: Arguments, { language }: Session): Facts["clients"] {
  return (args.options.get("keepalive") ?? []).map((text) => {
    const ms = keepaliveMs(text);
    if (ms === undefined) throw new UsageError(cliWords[language].badKeepalive(text));
    return { name: `keepalive ${text}`, keepaliveMs: ms };
  });
}

/** @throws UsageError where the text is no version */
export function versionOf(text: string, { language }: Session): ResolvedVersion {
  const resolved = resolveVersion(text);
  if (resolved === undefined) throw new UsageError(cliWords[language].unknownVersion(text, newestRelease));
  return resolved;
}

/** The nanotune.toml that counts for a conf: the named one, or the nearest. */
export function factsFileOf(
  args: Arguments,
  conf: string,
  io: Pick<Io, "cwd" | "readFile">,
): string | undefined {
  const near = conf === STDIN ? (valueOfOption(args, "stdin-filename") ?? FACTS_FILE) : conf;
  return valueOfOption(args, "config") ?? (hasFlag(args, "no-config") ? undefined : findFactsFile(io, near));
}

/** Facts and version for one conf. @throws UsageError where the line or nanotune.toml is wrong */
export async function openProject(args: Arguments, conf: string, session: Session): Promise<Project> {
  const named = valueOfOption(args, "config");
  if (named !== undefined && hasFlag(args, "no-config"))
    throw new UsageError(cliWords[session.language].configTwice);
  const path = factsFileOf(args, conf, session.io);
  const written = path === undefined ? noFacts : await readOnce(session, path);
  const quick = quickClients(args, session);
  const facts = quick.length > 0 ? { ...written, clients: quick } : written;
  const asked = valueOfOption(args, "nanomq") ?? facts.nanomq;
  const version = versionOf(asked ?? newestRelease, session);
  return { facts, version, versionAssumed: asked === undefined, factsFile: path };
}

/** What was assumed about the version. */
export function versionNotes({ version, versionAssumed }: Project, language: Language): readonly string[] {
  const words = cliWords[language];
  const used = version.version.text;
  if (versionAssumed) return [words.assumedVersion(used)];
  if (version.knowledge === "newer-than-known") return [words.newerVersion(version.asked, used)];
  if (version.knowledge === "older-than-known") return [words.olderVersion(version.asked, used)];
  return [];
}

/** Says on stderr what was assumed about the version. */
export function noteVersion(project: Project, { io, language }: Session): void {
  for (const note of versionNotes(project, language)) io.err(`${note}\n`);
}
