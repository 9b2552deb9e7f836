import type { Reported } from "../../../lint/finding/finding.ts";
import { fileSuppression, lineSuppressions, type SuppressionNote } from "../../../lint/suppression-edits.ts";
import { suppressWords } from "../../../report/cli/suppress.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { applyEdits } from "../../../text/edit.ts";
import { positionAt } from "../../../text/source.ts";
import { includePlace, STDIN, writeNamedFiles } from "../../open/conf-files.ts";
import { includeFolders } from "../../open/lint-input.ts";
import { lintTargets } from "../../open/lint-targets.ts";
import { openProject } from "../../open/project.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { Draft } from "../draft.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { editableFiles } from "../fixing.ts";
import type { Io } from "../io.ts";
import { lintFiles } from "../lint-files.ts";
import type { LintedFiles } from "../linted-files.ts";
import { patchesOf } from "../patches.ts";
import type { Session } from "../session.ts";
import { isDay } from "../today.ts";
import { UsageError } from "../usage-error.ts";

/** How comments are written for one conf or deployment file: beside each line, or at the top of each file. */
type Manner = "lines" | "whole-file";

/** @throws UsageError where the reason or the day is none */
function noteOf(args: Arguments, { language }: Session): SuppressionNote {
  const words = suppressWords[language];
  const reason = valueOfOption(args, "reason")?.trim();
  const until = valueOfOption(args, "until");
  if (reason === undefined || reason === "") throw new UsageError(words.needsReason);
  if (/[\r\n]/.test(reason)) throw new UsageError(words.badReason);
  if (until !== undefined && !isDay(until)) throw new UsageError(cliWords[language].badDay(until));
  return { reason, until };
}

/** The same line with every rule asked: what a comment must leave alone. */
function withAllRules(args: Arguments): Arguments {
  const options = new Map([...args.options].filter(([name]) => name !== "select" && name !== "ignore"));
  return { ...args, options };
}

/** Lints as if nothing had been read before; `--diff` is about comments here, and not about fixes. */
function lintAnew(path: string, args: Arguments, session: Session, io: Io): Promise<LintedFiles> {
  const options = new Map([...args.options].filter(([name]) => name !== "diff"));
  return lintFiles([path], { ...args, options }, { ...session, io, factsFiles: new Set(), packs: new Map() });
}

function counted(findings: readonly Reported[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, span, key = "" } of findings) {
    const id = `${span.file} ${rule} ${key}`;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** True where all that was wanted is gone, and everything else is as it was. */
function isProved(all: LintedFiles, wanted: readonly Reported[], after: LintedFiles): boolean {
  const [before, gone, left] = [counted(all.findings), counted(wanted), counted(after.findings)];
  const isAsExpected = [...before].every(
    ([id, count]) => (left.get(id) ?? 0) === count - (gone.get(id) ?? 0),
  );
  const isNew = [...left.keys()].some((id) => !before.has(id));
  const outcomes = ({ started }: LintedFiles) => started.map(({ outcome }) => outcome).join();
  return isAsExpected && !isNew && outcomes(all) === outcomes(after);
}

interface Silence {
  readonly path: string;
  readonly args: Arguments;
  readonly session: Session;
  readonly note: SuppressionNote;
  /** What other files have got by now. */
  readonly draft: Draft;
}

/** Comments for these findings, tried; undefined where they do not do what they say. */
async function tried(
  manner: Manner,
  all: LintedFiles,
  wanted: readonly Reported[],
  { path, args, session, note, draft }: Silence,
): Promise<Draft | undefined> {
  const { root, workdir } = includeFolders(args, session);
  const trial = new Draft(draft.io);
  for (const name of new Set(wanted.map(({ span }) => span.file))) {
    const source = all.sources.get(name);
    if (source === undefined) return undefined;
    const own = wanted.filter(({ span }) => span.file === name);
    const edits =
      manner === "lines" ? lineSuppressions(source, own, note) : fileSuppression(source, own, note);
    const place = name === path ? path : includePlace(name, root, workdir);
    trial.note({ path: place, before: source.bytes, after: applyEdits(source.bytes, edits) });
  }
  const after = await lintAnew(path, withAllRules(args), session, trial.io);
  return isProved(all, wanted, after) ? trial : undefined;
}

/** Beside the lines where that does it, else at the top. */
async function proved(
  all: LintedFiles,
  wanted: readonly Reported[],
  silencing: Silence,
): Promise<Draft | undefined> {
  if (wanted.length === 0) return undefined;
  const manners: readonly Manner[] = hasFlag(silencing.args, "whole-file")
    ? ["whole-file"]
    : ["lines", "whole-file"];
  for (const manner of manners) {
    const trial = await tried(manner, all, wanted, silencing);
    if (trial !== undefined) return trial;
  }
  return undefined;
}

/** Silences what is asked for in one file; says what cannot be. True where nothing is left. */
async function silence(silencing: Silence): Promise<boolean> {
  const { path, args, session, draft } = silencing;
  const { err } = session.io;
  const words = suppressWords[session.language];
  const all = await lintAnew(path, withAllRules(args), session, draft.io);
  const asked = await lintAnew(path, args, session, draft.io);
  for (const message of [...asked.errors, ...asked.faults])
    throw new UsageError(message.replace(/^nanotune: /, ""));
  const mayEdit = editableFiles(args, session)(path, await openProject(args, path, session));
  const wanted = asked.findings.filter(({ span }) => mayEdit(span.file));
  const trial = await proved(all, wanted, silencing);
  for (const change of trial?.changes ?? []) draft.note(change);
  const say = hasFlag(args, "diff") ? words.would : words.written;
  if (trial !== undefined) err(`${say(wanted.length, path)}\n`);
  const left = trial === undefined ? asked.findings : asked.findings.filter((one) => !wanted.includes(one));
  for (const { rule, span } of left) {
    const source = all.sources.get(span.file);
    const place = source === undefined ? span.file : `${span.file}:${positionAt(source, span.start).line}`;
    err(`nanotune: ${words.cannot(place, rule)}\n`);
  }
  return left.length === 0;
}

/** `nanotune suppress`: comments with a reason, each proved by another lint before anything is written. */
export async function suppress(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const words = suppressWords[language];
  if (args.positionals.length === 0) throw new UsageError(cliWords[language].noFiles("suppress"));
  if (args.positionals.includes(STDIN)) throw new UsageError(words.needsFile);
  const note = noteOf(args, session);
  const draft = new Draft(io);
  let isAll = true;
  for (const named of args.positionals) {
    for (const path of await lintTargets(named, args, session))
      isAll = (await silence({ path, args, session, note, draft })) && isAll;
  }
  if (draft.changes.length === 0 && isAll) io.err(`${words.nothing}\n`);
  if (hasFlag(args, "diff")) {
    const { text, missing } = patchesOf(draft.changes, session);
    for (const line of missing) io.err(`nanotune: ${line}\n`);
    io.out(text, "patch");
  } else if (draft.changes.length > 0) writeNamedFiles(session, draft.changes);
  return isAll ? exitCode.clean : exitCode.findings;
}
