// One file with all that decides about it, checked: what an editor shows comes from here.
import { dirname } from "node:path/posix";
import { includedSections, type Names } from "../../editor/cursor.ts";
import { type Mark, markOf } from "../../editor/marks.ts";
import type { View } from "../../editor/view.ts";
import { noFacts } from "../../facts/facts.ts";
import type { FactsProblem } from "../../facts/facts-problem.ts";
import { readFacts } from "../../facts/read-facts.ts";
import { spanInToml } from "../../facts/toml-place.ts";
import { rulePageOf } from "../../generated/rule-page-of.ts";
import type { Finding, Fix } from "../../lint/finding/finding.ts";
import type { Linted } from "../../lint/fix/contract.ts";
import { reported, withFixes } from "../../lint/fix/reported.ts";
import type { Language } from "../../lint/language.ts";
import { lintConf, runOf, sourcesOf } from "../../lint/lint-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
import type { Rule } from "../../lint/rules/rule.ts";
import { newestRelease, resolveVersion } from "../../nanomq/releases.ts";
import { factsProblemText } from "../../report/conf/facts-problems.ts";
import type { RulePages } from "../../report/finding/said.ts";
import { withoutSecrets } from "../../report/secrets/masked-finding.ts";
import { run } from "../../start/run.ts";
import { createSource, lineSpan, type Source } from "../../text/source.ts";
import { endOfLine, offsetOf } from "../../text/utf16.ts";
import type { Arguments } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { todayOf } from "../cli/today.ts";
import { UsageError } from "../cli/usage-error.ts";
import { lintDeploymentFile } from "../open/lint-deployment.ts";
import { isDeploymentPath, packsOf, rulesOf, sharedInput } from "../open/lint-input.ts";
import { openProject, type Project } from "../open/project.ts";
import { FACTS_FILE, imageRelease, includePath, openConf } from "./roots.ts";
import { type Looks, pathOf } from "./world.ts";

/** Who says which release runs. */
export type Told = "facts" | "image" | "setting" | "assumed";

/** What its broker makes of a file, before any rule is asked: enough for all that is shown beside a text. */
export interface Seen {
  readonly root: string;
  /** Absent of a file that starts nothing. */
  readonly view: View | undefined;
  /** Each NanoMQ that a deployment file starts. */
  readonly brokers: readonly View[];
  readonly told: Told;
  readonly factsFile: string | undefined;
  /** By the path on this machine. */
  readonly sources: ReadonlyMap<string, Source>;
  /** The section that an included file stands in. */
  readonly bases: ReadonlyMap<string, Names>;
  readonly looks: Looks;
  /** Where a span points to on this machine. */
  readonly pathOf: (file: string) => string | undefined;
}

export interface Checked extends Seen {
  /** By the path on this machine. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  /** What linting it came to, where it is a conf. */
  readonly linted: Linted | undefined;
}

/** What the editor's user chose. */
export interface Choice {
  readonly release: string | undefined;
}

export interface Check {
  readonly session: Session;
  readonly looks: Looks;
  readonly choice: Choice;
  /** Lets the editor have its say; throws where what it says makes this check old. */
  readonly pause: () => Promise<void>;
  /** Told before rules are asked. */
  readonly seen: (seen: Seen) => void;
}

function argumentsOf(options: Readonly<Record<string, string | undefined>>): Arguments {
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value === "" ? [] : [value]] as const],
  );
  return { positionals: [], options: new Map(given) };
}

interface Opened {
  readonly project: Project;
  readonly args: Arguments;
  readonly told: Told;
}

/** Facts and release. What is wrong with nanotune.toml is said where it stands: the conf is checked without it. */
async function projectFor(path: string, { session, choice }: Check): Promise<Opened> {
  const asked = { nanomq: choice.release };
  try {
    const args = argumentsOf(asked);
    const project = await openProject(args, path, session);
    if (!project.versionAssumed)
      return { project, args, told: choice.release === undefined ? "facts" : "setting" };
    const image = isDeploymentPath(path) ? undefined : imageRelease(session, path);
    if (image === undefined) return { project, args, told: "assumed" };
    const own = argumentsOf({ nanomq: image });
    return { project: await openProject(own, path, session), args: own, told: "image" };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    session.io.err(`${error.message}\n`);
    const args = argumentsOf({ ...asked, "no-config": "" });
    return {
      project: await openProject(args, path, session),
      args,
      told: choice.release === undefined ? "assumed" : "setting",
    };
  }
}

interface ProjectRules {
  readonly rules: readonly Rule[] | undefined;
  readonly pages: RulePages;
}

/** The rules of a project and their words; the built-in ones alone where a pack does not load, which its nanotune.toml says. */
async function rulesFor(project: Project, session: Session): Promise<ProjectRules> {
  try {
    const packs = await packsOf(project, session);
    const own = new Map(packs.map(({ rule, page }) => [rule.id, page]));
    const pages = { get: (id: string) => own.get(id) ?? rulePageOf(id) };
    return { rules: await rulesOf(project, session), pages };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { rules: undefined, pages: { get: rulePageOf } };
  }
}

const noMarks: Pick<Checked, "brokers" | "marks" | "sources" | "bases" | "linted"> = {
  brokers: [],
  marks: new Map(),
  sources: new Map(),
  bases: new Map(),
  linted: undefined,
};

function byPath(marks: readonly Mark[], find: Checked["pathOf"]): ReadonlyMap<string, readonly Mark[]> {
  const found = new Map<string, Mark[]>();
  for (const mark of marks) {
    const path = find(mark.span.file);
    if (path === undefined) continue;
    const there = found.get(path);
    if (there === undefined) found.set(path, [mark]);
    else there.push(mark);
  }
  return found;
}

/** Finds the paths of sources by the names that findings have for them. */
function placed(sources: ReadonlyMap<string, Source>, looks: Looks): Pick<Checked, "pathOf" | "sources"> {
  const paths = new Map(
    [...sources].flatMap(([file, source]) => {
      const path = pathOf(source, looks);
      return path === undefined ? [] : [[file, path] as const];
    }),
  );
  const here = [...sources].flatMap(([file, source]) => {
    const path = paths.get(file);
    return path === undefined ? [] : [[path, source] as const];
  });
  return { pathOf: (file) => paths.get(file), sources: new Map(here) };
}

/** The sections that files stand in which a conf includes, at any depth. */
function basesOf(
  session: Session,
  conf: string,
  sources: ReadonlyMap<string, Source>,
): ReadonlyMap<string, Names> {
  const bases = new Map<string, Names>([[conf, []]]);
  // A Map goes through what is added on the way.
  for (const [path, base] of bases) {
    const source = sources.get(path);
    if (source === undefined) continue;
    for (const [name, names] of includedSections(source, base)) {
      const place = includePath(session, conf, name);
      if (place !== undefined && !bases.has(place)) bases.set(place, names);
    }
  }
  return bases;
}

/** Fixes whose titles hold no secret; their edits do, where the file does. */
function fixesOf(finding: Finding, linted: Linted): readonly Fix[] {
  const found = withFixes(finding, linted);
  const titles = withoutSecrets(found, linted.lint.sources).fixes;
  return found.fixes.map((fix, at) => ({ ...fix, text: titles[at]?.text ?? fix.text }));
}

async function checkConf(root: string, check: Check): Promise<Checked> {
  const { session, looks } = check;
  const { project, args, told } = await projectFor(root, check);
  const conf = openConf(session, root);
  const own = { root, told, factsFile: project.factsFile, looks };
  if (conf === undefined) return { ...own, ...noMarks, view: undefined, pathOf: () => undefined };
  const shared = sharedInput(project, args, session);
  const { rules, pages } = await rulesFor(project, session);
  const input: LintInput = { ...shared, rules, conf };
  await check.pause();
  const started = runOf(input);
  const here = placed(sourcesOf(input, started), looks);
  const view = { run: started, facts: project.facts, language: session.language };
  const bases = basesOf(session, root, here.sources);
  const seen: Seen = { ...own, ...here, view, brokers: [], bases };
  check.seen(seen);
  await check.pause();
  const lint = lintConf(input);
  await check.pause();
  const linted = { input, lint };
  const { language } = session;
  const { findings } = lint;
  const marks = reported(linted, () => true, false).flatMap((shown, at) => {
    const finding = findings[at];
    if (finding === undefined) return [];
    const fixes = () => fixesOf(finding, linted);
    return [markOf(withoutSecrets(shown, lint.sources), fixes, language, pages)];
  });
  return { ...seen, marks: byPath(marks, here.pathOf), linted };
}

async function checkDeployment(root: string, check: Check): Promise<Checked> {
  const { session, looks } = check;
  const { project, args, told } = await projectFor(root, check);
  const own = { root, told, factsFile: project.factsFile, looks };
  const bytes = looks.files.get(root) ?? new Uint8Array();
  const { rules, pages } = await rulesFor(project, session);
  const base = { rules, today: todayOf(args, session) };
  const { language } = session;
  await check.pause();
  const result = await lintDeploymentFile(root, bytes, { project, base, args, session });
  const marks = result.findings.map((finding) =>
    markOf(withoutSecrets(finding, result.sources), () => finding.fixes, language, pages),
  );
  const here = placed(result.sources, looks);
  const start = { version: result.version, conf: undefined };
  return {
    ...own,
    ...here,
    told: told === "assumed" && !result.versionAssumed ? "image" : told,
    view: { run: run(start), facts: project.facts, language },
    brokers: result.brokers.map(({ linted, home, sources }): View => {
      const { input, lint } = linted;
      return { run: lint.run, facts: input.facts, language, away: { home, sources } };
    }),
    marks: byPath(marks, here.pathOf),
    bases: new Map(),
    linted: undefined,
  };
}

function factsMark(problem: FactsProblem, source: Source, language: Language): Mark {
  const start = offsetOf(source, { line: problem.line - 1, character: problem.column - 1 });
  const span = { file: source.file, start, end: endOfLine(source, start) };
  return {
    severity: "error",
    span,
    message: factsProblemText(problem, language),
    related: [],
    fixes: () => [],
  };
}

/** nanotune.toml by itself: what is wrong with it, and with the rules of its packs. */
async function checkFacts(root: string, { session, looks, choice }: Check): Promise<Checked> {
  const { language } = session;
  session.io.readFile(root, session.fileLimitBytes);
  const source = createSource(root, looks.files.get(root) ?? "");
  const read = await readFacts(new TextDecoder().decode(source.bytes));
  const facts = read.ok ? read.facts : noFacts;
  const problems = read.ok ? [] : read.problems.map((problem) => factsMark(problem, source, language));
  const packs = read.ok ? await packMarks(root, source, session) : [];
  const asked = choice.release ?? facts.nanomq ?? newestRelease;
  const version = resolveVersion(asked)?.version;
  return {
    root,
    looks,
    factsFile: root,
    told: choice.release !== undefined ? "setting" : facts.nanomq === undefined ? "assumed" : "facts",
    view: version && { run: run({ version, conf: undefined }), facts, language },
    brokers: [],
    marks: new Map([[root, [...problems, ...packs]]]),
    sources: new Map([[root, source]]),
    bases: new Map(),
    pathOf: (file) => (file === root ? root : undefined),
    linted: undefined,
  };
}

async function packMarks(root: string, source: Source, session: Session): Promise<readonly Mark[]> {
  try {
    await packsOf(await openProject(argumentsOf({}), `${dirname(root)}/nanomq.conf`, session), session);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const span = spanInToml(source, ["packs"]) ?? lineSpan(source, 1);
    return [{ severity: "error", span, message: error.message, related: [], fixes: () => [] }];
  }
}

/** Checks one file. What cannot be checked, as a deployment file without NanoMQ, has no marks. */
export async function checkFile(root: string, check: Check): Promise<Checked> {
  if (root.endsWith(`/${FACTS_FILE}`)) return checkFacts(root, check);
  check.session.io.readFile(root, check.session.fileLimitBytes);
  try {
    return await (isDeploymentPath(root) ? checkDeployment(root, check) : checkConf(root, check));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    check.session.io.err(`${error.message}\n`);
    const { looks } = check;
    return {
      root,
      looks,
      told: "assumed",
      factsFile: undefined,
      view: undefined,
      pathOf: () => undefined,
      ...noMarks,
    };
  }
}
