import type { Finding, Severity } from "../../findings/finding.ts";
import { compareFindings } from "../../findings/order.ts";
import { lintConf } from "../../lint/lint-conf.ts";
import { reporters } from "../../report/reporters.ts";
import type { NeededFact } from "../../rules/engine.ts";
import type { Source } from "../../source/source.ts";
import { cliWords } from "../../words/cli.ts";
import type { Language } from "../../words/language.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { readConfInput, readNamedFile } from "../conf-files.ts";
import { confsAt } from "../conf-folder.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { applyFixes, wantedFixes } from "../fixing.ts";
import { brokerPlaces, hostFilesOf, placeOf } from "../host-files.ts";
import { openProject, type Project, versionNotes } from "../project.ts";
import type { Session } from "../session.ts";
import { surroundingsOf } from "../surroundings.ts";
import { todayOf } from "../today.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";

interface Collected {
  readonly findings: Finding[];
  readonly sources: Map<string, Source>;
  readonly needed: Map<string, Set<string>>;
  readonly notes: Set<string>;
  nanomq: string | undefined;
  readonly failed: boolean;
  /** What `--diff` prints. */
  patch: string;
  fixed: number;
}

function collectNeeds(needFacts: readonly NeededFact[], needed: Collected["needed"]): void {
  for (const { fact, rules } of needFacts) {
    const known = needed.get(fact) ?? new Set<string>();
    for (const rule of rules) known.add(rule);
    needed.set(fact, known);
  }
}

/** Facts that rules derive, by the name they have in nanotune.toml. */
const factNames: Readonly<Record<string, string>> = { "fleet.connections": "clients.count" };

function needNotes({ needed }: Collected, language: Language): readonly string[] {
  if (needed.size === 0) return [];
  const rules = new Set([...needed.values()].flatMap((ids) => [...ids]));
  const facts = [...needed.keys()].map((fact) => factNames[fact] ?? fact).toSorted();
  return [cliWords[language].moreFacts(rules.size, facts.join(", "))];
}

async function lintFile(
  path: string,
  args: Arguments,
  session: Session,
  collected: Collected,
): Promise<void> {
  const project = await openProject(args, path, session);
  if (/\.ya?ml$/.test(path)) return lintYaml(path, project, args, session, collected);
  const name = valueOfOption(args, "stdin-filename");
  const places = brokerPlaces(args, session);
  const workdir = valueOfOption(args, "workdir") === undefined ? undefined : places.workdir;
  const conf = await readConfInput(session, path, name, valueOfOption(args, "root"), workdir);
  const { version } = project.version;
  const suppressions = !hasFlag(args, "no-suppressions");
  const surroundings = surroundingsOf(args, project, session);
  const today = todayOf(args, session);
  const asked = { conf, version, facts: project.facts, surroundings, suppressions, today };
  const hostFiles = await hostFilesOf(args, asked, (named) => placeOf(named, places), session);
  const input = { ...asked, hostFiles };
  const fixing = wantedFixes(args).length > 0 ? await applyFixes(input, path, args, session) : undefined;
  const { reading, findings, needFacts } = fixing?.result.lint ?? lintConf(input);
  collected.patch += fixing?.patch ?? "";
  collected.fixed += fixing?.result.applied ?? 0;
  collected.nanomq ??= version.text;
  for (const note of versionNotes(project, session.language)) collected.notes.add(note);
  collected.findings.push(...findings);
  for (const [file, source] of reading.sources) collected.sources.set(file, source);
  collectNeeds(needFacts, collected.needed);
}

/** A compose file or Kubernetes manifest. */
async function lintYaml(
  path: string,
  project: Project,
  args: Arguments,
  session: Session,
  collected: Collected,
): Promise<void> {
  const { lintDeploymentFile } = await import("../deployment.ts");
  const base = { suppressions: !hasFlag(args, "no-suppressions"), today: todayOf(args, session) };
  const run = { project, base, args, session };
  const result = await lintDeploymentFile(path, readNamedFile(session, path), run);
  const { text } = result.version;
  if (result.versionAssumed) collected.notes.add(cliWords[session.language].assumedVersion(text));
  collected.nanomq ??= text;
  collected.findings.push(...result.findings);
  for (const [name, source] of result.sources) collected.sources.set(name, source);
  collectNeeds(result.needFacts, collected.needed);
}

/** Every file is linted, also where another one cannot be read. */
async function lintAll(args: Arguments, session: Session): Promise<Collected> {
  const collected: Collected = {
    findings: [],
    sources: new Map(),
    needed: new Map(),
    notes: new Set(),
    nanomq: undefined,
    failed: false,
    patch: "",
    fixed: 0,
  };
  const files = new Set<string>();
  const errors = new Set<string>();
  const keepGoing = async (work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      errors.add(error.message);
    }
  };
  for (const path of args.positionals) {
    await keepGoing(() => {
      for (const file of confsAt(path, session)) files.add(file);
    });
  }
  for (const file of files) await keepGoing(() => lintFile(file, args, session, collected));
  for (const message of errors) session.io.err(`nanotune: ${message}\n`);
  return { ...collected, failed: errors.size > 0 };
}

async function write(
  args: Arguments,
  session: Session,
  collected: Collected,
  findings: readonly Finding[],
): Promise<void> {
  const { rulePageOf } = await import("../../generated/rule-page-of.ts");
  const ids = new Set(findings.map(({ rule }) => rule));
  const report = {
    nanomq: collected.nanomq ?? "",
    findings,
    sources: collected.sources,
    pages: new Map([...ids].flatMap((id) => (rulePageOf[id] ? [[id, rulePageOf[id]()] as const] : []))),
    language: session.language,
  };
  const { io } = session;
  const format = valueOfOption(args, "format") ?? "pretty";
  const load = isFormat(format) ? reporters[format] : reporters.pretty;
  io.out((await load())(report, await viewOf(args, io)));
}

function isFormat(name: string): name is keyof typeof reporters {
  return Object.hasOwn(reporters, name);
}

const rank: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

function fails(findings: readonly Finding[], failOn: string): boolean {
  const least = failOn === "warning" || failOn === "info" ? rank[failOn] : rank.error;
  return failOn !== "never" && findings.some(({ severity }) => rank[severity] >= least);
}

/** `nanotune lint`: what will go wrong with these confs. */
export async function lint(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  if (args.positionals.length === 0) throw new UsageError(cliWords[language].noFiles("lint"));
  const collected = await lintAll(args, session);
  const needs = hasFlag(args, "quiet") ? [] : needNotes(collected, language);
  for (const note of [...collected.notes, ...needs]) io.err(`${note}\n`);
  if (hasFlag(args, "diff")) {
    io.out(collected.patch);
    if (collected.failed) return exitCode.usage;
    return collected.patch === "" ? exitCode.clean : exitCode.findings;
  }
  if (collected.fixed > 0) io.err(`${cliWords[language].fixed(collected.fixed)}\n`);
  const sorted = collected.findings.toSorted(compareFindings);
  const shown = hasFlag(args, "quiet") ? sorted.filter(({ severity }) => severity === "error") : sorted;
  if (collected.nanomq !== undefined) await write(args, session, collected, shown);
  if (collected.failed) return exitCode.usage;
  return fails(sorted, valueOfOption(args, "fail-on") ?? "error") ? exitCode.findings : exitCode.clean;
}
