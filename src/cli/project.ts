import { dirname, join } from "node:path/posix";
import { type Facts, noFacts } from "../facts/facts.ts";
import { durationMs } from "../facts/quantity.ts";
import type { FactsProblem } from "../facts/read-facts.ts";
import { newestRelease, type ResolvedVersion, resolveVersion } from "../nanomq/releases.ts";
import { cliWords } from "../words/cli.ts";
import { type Arguments, hasFlag, valueOfOption } from "./arguments.ts";
import { readNamedFile, STDIN } from "./conf-files.ts";
import type { Io } from "./io.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

const FACTS_FILE = "nanotune.toml";

/** What is known beside the conf: nanotune.toml and the command line. */
export interface Project {
  readonly facts: Facts;
  readonly version: ResolvedVersion;
  /** True where nobody said which version it is. */
  readonly versionAssumed: boolean;
}

function wordProblem(problem: FactsProblem, { language }: Session): string {
  const words = cliWords[language];
  switch (problem.kind) {
    case "syntax":
      return words.factsSyntax(problem.detail);
    case "unknown-key": {
      const { key, meant } = problem;
      return [words.factsUnknownKey(key), ...(meant ? [words.didYouMean(meant)] : [])].join(" ");
    }
    case "missing-key":
      return words.factsMissingKey(problem.key);
    case "value":
      return words.factsValue(problem.key, problem.expected);
  }
}

/** Reading nothing of it tells whether a file is there. */
function isThere(io: Io, path: string): boolean {
  const result = io.readFile(path, 0);
  return result.ok || result.why === "too-large" || result.why === "unreadable";
}

/** The nearest nanotune.toml in the conf's folder or above it, up to the working directory. */
function findFactsFile(io: Io, conf: string): string | undefined {
  const start = conf === STDIN ? "." : dirname(conf);
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, FACTS_FILE);
    if (isThere(io, path)) return path;
    if (folder === "." || folder === "/" || folder.endsWith("..")) return undefined;
  }
}

async function readFactsFile(session: Session, path: string): Promise<Facts> {
  const { readFacts } = await import("../facts/read-facts.ts");
  const result = await readFacts(new TextDecoder().decode(readNamedFile(session, path)));
  if (result.ok) return result.facts;
  const lines = result.problems.map((problem) => {
    return `${path}:${problem.line}:${problem.column}: ${wordProblem(problem, session)}`;
  });
  throw new UsageError(lines.join("\n"));
}

/** `--keepalive 5s`: one class of clients without a nanotune.toml. */
function quickClients(args: Arguments, { language }: Session): Facts["clients"] {
  return (args.options.get("keepalive") ?? []).map((text) => {
    const keepaliveMs = durationMs(text);
    if (keepaliveMs === undefined) throw new UsageError(cliWords[language].badDuration("--keepalive", text));
    return { name: `keepalive ${text}`, keepaliveMs };
  });
}

/** @throws UsageError where the text is no version */
export function versionOf(text: string, { language }: Session): ResolvedVersion {
  const resolved = resolveVersion(text);
  if (resolved === undefined) throw new UsageError(cliWords[language].unknownVersion(text, newestRelease));
  return resolved;
}

/** Facts and version for one conf. @throws UsageError where the line or nanotune.toml is wrong */
export async function openProject(args: Arguments, conf: string, session: Session): Promise<Project> {
  const named = valueOfOption(args, "config");
  const path = named ?? (hasFlag(args, "no-config") ? undefined : findFactsFile(session.io, conf));
  const written = path === undefined ? noFacts : await readFactsFile(session, path);
  const quick = quickClients(args, session);
  const facts = quick.length > 0 ? { ...written, clients: quick } : written;
  const asked = valueOfOption(args, "nanomq") ?? facts.nanomq;
  return { facts, version: versionOf(asked ?? newestRelease, session), versionAssumed: asked === undefined };
}

/** Says on stderr what was assumed about the version. */
export function noteVersion({ version, versionAssumed }: Project, { io, language }: Session): void {
  const words = cliWords[language];
  const used = version.version.text;
  if (versionAssumed) io.err(`${words.assumedVersion(used)}\n`);
  else if (version.knowledge === "newer-than-known") io.err(`${words.newerVersion(version.asked, used)}\n`);
  else if (version.knowledge === "older-than-known") io.err(`${words.olderVersion(version.asked, used)}\n`);
}
