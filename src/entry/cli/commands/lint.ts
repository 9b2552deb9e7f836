import { rulePageOf } from "../../../generated/rule-page-of.ts";
import type { Reported, Severity } from "../../../lint/finding/finding.ts";
import { compareFindings, summarise } from "../../../lint/finding/order.ts";
import type { Language } from "../../../lint/language.ts";
import { factName } from "../../../lint/rules/fact-name.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { pageAddressIn } from "../../../report/rule/page-address.ts";
import { packsOf } from "../../open/lint-input.ts";
import { lintTargets } from "../../open/lint-targets.ts";
import { openProject } from "../../open/project.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import type { Baseline } from "../baseline.ts";
import { Draft } from "../draft.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { showPatch, wantedFixes } from "../fixing.ts";
import { keepGoing, lintFiles } from "../lint-files.ts";
import { lintInJobs } from "../lint-jobs.ts";
import { type LintedFiles, nothingLinted } from "../linted-files.ts";
import { type Output, outputsOf, writeReports } from "../outputs.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

interface Collected extends LintedFiles {
  readonly failed: boolean;
  /** True where nanotune itself failed at a file. */
  readonly broken: boolean;
  /** Of `--diff`. */
  readonly draft: Draft | undefined;
}

function needNotes({ needed }: Collected, language: Language): readonly string[] {
  if (needed.size === 0) return [];
  const facts = [...new Set([...needed].map(factName))].toSorted();
  return [cliWords[language].moreFacts(facts.join(", "))];
}

/** True where Git says which of the files are linted. */
function asksGit(args: Arguments): boolean {
  return hasFlag(args, "changed") || hasFlag(args, "staged");
}

/** What the line names; what of it cannot be found is noted. */
async function filesOf(args: Arguments, session: Session, into: LintedFiles): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of args.positionals.length === 0 ? ["."] : args.positionals) {
    await keepGoing(path, session, into, async () => {
      for (const file of await lintTargets(path, args, session)) files.add(file);
    });
  }
  if (!asksGit(args)) return [...files];
  const { changedOnly } = await import("../changed.ts");
  return changedOnly(files, args, session);
}

async function lintedFiles(
  files: readonly string[],
  args: Arguments,
  session: Session,
): Promise<LintedFiles> {
  if (!hasFlag(args, "cache")) return lintInJobs(files, args, session);
  const { canCache, LintCache } = await import("../lint-cache.ts");
  return canCache(args) ? new LintCache(args, session).lint(files) : lintInJobs(files, args, session);
}

/** The files as Git has them staged, where the line asks for those. */
async function readingFrom(args: Arguments, session: Session): Promise<Session> {
  if (!hasFlag(args, "staged")) return session;
  const [{ stagedIo }, { changedWords }] = await Promise.all([
    import("../changed.ts"),
    import("../../../report/cli/changed.ts"),
  ]);
  const words = changedWords[session.language];
  if (hasFlag(args, "changed")) throw new UsageError(words.twice);
  if (wantedFixes(args).length > 0) throw new UsageError(words.stagedFixes);
  return { ...session, io: stagedIo(session) };
}

async function lintAll(args: Arguments, world: Session): Promise<Collected> {
  const draft = hasFlag(args, "diff") ? new Draft(world.io) : undefined;
  const session = draft === undefined ? world : { ...world, io: draft.io };
  const unnamed = nothingLinted();
  const files = await filesOf(args, session, unnamed);
  const linted =
    draft === undefined
      ? await lintedFiles(files, args, session)
      : await lintFiles(files, args, session, draft);
  // Their words are said here, whoever linted.
  for (const path of linted.withPacks) await packsOf(await openProject(args, path, session), session);
  const errors = new Set([...unnamed.errors, ...linted.errors]);
  const faults = new Set([...unnamed.faults, ...linted.faults]);
  for (const message of [...errors, ...faults]) session.io.err(`${message}\n`);
  return { ...linted, draft, failed: errors.size + faults.size > 0, broken: faults.size > 0 };
}

async function write(
  outputs: readonly Output[],
  args: Arguments,
  session: Session,
  collected: Collected,
  found: readonly Reported[],
): Promise<void> {
  const isQuiet = hasFlag(args, "quiet");
  const findings = isQuiet ? found.filter(({ severity }) => severity === "error") : found;
  const packPages = new Map([...session.packs.values()].flat().map(({ page }) => [page.id, page]));
  const { io } = session;
  const { docsFolder } = io;
  const pageAddress = (id: string) =>
    packPages.has(id) || docsFolder === undefined
      ? undefined
      : pageAddressIn(docsFolder, id, session.language);
  const report = {
    nanomq: collected.nanomq ?? "",
    findings,
    sources: collected.sources,
    started: collected.started,
    pass: { rules: collected.ran.size, tookMs: io.stdoutIsTty ? Math.round(performance.now()) : undefined },
    pageAddress,
    brokers: collected.brokers,
    pages: { get: (id: string) => packPages.get(id) ?? rulePageOf(id) },
    hidden: isQuiet ? summarise(found.filter(({ severity }) => severity !== "error")) : undefined,
    asStatistics: hasFlag(args, "statistics"),
    language: session.language,
  };
  await writeReports(outputs, report, args, session);
}

const rank: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

/** What `--max-warnings` accepts. @throws UsageError for what is no number */
function mostWarnings(args: Arguments, { language }: Session): number {
  const text = valueOfOption(args, "max-warnings");
  if (text === undefined) return Infinity;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(cliWords[language].badMaxWarnings(text));
  return Number(text);
}

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
  const { language } = session;
  if (args.positionals.length === 0 && !asksGit(args))
    throw new UsageError(cliWords[language].noFiles("lint"));
  const once = async (own: Session) => lintOnce(args, await readingFrom(args, own));
  if (!hasFlag(args, "watch")) return once(session);
  const { watchAndLint } = await import("../watch.ts");
  return watchAndLint(args, session, once);
}

async function lintOnce(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const outputs = outputsOf(args, session);
  const most = mostWarnings(args, session);
  const baseline = await openBaseline(args, session);
  const collected = await lintAll(args, session);
  for (const line of await refusalLines(collected, session)) io.err(`${line}\n`);
  if (collected.draft !== undefined) {
    const code = await showPatch(collected.draft, collected.failed, session);
    return collected.broken ? exitCode.internal : code;
  }
  if (collected.fixed > 0) io.err(`${cliWords[language].fixed(collected.fixed)}\n`);
  const sorted = newFindings(baseline, collected, args, session);
  if (collected.nanomq !== undefined || (asksGit(args) && !collected.failed))
    await write(outputs, args, session, collected, sorted);
  const needs = hasFlag(args, "quiet") ? [] : needNotes(collected, language);
  for (const note of [...collected.notes, ...needs]) io.err(`${note}\n`);
  if (collected.failed) return collected.broken ? exitCode.internal : exitCode.usage;
  const { warnings } = summarise(sorted);
  if (warnings > most) {
    io.err(`${cliWords[language].tooManyWarnings(warnings, most)}\n`);
    return exitCode.findings;
  }
  return fails(sorted, valueOfOption(args, "fail-on") ?? "error") ? exitCode.findings : exitCode.clean;
}
