// A compose file or manifest, opened: each NanoMQ that it starts, with all that decides what it runs with.
import { dirname } from "node:path/posix";
import { configOptions } from "../../deploy/config-options.ts";
import { besideFile, confOf, homeIn } from "../../deploy/container-files.ts";
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
import type { ConfInput } from "../../text/conf/read-conf.ts";
import { createSource, type Source, type Span } from "../../text/source.ts";
import { type Arguments, valueOfOption } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { namesBelow, readNeighbour, stateOf } from "./conf-files.ts";
import type { Project } from "./project.ts";
import { surroundingsOf } from "./surroundings.ts";

export interface Run {
  readonly project: Project;
  readonly args: Arguments;
  readonly session: Session;
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
export interface StartedContainer {
  readonly deployment: Deployment;
  readonly version: NanomqVersion;
  /** Undefined where these files do not tell it. */
  readonly conf: ConfInput | undefined;
  readonly host: Host;
  readonly surroundings: ReturnType<typeof surroundingsIn>["surroundings"];
  /** Files of variables that the line names. */
  readonly sources: readonly Source[];
}

/** What this container is started with where its image is one of `version`. */
function startedAs(
  version: NanomqVersion,
  deployment: Deployment,
  folder: string,
  stateAt: StateAt,
  run: Run,
): StartedContainer {
  const read = (path: string) =>
    stateOf(run.session, path) === "folder" ? undefined : readNeighbour(run.session, path);
  return {
    deployment,
    version,
    conf: confOf(deployment, version, folder, read, stateAt),
    host: hostOf(deployment, stateAt),
    ...surroundingsIn(deployment, version, run),
  };
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
  const containers = reading.deployments.map((deployment) =>
    startedAs(versionOf(deployment), deployment, folder, stateAt, run),
  );
  const [first] = reading.deployments;
  const versionAssumed = project.versionAssumed && (first ?? reading).version === undefined;
  return { reading, stateAt, containers, version: versionOf(first), versionAssumed, sources };
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
  const { containers, reading, stateAt, sources } = openDeployment(path, bytes, run);
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
    const { conf, surroundings, host } = startedAs(as, deployment, dirname(path), stateAt, run);
    return { version: as, conf: conf ?? chosen.conf, host, ...surroundings };
  };
  const facts = factsOfDeployment(deployment, run.project.facts);
  return { deployment, facts, version, start, home: homeIn(reading), sources };
}

/** Names of the containers whose conf these files tell. @throws UsageError for a file without NanoMQ */
export function containersTold(path: string, bytes: Uint8Array, run: Run): readonly string[] {
  const { containers } = openDeployment(path, bytes, run);
  return containers.flatMap(({ conf, deployment }) => (conf === undefined ? [] : [deployment.name]));
}
