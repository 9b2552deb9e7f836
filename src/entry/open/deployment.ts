// A compose file or manifest, opened: each NanoMQ that it starts, with all that decides what it runs with.
import { dirname } from "node:path/posix";
import { configOptions } from "../../deploy/config-options.ts";
import { besideFile, confOf, homeIn, homeOf, includePlaces } from "../../deploy/container-files.ts";
import { hostOf } from "../../deploy/container-host.ts";
import type { Deployment, DeploymentReading } from "../../deploy/deployment.ts";
import { readDeployment } from "../../deploy/read-deployment.ts";
import type { StateAt } from "../../deploy/standing.ts";
import type { Facts } from "../../facts/facts.ts";
import { factsOfDeployment } from "../../lint/deployment-facts.ts";
import { judgedAs } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { cliWords } from "../../report/cli/words.ts";
import type { Home, Start } from "../../start/start.ts";
import type { Host } from "../../start/startup/ascent.ts";
import type { ConfInput } from "../../text/conf/conf-input.ts";
import { normalizedName } from "../../text/conf/splice.ts";
import { createSource, type Source, type Span } from "../../text/source.ts";
import { type Arguments, valueOfOption } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { namesBelow, readNeighbour, stateOf } from "./conf-files.ts";
import { knownConf, type Project } from "./project.ts";
import { surroundingsOf } from "./surroundings.ts";

export interface Run {
  readonly project: Project;
  readonly args: Arguments;
  readonly session: Session;
}

/** nanotune.toml says what the deployment file does not. */
function withoutVariables(project: Project, told: Readonly<Record<string, string>>): Project {
  const { facts } = project;
  const { env } = facts.deployment;
  if (env === undefined) return project;
  const left = Object.fromEntries(Object.entries(env).filter(([name]) => !(name in told)));
  return { ...project, facts: { ...facts, deployment: { ...facts.deployment, env: left } } };
}

/** The options of the line win over what the deployment file says. */
function surroundingsIn(deployment: Deployment, nanomq: NanomqVersion, { args, project, session }: Run) {
  const told = configOptions(deployment, nanomq);
  const { surroundings: own, sources } = surroundingsOf(args, withoutVariables(project, told.env), session);
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
export interface StartedContainer {
  readonly deployment: Deployment;
  readonly version: NanomqVersion;
  /** Undefined where these files do not tell it. */
  readonly conf: ConfInput | undefined;
  readonly host: Host;
  /** Where the files are that the conf includes, by their names in it. */
  readonly places: ReadonlyMap<string, string>;
  /** Leads from the conf and what it includes to their places. */
  readonly home: Home;
  readonly surroundings: ReturnType<typeof surroundingsIn>["surroundings"];
  /** Files of variables that the line names. */
  readonly sources: readonly Source[];
}

/** What a container is read from. */
interface Around {
  /** Of the texts that stand in the file. */
  readonly home: Home;
  readonly folder: string;
  readonly stateAt: StateAt;
}

/** What this container is started with where its image is one of `version`. */
function startedAs(
  version: NanomqVersion,
  deployment: Deployment,
  { home, folder, stateAt }: Around,
  run: Run,
): StartedContainer {
  const read = (path: string) =>
    stateOf(run.session, path) === "folder" ? undefined : readNeighbour(run.session, path);
  const isAsked = valueOfOption(run.args, "nanomq") !== undefined;
  const isKnown = deployment.isConfKnown || isAsked;
  const conf = isKnown ? confOf(deployment, version, folder, read, stateAt) : undefined;
  const places = conf === undefined ? new Map<string, string>() : includePlaces(deployment, conf, folder);
  return {
    deployment,
    version,
    conf,
    places,
    home: homeOf(home, places),
    host: hostOf(deployment, stateAt),
    ...surroundingsIn(deployment, version, run),
  };
}

/** What a conf includes, by where it is. */
function includedSources(conf: ConfInput | undefined, places: StartedContainer["places"]): readonly Source[] {
  return Object.entries(conf?.files ?? {}).map(([name, text]) =>
    createSource(places.get(normalizedName(name)) ?? name, text),
  );
}

export interface OpenedDeployment {
  readonly reading: DeploymentReading;
  readonly stateAt: StateAt;
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
    const file = besideFile(folder, name);
    const content = readNeighbour(session, file);
    if (content === undefined) return undefined;
    const beside = createSource(file, content);
    sources.set(file, beside);
    return beside;
  };
  const stateAt = (name: string) => stateOf(session, besideFile(folder, name));
  const namesIn = (name: string) => namesBelow(session, besideFile(folder, name));
  const options = { nanomq: project.version.version, fileAt, stateAt, namesIn };
  const reading = readDeployment(source, options);
  if (reading === undefined) throw new UsageError(cliWords[session.language].noDeployment(path));
  const asked = valueOfOption(args, "nanomq") !== undefined;
  const versionOf = (deployment: Deployment | undefined) =>
    judgedAs((asked ? undefined : (deployment ?? reading).version?.version) ?? project.version.version);
  const around = { home: homeIn(reading), folder, stateAt };
  const containers = reading.deployments.map((deployment) =>
    startedAs(versionOf(deployment), deployment, around, run),
  );
  for (const { conf, places } of containers) {
    for (const included of includedSources(conf, places)) sources.set(included.file, included);
  }
  const [first] = reading.deployments;
  const versionAssumed = project.versionAssumed && (first ?? reading).version === undefined;
  return { reading, stateAt, containers, version: versionOf(first), versionAssumed, sources };
}

/** The container that the line names, or the only one. @throws UsageError where none, or more than one, could be meant */
export function oneContainer(path: string, bytes: Uint8Array, run: Run): Deployment {
  const { reading } = openDeployment(path, bytes, run);
  return chosenOf(path, reading.deployments, (one) => one, run);
}

function chosenOf<T>(
  path: string,
  all: readonly T[],
  deploymentOf: (one: T) => Deployment,
  { args, session }: Run,
): T {
  const words = cliWords[session.language];
  const asked = valueOfOption(args, "container");
  const [chosen, ...others] = all.filter((one) => asked === undefined || deploymentOf(one).name === asked);
  if (all.length === 0) throw new UsageError(words.noConfTold(path));
  if (chosen === undefined || others.length > 0)
    throw new UsageError(
      words.containerMissing(
        path,
        all.map((one) => deploymentOf(one).name),
      ),
    );
  return chosen;
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
  const { containers, reading, stateAt, sources } = openDeployment(path, bytes, run);
  const told = containers.flatMap(({ conf, ...rest }) => (conf === undefined ? [] : [{ ...rest, conf }]));
  const older = containers.find(({ conf }) => conf === undefined)?.deployment.version;
  if (told.length === 0 && older !== undefined) knownConf(older, run.session.language);
  const chosen = chosenOf(path, told, ({ deployment }) => deployment, run);
  const { deployment, version, home } = chosen;
  const start = (as: NanomqVersion): Start => {
    const around = { home: homeIn(reading), folder: dirname(path), stateAt };
    const { conf, surroundings, host } = startedAs(as, deployment, around, run);
    return { version: as, conf: conf ?? chosen.conf, host, ...surroundings };
  };
  const facts = factsOfDeployment(deployment, run.project.facts);
  return { deployment, facts, version, start, home, sources };
}

/** Names of the containers whose conf these files tell. @throws UsageError for a file without NanoMQ */
export function containersTold(path: string, bytes: Uint8Array, run: Run): readonly string[] {
  const { containers } = openDeployment(path, bytes, run);
  return containers.flatMap(({ conf, deployment }) => (conf === undefined ? [] : [deployment.name]));
}
