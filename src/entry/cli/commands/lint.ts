import { rulePageOf } from "../../../generated/rule-page-of.ts";
import type { Reported, Severity } from "../../../lint/finding/finding.ts";
import { compareFindings } from "../../../lint/finding/order.ts";
import type { Refused } from "../../../lint/fix/fix-conf.ts";
import { reported } from "../../../lint/fix/reported.ts";
import type { Language } from "../../../lint/language.ts";
import { lintConf } from "../../../lint/lint-conf.ts";
import type { NeededFact } from "../../../lint/rules/engine.ts";
import { factName } from "../../../lint/rules/fact-name.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { reporters } from "../../../report/finding/reporters.ts";
import type { Started } from "../../../report/finding/verdict.ts";
import type { Source } from "../../../text/source.ts";
import { readNamedFile } from "../../open/conf-files.ts";
import { confsAt } from "../../open/conf-folder.ts";
import { isDeploymentPath, lintInputOf, rulesOf } from "../../open/lint-input.ts";
import { openProject, type Project, versionNotes } from "../../open/project.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import type { Baseline } from "../baseline.ts";
import { Draft } from "../draft.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { applyFixes, editableFiles, showPatch, wantedFixes } from "../fixing.ts";
import { internalText } from "../run-command.ts";
import type { Session } from "../session.ts";
import { todayOf } from "../today.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";

interface Collected {
  readonly findings: Reported[];
  readonly sources: Map<string, Source>;
  readonly started: Started[];
  readonly needed: Map<string, Set<string>>;
  readonly notes: Set<string>;
  nanomq: string | undefined;
  readonly failed: boolean;
  /** True where nanotune itself failed at a file. */
  readonly broken: boolean;
  /** Of `--diff`. */
  readonly draft: Draft | undefined;
  /** Findings that vanished. */
  fixed: number;
  readonly refused: Refused[];
}

function collectNeeds(needFacts: readonly NeededFact[], needed: Collected["needed"]): void {
  for (const { fact, rules } of needFacts) {
    const known = needed.get(fact) ?? new Set<string>();
    for (const rule of rules) known.add(rule);
    needed.set(fact, known);
  }
}

function needNotes({ needed }: Collected, language: Language): readonly string[] {
  if (needed.size === 0) return [];
  const rules = new Set([...needed.values()].flatMap((ids) => [...ids]));
  const facts = [...needed.keys()].map(factName).toSorted();
  return [cliWords[language].moreFacts(rules.size, facts.join(", "))];
}

async function lintFile(
  path: string,
  args: Arguments,
  session: Session,
  collected: Collected,
  editable: ReturnType<typeof editableFiles>,
): Promise<void> {
  const project = await openProject(args, path, session);
  if (isDeploymentPath(path)) return lintYaml(path, project, args, session, collected);
  const input = await lintInputOf(path, project, await rulesOf(project, session), args, session);
  const mayEdit = editable(path, project);
  const fixed =
    wantedFixes(args).length > 0
      ? applyFixes(input, path, mayEdit, args, session, collected.draft)
      : undefined;
  const linted = fixed ?? { input, lint: lintConf(input) };
  const { run, sources, needFacts } = linted.lint;
  collected.started.push({ name: path, run, facts: input.facts });
  collected.fixed += fixed?.fixed ?? 0;
  for (const one of fixed?.refused ?? []) collected.refused.push(one);
  collected.nanomq ??= input.version.text;
  for (const note of versionNotes(project, session.language)) collected.notes.add(note);
  collected.findings.push(...reported(linted, mayEdit));
  for (const [file, source] of sources) collected.sources.set(file, source);
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
  const { lintDeploymentFile } = await import("../../open/lint-deployment.ts");
  const rules = await rulesOf(project, session);
  const base = { rules, suppressions: !hasFlag(args, "no-suppressions"), today: todayOf(args, session) };
  const run = { project, base, args, session };
  const result = await lintDeploymentFile(path, readNamedFile(session, path), run);
  if (wantedFixes(args).length > 0 && result.findings.some(({ fixes }) => fixes.length > 0)) {
    collected.notes.add(cliWords[session.language].fixesConfsOnly(path));
  }
  const { text } = result.version;
  if (result.versionAssumed) collected.notes.add(cliWords[session.language].assumedVersion(text));
  collected.nanomq ??= text;
  collected.started.push(...result.started);
  collected.findings.push(...result.findings);
  for (const [name, source] of result.sources) collected.sources.set(name, source);
  collectNeeds(result.needFacts, collected.needed);
}

/** Every file is linted, also where another one cannot be read. */
async function lintAll(args: Arguments, world: Session): Promise<Collected> {
  const draft = hasFlag(args, "diff") ? new Draft(world.io) : undefined;
  const session = draft === undefined ? world : { ...world, io: draft.io };
  const collected: Collected = {
    findings: [],
    sources: new Map(),
    started: [],
    needed: new Map(),
    notes: new Set(),
    nanomq: undefined,
    failed: false,
    broken: false,
    draft,
    fixed: 0,
    refused: [],
  };
  const files = new Set<string>();
  const errors = new Set<string>();
  const faults = new Set<string>();
  // A file that nanotune fails at does not cost the others their findings.
  const keepGoing = async (path: string, work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      if (error instanceof UsageError) errors.add(`nanotune: ${error.message}`);
      else faults.add(`${path}: ${internalText(error, session)}`);
    }
  };
  for (const path of args.positionals) {
    await keepGoing(path, () => {
      for (const file of confsAt(path, session)) files.add(file);
    });
  }
  const editable = editableFiles(args, session);
  for (const file of files) await keepGoing(file, () => lintFile(file, args, session, collected, editable));
  for (const message of [...errors, ...faults]) session.io.err(`${message}\n`);
  return { ...collected, failed: errors.size + faults.size > 0, broken: faults.size > 0 };
}

async function write(
  args: Arguments,
  session: Session,
  collected: Collected,
  findings: readonly Reported[],
): Promise<void> {
  const packPages = new Map([...session.packs.values()].flat().map(({ page }) => [page.id, page]));
  const report = {
    nanomq: collected.nanomq ?? "",
    findings,
    sources: collected.sources,
    started: collected.started,
    pages: { get: (id: string) => packPages.get(id) ?? rulePageOf(id) },
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

function fails(findings: readonly Reported[], failOn: string): boolean {
  const least = failOn === "warning" || failOn === "info" ? rank[failOn] : rank.error;
  return failOn !== "never" && findings.some(({ severity }) => rank[severity] >= least);
}

/** What was asked for and is not written, and why. */
async function refusalLines({ refused, sources }: Collected, { language }: Session) {
  if (refused.length === 0) return [];
  const { refusalLine } = await import("../../../report/finding/refusals.ts");
  return refused.map((one) => refusalLine(one, sources, language));
}

async function openBaseline(args: Arguments, session: Session): Promise<Baseline | undefined> {
  const path = valueOfOption(args, "baseline");
  const update = hasFlag(args, "update-baseline");
  if (path === undefined && !update) return undefined;
  if (path === undefined) {
    const { baselineWords } = await import("../../../report/finding/baseline.ts");
    throw new UsageError(baselineWords[session.language].fileMissing);
  }
  const { Baseline } = await import("../baseline.ts");
  return new Baseline(path, update, session);
}

/** The findings that are not in the baseline; an updated baseline has all of them. */
function newFindings(
  baseline: Baseline | undefined,
  collected: Collected,
  args: Arguments,
  { io }: Session,
): readonly Reported[] {
  const sorted = collected.findings.toSorted(compareFindings);
  if (baseline === undefined) return sorted;
  const files = collected.sources.keys();
  if (hasFlag(args, "update-baseline")) {
    baseline.update(sorted, files, collected.failed);
    return collected.failed ? sorted : [];
  }
  const { findings, notes } = baseline.filter(sorted, files);
  if (!hasFlag(args, "quiet")) for (const note of notes) io.err(`${note}\n`);
  return findings;
}

/** `nanotune lint`: what will go wrong with these confs. */
export async function lint(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  if (args.positionals.length === 0) throw new UsageError(cliWords[language].noFiles("lint"));
  const baseline = await openBaseline(args, session);
  const collected = await lintAll(args, session);
  const needs = hasFlag(args, "quiet") ? [] : needNotes(collected, language);
  for (const note of [...collected.notes, ...needs]) io.err(`${note}\n`);
  for (const line of await refusalLines(collected, session)) io.err(`${line}\n`);
  if (collected.draft !== undefined) {
    const code = await showPatch(collected.draft, collected.failed, session);
    return collected.broken ? exitCode.internal : code;
  }
  if (collected.fixed > 0) io.err(`${cliWords[language].fixed(collected.fixed)}\n`);
  const sorted = newFindings(baseline, collected, args, session);
  const shown = hasFlag(args, "quiet") ? sorted.filter(({ severity }) => severity === "error") : sorted;
  if (collected.nanomq !== undefined) await write(args, session, collected, shown);
  if (collected.failed) return collected.broken ? exitCode.internal : exitCode.usage;
  return fails(sorted, valueOfOption(args, "fail-on") ?? "error") ? exitCode.findings : exitCode.clean;
}
