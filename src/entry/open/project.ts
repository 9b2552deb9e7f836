import { dirname, isAbsolute, join, relative, resolve } from "node:path/posix";
import { type Facts, factsOf, noFacts } from "../../facts/facts.ts";
import type { FactsFile } from "../../facts/facts-file.ts";
import { keepaliveMs } from "../../facts/quantity.ts";
import type { Language } from "../../lint/language.ts";
import { onceFor } from "../../lint/once.ts";
import { isConfKnown, oldestKnownConf } from "../../nanomq/behaviour.ts";
import { newestRelease, type ResolvedVersion, resolveVersion } from "../../nanomq/releases.ts";
import { cliWords } from "../../report/cli/words.ts";
import { factsProblemText } from "../../report/conf/facts-problems.ts";
import { type Arguments, hasFlag, valueOfOption } from "../cli/arguments.ts";
import type { Io } from "../cli/io.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { checkLevelProblems } from "./check-levels.ts";
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

/** The nearest nanotune.toml by folder, as paths are written: many confs lie in one folder. */
const nearest = onceFor((_io: Pick<Io, "readFile">) => new Map<string, string | undefined>());

/** The nearest nanotune.toml in the conf's folder or above it. */
function findFactsFile(io: Pick<Io, "cwd" | "readFile">, conf: string): string | undefined {
  const known = nearest(io);
  const shown = (path: string) => (isAbsolute(conf) ? path : relative(io.cwd, path));
  const findIn = (folder: string): string | undefined => {
    const name = shown(folder);
    if (known.has(name)) return known.get(name);
    const path = shown(join(folder, FACTS_FILE));
    const found = isThere(io, path) ? path : folder === dirname(folder) ? undefined : findIn(dirname(folder));
    known.set(name, found);
    return found;
  };
  return findIn(dirname(resolve(io.cwd, conf)));
}

/** A nanotune.toml as it was read. */
interface FactsSource {
  readonly file: FactsFile;
  readonly facts: Facts;
}

async function readFactsFile(session: Session, path: string): Promise<FactsSource> {
  const { readFacts } = await import("../../facts/read-facts.ts");
  const bytes = readNamedFile(session, path, cliWords[session.language].missingFacts);
  const text = new TextDecoder().decode(bytes);
  const result = await readFacts(text);
  const problems = result.ok ? checkLevelProblems(text, result.facts) : result.problems;
  if (result.ok && problems.length === 0) return result;
  const lines = problems.map((problem) => {
    return `${path}:${problem.line}:${problem.column}: ${factsProblemText(problem, session.language)}`;
  });
  throw new UsageError(lines.join("\n"));
}

const factsSources = onceFor((_session: Session) => new Map<string, Promise<FactsSource>>());

function factsSourceOf(path: string, session: Session): Promise<FactsSource> {
  session.factsFiles.add(path);
  const known = factsSources(session);
  const source = known.get(path) ?? readFactsFile(session, path);
  known.set(path, source);
  return source;
}

/** A path as the nanotune.toml names it: from its folder. */
function fromFacts(factsFile: string, path: string, { io }: Session): string {
  return relative(dirname(resolve(io.cwd, factsFile)), resolve(io.cwd, path));
}

/** Which of the `[[overrides]]` are about a conf, by their number. */
async function overridesFor(
  { overrides = [] }: FactsFile,
  factsFile: string,
  conf: string,
  session: Session,
): Promise<readonly number[]> {
  if (overrides.length === 0) return [];
  const { namedByPatterns } = await import("./path-patterns.ts");
  const path = fromFacts(factsFile, conf, session);
  return overrides.flatMap(({ files }, at) => (namedByPatterns(files)(path) ? [at] : []));
}

/** Tells of a path that was found, not named, whether its nanotune.toml leaves it out. */
export async function isExcluded(path: string, args: Arguments, session: Session): Promise<boolean> {
  const factsFile = factsFileOf(args, path, session.io);
  if (factsFile === undefined) return false;
  const { exclude = [] } = (await factsSourceOf(factsFile, session)).file;
  if (exclude.length === 0) return false;
  const { namedByPatterns } = await import("./path-patterns.ts");
  return namedByPatterns(exclude)(fromFacts(factsFile, path, session));
}

/** `--keepalive 5s`: one class of clients without a nanotune.toml; of several each has a name of its own. */
function quickClients(args: Arguments, { language }: Session): Facts["clients"] {
  const texts = args.options.get("keepalive") ?? [];
  return texts.map((text) => {
    const ms = keepaliveMs(text);
    if (ms === undefined) throw new UsageError(cliWords[language].badKeepalive(text));
    return { name: texts.length === 1 ? "clients" : `clients ${text}`, keepaliveMs: ms };
  });
}

/** @throws UsageError where the text is no version */
export function versionOf(text: string, { language }: Session): ResolvedVersion {
  const resolved = resolveVersion(text);
  if (resolved === undefined) throw new UsageError(cliWords[language].unknownVersion(text, newestRelease));
  return knownConf(resolved, language);
}

/** @throws UsageError for a release of which nobody knows how it reads a conf: half a truth is none */
export function knownConf(resolved: ResolvedVersion, language: Language): ResolvedVersion {
  if (isConfKnown(resolved)) return resolved;
  throw new UsageError(cliWords[language].unknownDialect(resolved.asked, oldestKnownConf().text));
}

/** Says which release stands in for one that is newer than all that were measured. */
export function standInNote(
  { knowledge, asked, version }: ResolvedVersion,
  language: Language,
): string | undefined {
  return knowledge === "newer-than-known" ? cliWords[language].newerVersion(asked, version.text) : undefined;
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

function projectOf(
  args: Arguments,
  factsFile: string | undefined,
  written: Facts,
  session: Session,
): Project {
  const quick = quickClients(args, session);
  const facts = quick.length > 0 ? { ...written, clients: quick } : written;
  const asked = valueOfOption(args, "nanomq") ?? facts.nanomq;
  const version = versionOf(asked ?? newestRelease, session);
  return { facts, version, versionAssumed: asked === undefined, factsFile };
}

/** Facts of a nanotune.toml for a conf, and by what they are known: those of its overrides that count. */
async function factsFor(
  factsFile: string,
  conf: string,
  session: Session,
): Promise<{ readonly facts: () => Facts; readonly overrides: readonly number[] }> {
  const { file, facts } = await factsSourceOf(factsFile, session);
  const overrides = await overridesFor(file, factsFile, conf, session);
  if (overrides.length === 0) return { facts: () => facts, overrides };
  const { withOverride } = await import("../../facts/override.ts");
  const parts = overrides.flatMap((at) => file.overrides?.[at] ?? []);
  return { facts: () => factsOf(parts.reduce(withOverride, file)), overrides };
}

/** Many confs share one nanotune.toml, and what it comes to. */
const projects = onceFor((_session: Session) => onceFor((_args: Arguments) => new Map<string, Project>()));

/** What the conf of standard input is called. */
function nameOf(conf: string, args: Arguments): string {
  return conf === STDIN ? (valueOfOption(args, "stdin-filename") ?? "nanomq.conf") : conf;
}

/** Facts and version for one conf. @throws UsageError where the line or nanotune.toml is wrong */
export async function openProject(args: Arguments, conf: string, session: Session): Promise<Project> {
  const named = valueOfOption(args, "config");
  if (named !== undefined && hasFlag(args, "no-config"))
    throw new UsageError(cliWords[session.language].configTwice);
  const path = factsFileOf(args, conf, session.io);
  const { facts, overrides } =
    path === undefined
      ? { facts: () => noFacts, overrides: [] }
      : await factsFor(path, nameOf(conf, args), session);
  const opened = projects(session)(args);
  const key = `${overrides.join()} ${path ?? ""}`;
  const project = opened.get(key) ?? projectOf(args, path, facts(), session);
  opened.set(key, project);
  return project;
}

/** What was assumed about the version. */
export function versionNotes({ version, versionAssumed }: Project, language: Language): readonly string[] {
  const words = cliWords[language];
  const used = version.version.text;
  if (versionAssumed) return [words.assumedVersion(used)];
  const note = standInNote(version, language);
  return note === undefined ? [] : [note];
}

/** Says on stderr what was assumed about the version. */
export function noteVersion(project: Project, { io, language }: Session): void {
  for (const note of versionNotes(project, language)) io.err(`${note}\n`);
}
