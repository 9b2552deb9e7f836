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
import { withoutRepeats } from "../../lint/finding/merge.ts";
import type { Linted } from "../../lint/fix/contract.ts";
import { trialsWithin, withFixes, withUntried } from "../../lint/fix/reported.ts";
import { filesNamedBy, type LintResult, lintConf } from "../../lint/lint-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
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
  readonly suppressed: readonly Reported[];
  readonly ran: ReadonlySet<string>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly started: readonly Started[];
  readonly needFacts: readonly NeededFact[];
  /** Of those the facts that may change a finding. */
  readonly worthTelling: readonly NeededFact[];
  /** Each NanoMQ that it starts, as it was linted. */
  readonly brokers: readonly LintedBroker[];
  /** Version of the first container; of the project where no image tells. */
  readonly version: NanomqVersion;
  /** True where no image and nobody else told the version. */
  readonly versionAssumed: boolean;
}

type Base = Pick<LintInput, "rules" | "suppressions" | "today">;

/** A conf that was linted, and the way from it to what is on this machine. */
interface LintedAway extends Linted {
  readonly home: Home;
}

/**
 * What containers and idle confs came to, each finding with its fixes: one about a text inside of the deployment file
 * points into it, and its fixes are to be typed.
 */
function inHost(
  all: readonly LintedAway[],
  { source }: DeploymentReading,
): ReadonlyMap<Finding, readonly Fix[]> {
  const owners = new Map(
    all.flatMap((linted) => linted.lint.findings.map((finding) => [finding, linted] as const)),
  );
  const isTried = trialsWithin();
  const shown = withoutRepeats([...owners.keys()]).flatMap((finding) => {
    const linted = owners.get(finding);
    if (linted === undefined) return [];
    const { home } = linted;
    const isOutside = (file: string) => home({ file, start: 0, end: 0 }).file !== source.file;
    const { fixes: own } = isTried(finding, linted)
      ? withFixes(finding, linted, isOutside)
      : withUntried(finding, linted);
    const fixes = own.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, span: home(edit.span) })),
    }));
    const related = finding.related.map((place) => ({ ...place, span: home(place.span) }));
    return [[{ ...finding, span: home(finding.span), related }, fixes] as const];
  });
  return new Map(shown);
}

interface LintRun extends Run {
  readonly base: Base;
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

/** Main confs that no container of the file mounts. */
function lintIdle(
  reading: DeploymentReading,
  lints: readonly LintedContainer[],
  version: NanomqVersion,
  run: LintRun,
): readonly LintedAway[] {
  const home = homeIn(reading);
  const confs = ofKnownReleases(reading, run);
  const seen = new Set(
    lints.flatMap(({ lint, places }) =>
      [...lint.reading.sources.keys()].map((name) => places.get(name) ?? name),
    ),
  );
  const idle = confs.filter((conf) => isMainConf(conf) && !seen.has(conf.text.source.file));
  return idle.map(({ text: { source } }) => {
    const conf = { file: source.file, text: source.bytes };
    const input = { ...run.base, conf, version, facts: run.project.facts };
    return { input, lint: lintConf(input), home };
  });
}

/** Lints one compose file or manifest: the file itself, and the conf of every NanoMQ that it starts. */
export async function lintDeploymentFile(
  path: string,
  bytes: Uint8Array,
  run: LintRun,
): Promise<DeploymentLint> {
  const { base } = run;
  // What is silenced is told once all findings are there: a text inside the file is not read for it twice.
  const inner = { ...run, base: { ...base, suppressions: false } };
  const opened = openDeployment(path, bytes, run);
  const { reading, containers, version, versionAssumed, sources } = opened;
  const lints = await Promise.all(
    containers.map((container) => lintContainer(container, opened, dirname(path), inner)),
  );
  const started = lints.flatMap((linted) => linted ?? []);
  const all = [...started, ...lintIdle(reading, started, version, inner)];
  const results = all.map(({ lint }) => lint);
  const texts = textsOf(reading.confs);
  const input = { ...base, version, facts: run.project.facts };
  const problems = [...reading.problems, ...started.flatMap((linted) => linted.problems)];
  const own = lintDeployment(problems, input);
  const fixes = inHost(all, reading);
  const found = [...own.findings, ...fixes.keys()];
  const shown = new Map([...results.flatMap((lint) => [...lint.sources]), ...sources]);
  const ofImages = imagePlaces(reading.deployments);
  const files = new Map([...shown].filter(([name]) => !texts.has(name) && !ofImages.has(name)));
  const ran = new Set([...own.ran, ...results.flatMap((lint) => [...lint.ran])]);
  const { findings, suppressed } = suppressInDeployment(found, files, ran, input);
  const brokers = containers.flatMap(({ deployment }, at): readonly LintedBroker[] => {
    const linted = lints[at];
    const name = `${path} (${deployment.name})`;
    return linted === undefined ? [] : [{ name, linted, home: linted.home, sources: shown }];
  });
  const shownOf = (finding: Finding): Reported => {
    const { proposals: _, ...facts } = finding;
    return { ...facts, fixes: fixes.get(finding) ?? [] };
  };
  return {
    findings: findings.map(shownOf),
    suppressed: suppressed.map(shownOf),
    ran,
    sources: shown,
    started: brokers.map(({ linted, ...broker }) => {
      const { facts } = linted.input;
      return startedOf({ ...broker, run: linted.lint.run, facts }, run.session.language);
    }),
    brokers,
    needFacts: results.flatMap(({ needFacts }) => needFacts),
    worthTelling: results.flatMap(({ worthTelling }) => worthTelling),
    version,
    versionAssumed,
  };
}
