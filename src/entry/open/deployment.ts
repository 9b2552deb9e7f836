import { dirname, isAbsolute, join, resolve } from "node:path/posix";
import { readablePaths } from "../../deploy/conf-path.ts";
import { configOptions } from "../../deploy/config-options.ts";
import type { Deployment, DeploymentReading, InlineConf } from "../../deploy/deployment.ts";
import { isMainConf } from "../../deploy/inline-conf.ts";
import { hostPath } from "../../deploy/mounts.ts";
import { readDeployment } from "../../deploy/read-deployment.ts";
import type { Facts } from "../../facts/facts.ts";
import { factsOfDeployment } from "../../lint/deployment-facts.ts";
import { lintDeployment, suppressInDeployment } from "../../lint/file-problems.ts";
import type { Finding, Fix, Reported } from "../../lint/finding/finding.ts";
import { withoutRepeats } from "../../lint/finding/merge.ts";
import type { Linted } from "../../lint/fix/contract.ts";
import { withFixes } from "../../lint/fix/reported.ts";
import { type LintInput, type LintResult, lintConf } from "../../lint/lint-conf.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { cliWords } from "../../report/cli/words.ts";
import type { Started } from "../../report/finding/verdict.ts";
import type { Home, Start } from "../../start/start.ts";
import { limits } from "../../text/conf/limits.ts";
import type { ConfInput } from "../../text/conf/read-conf.ts";
import { type EmbeddedText, toHostSpan } from "../../text/embedded.ts";
import { createSource, type Source, type Span } from "../../text/source.ts";
import { type Arguments, valueOfOption } from "../cli/arguments.ts";
import type { Io, ReadResult } from "../cli/io.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { withIncludes } from "./conf-files.ts";
import { hostFilesOf } from "./host-files.ts";
import type { Project } from "./project.ts";
import { surroundingsOf } from "./surroundings.ts";

/** What linting a compose file or manifest came to. */
export interface DeploymentLint {
  readonly findings: readonly Reported[];
  readonly suppressed: readonly Reported[];
  readonly ran: ReadonlySet<string>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly started: readonly Started[];
  readonly needFacts: LintResult["needFacts"];
  /** Version of the first container; of the project where no image tells. */
  readonly version: NanomqVersion;
  /** True where no image and nobody else told the version. */
  readonly versionAssumed: boolean;
}

type Base = Pick<LintInput, "rules" | "suppressions" | "today">;

interface Conf {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Files as the container sees them: what stands in the deployment file, and what is mounted from beside it. */
function containerIo(io: Io, { confs, mounts }: Deployment, folder: string): Io {
  const readFile = (path: string, limitBytes: number): ReadResult => {
    const inline = confs.find(({ at }) => at === path);
    if (inline !== undefined) return { ok: true, bytes: inline.text.source.bytes };
    const host = hostPath(mounts, path);
    if (host === undefined) return { ok: false, why: "missing" };
    return io.readFile(isAbsolute(host) ? host : join(folder, host), limitBytes);
  };
  return { ...io, readFile };
}

/** The conf this container reads, where these files tell its text. */
function confOf(deployment: Deployment, nanomq: NanomqVersion, folder: string, io: Io): Conf | undefined {
  const inside = containerIo(io, deployment, folder);
  for (const path of readablePaths(deployment.conf, nanomq, deployment.image?.value.variant)) {
    const inline = deployment.confs.find(({ at }) => at === path);
    if (inline !== undefined) return { file: inline.text.source.file, bytes: inline.text.source.bytes };
    const result = inside.readFile(path, limits.fileBytes);
    const host = hostPath(deployment.mounts, path) ?? path;
    if (result.ok) return { file: isAbsolute(host) ? host : join(folder, host), bytes: result.bytes };
  }
  return undefined;
}

/** Leads from texts inside the deployment file to their place in it. */
function toHost(texts: ReadonlyMap<string, EmbeddedText>): Home {
  return (span) => {
    const text = texts.get(span.file);
    return text === undefined ? span : toHostSpan(text, span);
  };
}

/**
 * What containers and idle confs came to, each finding with its fixes: one about a text inside of the deployment file
 * points into it, and its fixes are to be typed.
 */
function inHost(
  all: readonly Linted[],
  texts: ReadonlyMap<string, EmbeddedText>,
): ReadonlyMap<Finding, readonly Fix[]> {
  const moved = toHost(texts);
  const owners = new Map(
    all.flatMap((linted) => linted.lint.findings.map((finding) => [finding, linted] as const)),
  );
  const shown = withoutRepeats([...owners.keys()]).map((finding) => {
    const linted = owners.get(finding);
    const fixes = linted === undefined ? [] : withFixes(finding, linted, (file) => !texts.has(file)).fixes;
    const related = finding.related.map((place) => ({ ...place, span: moved(place.span) }));
    return [{ ...finding, span: moved(finding.span), related }, fixes] as const;
  });
  return new Map(shown);
}

function textsOf(confs: readonly InlineConf[]): ReadonlyMap<string, EmbeddedText> {
  return new Map(
    confs.flatMap(({ at, text }) => [
      [text.source.file, text] as const,
      ...(at === undefined ? [] : [[at, text] as const]),
    ]),
  );
}

interface Run {
  readonly project: Project;
  readonly args: Arguments;
  readonly session: Session;
}

interface LintRun extends Run {
  readonly base: Base;
}

/** The options of the line win over what the deployment file says. */
function surroundingsIn(deployment: Deployment, nanomq: NanomqVersion, { args, project, session }: Run) {
  const { surroundings: own, sources } = surroundingsOf(args, project, session);
  const told = configOptions(deployment, nanomq);
  const { environment = {}, places = new Map<string, Span>() } = own;
  // What the line gives without a place stands nowhere: not in the deployment file either.
  const overruled = new Set(Object.keys(environment));
  const isAsked = valueOfOption(args, "flags") !== undefined;
  const left = [...deployment.places].filter(
    ([name]) => !overruled.has(name) && !(isAsked && name.startsWith("--")),
  );
  const surroundings = {
    environment: { ...told.env, ...environment },
    flags: isAsked ? own.flags : told.flags,
    places: new Map([...left, ...[...places].filter(([name]) => !name.startsWith("--"))]),
    features: told.features ?? own.features,
  };
  return { surroundings, sources };
}

/** One NanoMQ of a deployment file, with all that decides what it runs with. */
interface StartedContainer {
  readonly deployment: Deployment;
  readonly version: NanomqVersion;
  /** Undefined where these files do not tell it. */
  readonly conf: ConfInput | undefined;
  readonly surroundings: ReturnType<typeof surroundingsIn>["surroundings"];
  /** Files of variables that the line names. */
  readonly sources: readonly Source[];
}

/** What this container is started with where its image is one of `version`. */
function startedAs(
  version: NanomqVersion,
  deployment: Deployment,
  folder: string,
  run: Run,
): StartedContainer {
  const { io } = run.session;
  const conf = confOf(deployment, version, folder, io);
  const inside = { ...run.session, io: containerIo(io, deployment, folder) };
  // What is mounted from a path of another machine, or stands in the image, nobody here can see.
  const isSeen = (name: string) => {
    const host = hostPath(deployment.mounts, name);
    return host !== undefined && !isAbsolute(host);
  };
  return {
    deployment,
    version,
    conf: conf && withIncludes(inside, conf.file, conf.bytes, {}, isSeen),
    ...surroundingsIn(deployment, version, run),
  };
}

export interface OpenedDeployment {
  readonly reading: DeploymentReading;
  readonly containers: readonly StartedContainer[];
  /** Of the first container; of the project where no image tells. */
  readonly version: NanomqVersion;
  /** True where no image and nobody else told the version. */
  readonly versionAssumed: boolean;
  /** The file itself and those it reads variables from. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** @throws UsageError for a file without NanoMQ */
export function openDeployment(path: string, bytes: Uint8Array, run: Run): OpenedDeployment {
  const { project, session, args } = run;
  const folder = dirname(path);
  const source = createSource(path, bytes);
  const sources = new Map([[path, source]]);
  const fileAt = (name: string): Source | undefined => {
    const file = isAbsolute(name) ? name : join(folder, name);
    const result = session.io.readFile(file, limits.fileBytes);
    if (!result.ok) return undefined;
    const beside = createSource(file, result.bytes);
    sources.set(file, beside);
    return beside;
  };
  const reading = readDeployment(source, { nanomq: project.version.version, fileAt });
  if (reading === undefined) throw new UsageError(cliWords[session.language].noDeployment(path));
  const asked = valueOfOption(args, "nanomq") !== undefined;
  const versionOf = (deployment: Deployment | undefined) =>
    (asked ? undefined : deployment?.version?.version) ?? project.version.version;
  const containers = reading.deployments.map((deployment) =>
    startedAs(versionOf(deployment), deployment, folder, run),
  );
  const [first] = reading.deployments;
  const versionAssumed = project.versionAssumed && first?.version === undefined;
  return { reading, containers, version: versionOf(first), versionAssumed, sources };
}

/** Undefined where these files do not tell the conf it reads. */
async function lintContainer(
  { deployment, conf, version, surroundings, sources }: StartedContainer,
  folder: string,
  { base, project, args, session }: LintRun,
): Promise<Linted | undefined> {
  if (conf === undefined) return undefined;
  const facts = factsOfDeployment(deployment, project.facts);
  const own = { conf, version, facts, surroundings, sources, deploymentIsChecked: true };
  const bare: LintInput = { ...base, ...own };
  // What is not mounted from here is in the image, which nobody sees.
  const place = (path: string) => {
    const host = hostPath(deployment.mounts, path);
    return host === undefined ? undefined : resolve(session.io.cwd, folder, host);
  };
  const input = { ...bare, hostFiles: await hostFilesOf(args, bare, place, session) };
  return { input, lint: lintConf(input) };
}

/** Main confs that no container of the file mounts. */
function lintIdle(
  { confs }: DeploymentReading,
  lints: readonly Linted[],
  version: NanomqVersion,
  run: LintRun,
): readonly Linted[] {
  const seen = new Set(lints.flatMap(({ lint: { reading } }) => [...reading.sources.keys()]));
  const idle = confs.filter((conf) => isMainConf(conf) && !seen.has(conf.text.source.file));
  return idle.map(({ text: { source } }) => {
    const conf = { file: source.file, text: source.bytes };
    const input = { ...run.base, conf, version, facts: run.project.facts };
    return { input, lint: lintConf(input) };
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
  const { reading, containers, version, versionAssumed, sources } = openDeployment(path, bytes, run);
  const lints = await Promise.all(
    containers.map((container) => lintContainer(container, dirname(path), inner)),
  );
  const started = lints.flatMap((linted) => linted ?? []);
  const all = [...started, ...lintIdle(reading, started, version, inner)];
  const results = all.map(({ lint }) => lint);
  const texts = textsOf(reading.confs);
  const input = { ...base, version, facts: run.project.facts };
  const own = lintDeployment(reading.problems, input);
  const fixes = inHost(all, texts);
  const found = [...own.findings, ...fixes.keys()];
  const shown = new Map([...results.flatMap((lint) => [...lint.sources]), ...sources]);
  const files = new Map([...shown].filter(([name]) => !texts.has(name)));
  const ran = new Set([...own.ran, ...results.flatMap((lint) => [...lint.ran])]);
  const { findings, suppressed } = suppressInDeployment(found, files, ran, input);
  const shownOf = (finding: Finding): Reported => {
    const { proposals: _, ...facts } = finding;
    return { ...facts, fixes: fixes.get(finding) ?? [] };
  };
  return {
    findings: findings.map(shownOf),
    suppressed: suppressed.map(shownOf),
    ran,
    sources: shown,
    started: containers.flatMap(({ deployment }, at) => {
      const linted = lints[at];
      if (linted === undefined) return [];
      const hasClients = factsOfDeployment(deployment, run.project.facts).clients.length > 0;
      return [
        { name: `${path} (${deployment.name})`, run: linted.lint.run, home: toHost(texts), hasClients },
      ];
    }),
    needFacts: results.flatMap(({ needFacts }) => needFacts),
    version,
    versionAssumed,
  };
}

/** One container of a deployment file, what it is started with, and where its texts stand in that file. */
export interface ChosenContainer {
  readonly deployment: Deployment;
  readonly facts: Facts;
  readonly version: NanomqVersion;
  readonly start: (version: NanomqVersion) => Start;
  readonly home: Home;
  readonly sources: OpenedDeployment["sources"];
}

/** @throws UsageError where no container, or more than one, could be meant */
export function chooseContainer(path: string, bytes: Uint8Array, run: Run): ChosenContainer {
  const words = cliWords[run.session.language];
  const { containers, reading, sources } = openDeployment(path, bytes, run);
  const asked = valueOfOption(run.args, "container");
  const told = containers.flatMap(({ conf, ...rest }) => (conf === undefined ? [] : [{ ...rest, conf }]));
  const names = told.map(({ deployment }) => deployment.name);
  const [chosen, ...others] = told.filter(
    ({ deployment }) => asked === undefined || deployment.name === asked,
  );
  if (names.length === 0) throw new UsageError(words.noConfTold(path));
  if (chosen === undefined || others.length > 0) throw new UsageError(words.containerMissing(path, names));
  const { deployment, version } = chosen;
  const start = (as: NanomqVersion): Start => {
    const { conf, surroundings } = startedAs(as, deployment, dirname(path), run);
    return { version: as, conf: conf ?? chosen.conf, ...surroundings };
  };
  const facts = factsOfDeployment(deployment, run.project.facts);
  return { deployment, facts, version, start, home: toHost(textsOf(reading.confs)), sources };
}
