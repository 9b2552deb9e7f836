// A compose file or manifest, linted: the file itself, and the conf of every NanoMQ that it starts.
import { dirname, resolve } from "node:path/posix";
import { startProblems } from "../../deploy/after-start.ts";
import { homeIn, imagePlaces, ownConfName, textsOf } from "../../deploy/container-files.ts";
import { filesMissing, pathInside } from "../../deploy/container-host.ts";
import type { Deployment, DeploymentReading } from "../../deploy/deployment.ts";
import { isMainConf } from "../../deploy/inline-conf.ts";
import { hostPath } from "../../deploy/mounts.ts";
import type { DeploymentProblem } from "../../deploy/problem.ts";
import { factsOfDeployment } from "../../lint/deployment-facts.ts";
import { lintDeployment, suppressInDeployment } from "../../lint/file-problems.ts";
import type { Finding, Fix, Reported } from "../../lint/finding/finding.ts";
import { newOnes } from "../../lint/finding/merge.ts";
import type { Linted } from "../../lint/fix/contract.ts";
import { trialsWithin, withFixes, withUntried } from "../../lint/fix/reported.ts";
import { filesNamedBy, type LintResult, lintConf } from "../../lint/lint-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
import { once } from "../../lint/once.ts";
import type { NeededFact } from "../../lint/rules/rulebook.ts";
import { isConfKnown } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { type Started, startedOf } from "../../report/finding/started.ts";
import type { Home } from "../../start/start.ts";
import type { Source } from "../../text/source.ts";
import { valueOfOption } from "../cli/arguments.ts";
import { type OpenedDeployment, openDeployment, type Run, type StartedContainer } from "./deployment.ts";
import { hostFilesOf } from "./host-files.ts";
import type { LintedBroker } from "./linted-broker.ts";

/** What linting a compose file or manifest came to. */
export interface DeploymentLint {
  readonly findings: readonly Reported[];
  /** What would mend a finding, where the report has no fixes. */
  readonly fixesOf: (finding: Reported) => readonly Fix[];
  readonly suppressed: readonly Reported[];
  readonly ran: ReadonlySet<string>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly started: readonly Started[];
  readonly needFacts: readonly NeededFact[];
  /** How many NanoMQs it starts beyond those that are looked at. */
  readonly leftOut: number;
  /** Of those the facts that may change a finding. */
  readonly worthTelling: ReadonlySet<string>;
  /** Version of the first container; of the project where no image tells. */
  readonly version: NanomqVersion;
  /** True where no image and nobody else told the version. */
  readonly versionAssumed: boolean;
}

/** Nobody starts more with one file; a report of more would be read by nobody. */
export const MOST_BROKERS = 2000;

type Base = Pick<LintInput, "rules" | "suppressions" | "today">;

/** A conf that was linted, and the way from it to what is on this machine. */
interface LintedAway extends Linted {
  readonly home: Home;
}

type Fixes = () => readonly Fix[];

/** Keeps fixes, and nothing that they came from. */
function holding(fixes: readonly Fix[]): Fixes {
  return () => fixes;
}

/**
 * The findings of one container or idle conf after the other, each with its fixes: one about a text inside of the
 * deployment file points into it, and its fixes are to be typed.
 */
function inHost(
  { source }: DeploymentReading,
  triesLate: boolean,
): (linted: LintedAway) => ReadonlyMap<Finding, Fixes> {
  const isNew = newOnes();
  const isTried = trialsWithin();
  return (linted) => {
    const { home } = linted;
    const isOutside = (file: string) => home({ file, start: 0, end: 0 }).file !== source.file;
    const shown = linted.lint.findings.filter(isNew).map((finding): readonly [Finding, Fixes] => {
      const isWorthIt = isTried(finding, linted);
      const fixes = once(() => {
        const tried = isWorthIt ? withFixes(finding, linted, isOutside) : withUntried(finding, linted);
        return tried.fixes.map((fix) => ({
          ...fix,
          edits: fix.edits.map((edit) => ({ ...edit, span: home(edit.span) })),
        }));
      });
      const related = finding.related.map((place) => ({ ...place, span: home(place.span) }));
      return [{ ...finding, span: home(finding.span), related }, triesLate ? fixes : holding(fixes())];
    });
    return new Map(shown);
  };
}

interface LintRun extends Run {
  readonly base: Base;
  /** True for a report without fixes: they are tried for those findings that somebody asks about. */
  readonly triesLate?: boolean | undefined;
}

/** A container whose broker was started on paper, and what is to say about the two together. */
interface LintedContainer extends LintedAway, Pick<StartedContainer, "places"> {
  readonly problems: readonly DeploymentProblem[];
}

/** Undefined where these files do not tell the conf it reads. */
async function lintContainer(
  { deployment, conf, host, home, places, version, surroundings, sources }: StartedContainer,
  { stateAt }: Pick<OpenedDeployment, "stateAt">,
  folder: string,
  { base, project, args, session }: LintRun,
): Promise<LintedContainer | undefined> {
  if (conf === undefined) return undefined;
  const facts = factsOfDeployment(deployment, project.facts);
  const own = { conf, host, version, facts, surroundings, sources, deploymentIsChecked: true };
  const bare: LintInput = { ...base, ...own };
  // What is not mounted from here is in the image, which nobody sees.
  const place = (path: string) => {
    const inside = pathInside(deployment, path);
    const here = inside && hostPath(deployment.mounts, inside);
    return here === undefined ? undefined : resolve(session.io.cwd, folder, here);
  };
  const named = filesNamedBy(bare);
  const looked = await hostFilesOf(args, bare, place, session);
  const hostFiles = new Map([...(looked ?? []), ...filesMissing(deployment, named, stateAt)]);
  const input = { ...bare, hostFiles };
  const lint = lintConf(input);
  const problems = startProblems(deployment, lint.run, named).map((one) => ({
    ...one,
    span: home(one.span),
  }));
  const told = withoutOverruled(withoutImageOptions(lint, deployment), problems);
  const isOwn = ownConfName(deployment) === undefined;
  const findings = isOwn ? told.findings : told.findings.filter(worthSaying);
  return { input, lint: { ...told, findings }, problems, home, places };
}

/** An option that nobody typed can be changed nowhere: the words of a finding say what to type instead. */
function withoutImageOptions(lint: LintResult, { ownWords }: Deployment): LintResult {
  if (ownWords) return lint;
  const findings = lint.findings.map((one) =>
    one.by?.startsWith("--") === true ? { ...one, by: undefined } : one,
  );
  return { ...lint, findings };
}

/** Nobody edits the conf of an image: what is only untidy in it helps nobody. */
function worthSaying({ rule, severity }: Finding): boolean {
  return severity !== "info" && !rule.startsWith("schema/");
}

/** Where the variable itself is said to do nothing, the line that wins need not say it again. */
function withoutOverruled(lint: LintResult, problems: readonly DeploymentProblem[]): LintResult {
  const overruled = new Set(
    problems.flatMap(({ code, args }) => (code.startsWith("env-overruled") ? [args["path"]] : [])),
  );
  const isSaid = ({ rule, key }: Finding) => rule.endsWith("-set-twice") && overruled.has(key ?? "");
  return { ...lint, findings: lint.findings.filter((finding) => !isSaid(finding)) };
}

/** Confs of a release of which nobody knows how it reads them are left alone. */
function ofKnownReleases(
  { confs, deployments, version }: DeploymentReading,
  { args }: LintRun,
): DeploymentReading["confs"] {
  if (valueOfOption(args, "nanomq") !== undefined) return confs;
  const [first] = deployments;
  const told = first === undefined ? version : first.version;
  if (told !== undefined && !isConfKnown(told)) return [];
  const older = deployments.filter((deployment) => !deployment.isConfKnown);
  const theirs = new Set(older.flatMap((one) => one.confs.map(({ text }) => text.source.file)));
  return confs.filter(({ text }) => !theirs.has(text.source.file));
}

/** Main confs that no container of the file mounts, `seen` being what the containers read. */
function* lintIdle(
  reading: DeploymentReading,
  seen: ReadonlySet<string>,
  version: NanomqVersion,
  run: LintRun,
): Generator<LintedAway, void> {
  const home = homeIn(reading);
  for (const conf of ofKnownReleases(reading, run)) {
    const { source } = conf.text;
    if (!isMainConf(conf) || seen.has(source.file)) continue;
    const input = {
      ...run.base,
      conf: { file: source.file, text: source.bytes },
      version,
      facts: run.project.facts,
    };
    yield { input, lint: lintConf(input), home };
  }
}

/** What several brokers come to together. None of them is kept: a file may start thousands. */
class Together {
  readonly found = new Map<Finding, Fixes>();
  readonly sources = new Map<string, Source>();
  readonly ran = new Set<string>();
  readonly needFacts: NeededFact[] = [];
  readonly worthTelling = new Set<string>();
  readonly #shown: ReturnType<typeof inHost>;

  constructor(reading: DeploymentReading, triesLate: boolean) {
    this.#shown = inHost(reading, triesLate);
  }

  take(linted: LintedAway): void {
    const { lint } = linted;
    for (const [finding, fixes] of this.#shown(linted)) this.found.set(finding, fixes);
    for (const [name, source] of lint.sources) this.sources.set(name, source);
    for (const id of lint.ran) this.ran.add(id);
    this.needFacts.push(...lint.needFacts);
    for (const { fact } of lint.worthTelling(this.worthTelling)) this.worthTelling.add(fact);
  }
}

/**
 * Lints one compose file or manifest: the file itself, and the conf of every NanoMQ that it starts.
 * @param take gets each of them as it was linted
 */
export async function lintDeploymentFile(
  path: string,
  bytes: Uint8Array,
  run: LintRun,
  take: (broker: LintedBroker) => void = () => {},
): Promise<DeploymentLint> {
  const { base } = run;
  // What is silenced is told once all findings are there: a text inside the file is not read for it twice.
  const inner = { ...run, base: { ...base, suppressions: false } };
  const opened = openDeployment(path, bytes, run);
  const { reading, containers, version, versionAssumed } = opened;
  const together = new Together(reading, run.triesLate === true);
  const problems = [...reading.problems];
  const started: Started[] = [];
  const read = new Set<string>();
  const sources = new Map(opened.sources);
  for (const container of containers.slice(0, MOST_BROKERS)) {
    const linted = await lintContainer(container, opened, dirname(path), inner);
    if (linted === undefined) continue;
    const { input, lint, home, places } = linted;
    together.take(linted);
    problems.push(...linted.problems);
    for (const [name, source] of lint.sources) {
      read.add(places.get(name) ?? name);
      if (!opened.sources.has(name)) sources.set(name, source);
    }
    const broker = { name: `${path} (${container.deployment.name})`, home, sources };
    started.push(startedOf({ ...broker, run: lint.run, facts: input.facts }, run.session.language));
    take({ ...broker, linted });
  }
  for (const linted of lintIdle(reading, read, version, inner)) together.take(linted);
  const input = { ...base, version, facts: run.project.facts };
  const own = lintDeployment(problems, input);
  const shown = new Map([...together.sources, ...opened.sources]);
  const texts = textsOf(reading.confs);
  const ofImages = imagePlaces(reading.deployments);
  const files = new Map([...shown].filter(([name]) => !texts.has(name) && !ofImages.has(name)));
  const ran = new Set([...own.ran, ...together.ran]);
  const found = [...own.findings, ...together.found.keys()];
  const { findings, suppressed } = suppressInDeployment(found, files, ran, input);
  const asked = new Map<Reported, Fixes>();
  const shownOf = (finding: Finding): Reported => {
    const { proposals: _, ...facts } = finding;
    const proposed = together.found.get(finding) ?? (() => []);
    const reported = { ...facts, fixes: run.triesLate === true ? [] : proposed() };
    asked.set(reported, proposed);
    return reported;
  };
  const { needFacts, worthTelling } = together;
  return {
    findings: findings.map(shownOf),
    fixesOf: (finding) => asked.get(finding)?.() ?? [],
    suppressed: suppressed.map(shownOf),
    ran,
    sources: shown,
    started,
    needFacts,
    leftOut: Math.max(0, containers.length - MOST_BROKERS),
    worthTelling,
    version,
    versionAssumed,
  };
}
