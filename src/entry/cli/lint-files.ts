// What a lint of many files comes to, as plain data: it may come from another thread.

import { partOfConf } from "../../deploy/detect.ts";
import type { Reported } from "../../lint/finding/finding.ts";
import { holdForAnyName, renamed } from "../../lint/finding/renamed.ts";
import { reported } from "../../lint/fix/reported.ts";
import { lintConf } from "../../lint/lint-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
import { onceFor } from "../../lint/once.ts";
import { cliWords } from "../../report/cli/words.ts";
import { type Started, startedOf } from "../../report/finding/started.ts";
import { atHome } from "../../start/start.ts";
import { createSource, type Source } from "../../text/source.ts";
import { readNamedFile, STDIN } from "../open/conf-files.ts";
import { isDeploymentFile, lintInputOf, packsOf, rulesOf } from "../open/lint-input.ts";
import type { LintedBroker } from "../open/linted-broker.ts";
import { openProject, type Project, versionNotes } from "../open/project.ts";
import { type Arguments, hasFlag } from "./arguments.ts";
import type { Draft } from "./draft.ts";
import { applyFixes, editableFiles, wantedFixes } from "./fixing.ts";
import { type LintedFiles, nothingLinted } from "./linted-files.ts";
import { showsFixes, wantsPage } from "./outputs.ts";
import { selectedRules } from "./rule-selection.ts";
import { internalText } from "./run-command.ts";
import type { Session } from "./session.ts";
import { todayOf } from "./today.ts";
import { UsageError } from "./usage-error.ts";

/** Who lints, and where it goes. */
interface Lint {
  readonly args: Arguments;
  readonly session: Session;
  readonly draft: Draft | undefined;
  readonly editable: ReturnType<typeof editableFiles>;
  readonly into: LintedFiles;
}

/** A conf that was linted, for those with the same text. */
interface Twin {
  readonly path: string;
  readonly findings: readonly Reported[];
  readonly started: Started;
  readonly sources: ReadonlyMap<string, Source>;
}

/** By project and bytes: the same bytes are one object ({@link Session.io}). */
const twins = onceFor((_project: Project) => new WeakMap<Uint8Array, Twin>());

/** True where the text of the conf alone decides what lint says. */
function isAlone({ conf, hostFiles }: LintInput, path: string): boolean {
  return path !== STDIN && hostFiles === undefined && Object.keys(conf.files ?? {}).length === 0;
}

function take({ findings, started, sources }: Omit<Twin, "path">, into: LintedFiles): void {
  into.findings.push(...findings);
  into.started.push(started);
  for (const [file, source] of sources) into.sources.set(file, source);
}

/** What was found in another file with the same text, where there was one. */
function takeTwin(input: LintInput, path: string, project: Project, into: LintedFiles): boolean {
  const { text } = input.conf;
  const twin = typeof text === "string" || !isAlone(input, path) ? undefined : twins(project).get(text);
  if (twin === undefined) return false;
  const named = [...twin.sources].map(([file, source]) =>
    file === twin.path ? ([path, createSource(path, source.bytes)] as const) : ([file, source] as const),
  );
  take(
    {
      findings: twin.findings.map((finding) => renamed(finding, twin.path, path)),
      started: { ...twin.started, name: path, files: [path] },
      sources: new Map(named),
    },
    into,
  );
  return true;
}

async function lintFile(path: string, lint: Lint): Promise<void> {
  const { args, session, into } = lint;
  const opened = await openProject(args, path, session);
  const packs = await packsOf(opened, session);
  if (packs.length > 0) into.withPacks.add(path);
  const project = selectedRules(opened, packs, args, session);
  const isDeployment = path !== STDIN && (await isDeploymentFile(path, () => readNamedFile(session, path)));
  if (isDeployment) return lintYaml(path, project, lint);
  const input = await lintInputOf(path, project, await rulesOf(project, session), args, session);
  into.nanomq ??= input.version.text;
  const source = createSource(path, input.conf.text);
  const part = partOfConf(path, source);
  if (part !== undefined) {
    into.sources.set(path, source);
    into.notes.add(cliWords[session.language].partOfConf(path, part));
    return;
  }
  for (const note of versionNotes(project, session.language)) into.notes.add(note);
  const fixes = wantedFixes(args).length > 0;
  if (!fixes && !wantsPage(args) && takeTwin(input, path, project, into)) return;
  const mayEdit = lint.editable(path, project);
  const fixed = fixes ? applyFixes(input, path, mayEdit, args, session, lint.draft) : undefined;
  const linted = fixed ?? { input, lint: lintConf(input) };
  const { run, sources, ran, worthTelling } = linted.lint;
  const started = startedOf({ name: path, run, facts: input.facts, sources }, session.language);
  const findings = reported(linted, mayEdit, showsFixes(args));
  into.fixed += fixed?.fixed ?? 0;
  for (const one of fixed?.refused ?? []) into.refused.push(one);
  take({ findings, started, sources }, into);
  for (const id of ran) into.ran.add(id);
  for (const { fact } of worthTelling(into.needed)) into.needed.add(fact);
  await notePage([{ name: path, linted, home: atHome, sources }], project, lint);
  const { text } = input.conf;
  const isShared =
    typeof text !== "string" && !fixes && isAlone(input, path) && started.verdict === undefined;
  if (isShared && holdForAnyName(findings, path))
    twins(project).set(text, { path, findings, started, sources });
}

/** A page of more would be read by nobody. */
const MOST_PAGE_BROKERS = 8;

/** What a page tells of brokers, where one is asked for. */
async function notePage(
  brokers: readonly LintedBroker[],
  project: Project,
  { args, session, into }: Pick<Lint, "args" | "session" | "into">,
): Promise<void> {
  if (!wantsPage(args)) return;
  const { pageBroker } = await import("./page-broker.ts");
  for (const broker of brokers.slice(0, MOST_PAGE_BROKERS - into.brokers.length))
    into.brokers.push(pageBroker(broker, project, args, session));
}

/** A compose file or Kubernetes manifest. */
async function lintYaml(path: string, project: Project, { args, session, into }: Lint): Promise<void> {
  const { lintDeploymentFile, MOST_BROKERS } = await import("../open/lint-deployment.ts");
  const rules = await rulesOf(project, session);
  const base = { rules, suppressions: !hasFlag(args, "no-suppressions"), today: todayOf(args, session) };
  const run = { project, base, args, session };
  const brokers: LintedBroker[] = [];
  const result = await lintDeploymentFile(path, readNamedFile(session, path), run, (broker) => {
    if (wantsPage(args) && brokers.length < MOST_PAGE_BROKERS) brokers.push(broker);
  });
  if (wantedFixes(args).length > 0 && result.findings.some(({ fixes }) => fixes.length > 0)) {
    into.notes.add(cliWords[session.language].fixesConfsOnly(path));
  }
  const { text } = result.version;
  if (result.leftOut > 0)
    into.notes.add(cliWords[session.language].brokersLeftOut(path, result.leftOut, MOST_BROKERS));
  if (result.versionAssumed) into.notes.add(cliWords[session.language].assumedVersion(text));
  into.nanomq ??= text;
  into.started.push(...result.started);
  into.findings.push(...result.findings);
  await notePage(brokers, project, { args, session, into });
  for (const [name, source] of result.sources) into.sources.set(name, source);
  for (const id of result.ran) into.ran.add(id);
  for (const fact of result.worthTelling) into.needed.add(fact);
}

/** Runs work for one file; one that nanotune fails at does not cost the others their findings. */
export async function keepGoing(
  path: string,
  session: Session,
  { errors, faults }: Pick<LintedFiles, "errors" | "faults">,
  work: () => unknown,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UsageError) errors.add(`nanotune: ${error.message}`);
    else faults.add(`${path}: ${internalText(error, session)}`);
  }
}

/** Every file is linted, also where another one cannot be read. */
export async function lintFiles(
  files: Iterable<string>,
  args: Arguments,
  session: Session,
  draft?: Draft | undefined,
): Promise<LintedFiles> {
  const into = nothingLinted();
  const lint = { args, session, draft, editable: editableFiles(args, session), into };
  for (const file of files) await keepGoing(file, session, into, () => lintFile(file, lint));
  return into;
}
