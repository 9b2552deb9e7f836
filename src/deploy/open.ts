// The library's way from a file to what it starts: a conf starts one NanoMQ, a compose file or manifest one for each container.
import { judgedAs } from "../nanomq/behaviour.ts";
import { resolveVersion } from "../nanomq/releases.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { atHome, type Home, type Start } from "../start/start.ts";
import { type ReadFile, withIncludes } from "../text/conf/with-includes.ts";
import { createSource } from "../text/source.ts";
import { configOptions } from "./config-options.ts";
import { besideFile, confOf, folderOf, homeIn, homeOf, includePlaces } from "./container-files.ts";
import { hostOf } from "./container-host.ts";
import type { Deployment } from "./deployment.ts";
import { readDeployment } from "./read-deployment.ts";
import type { State, StateAt } from "./standing.ts";

export interface OpenOptions {
  /** Release, where no image tells one. */
  readonly nanomq: string;
  /** Variables and options that win over those of the file. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly flags?: readonly string[] | undefined;
  /** Build options, where no image tells them. */
  readonly features?: readonly string[] | undefined;
}

/** One NanoMQ that a file starts. */
export interface Opened {
  /** Of the compose service or the pod; "" of a conf. */
  readonly name: string;
  readonly start: Start;
  /** Leads from a conf inside the file to its place in that file. */
  readonly home: Home;
}

function openConf(file: string, read: ReadFile, version: NanomqVersion, options: OpenOptions) {
  const text = read(file);
  if (text === undefined) return [];
  const { env: environment, flags, features } = options;
  const conf = withIncludes({ file, text }, read);
  return [{ name: "", start: { version, conf, environment, flags, features }, home: atHome }];
}

/** The files of a deployment: its folder, and what stands beside it. */
export interface Around {
  readonly folder: string;
  readonly read: ReadFile;
  readonly stateAt: StateAt;
}

/** What a container of a deployment file is started with, by these files alone. */
export function startOf(
  deployment: Deployment,
  asked: NanomqVersion,
  { folder, read, stateAt }: Around,
): Start {
  const version = judgedAs(deployment.version?.version ?? asked);
  const { env: environment, flags, features } = configOptions(deployment, version);
  const conf = confOf(deployment, version, folder, read, stateAt);
  const { places } = deployment;
  return { version, conf, environment, flags, features, places, host: hostOf(deployment, stateAt) };
}

/**
 * Every NanoMQ that a file starts: none where it is not there or starts none. One of a release whose conf nobody knows is
 * left out.
 * @param path of a nanomq.conf, or by its name (`.yml`, `.yaml`) of a compose file or manifest.
 * @param read the files: the one at `path`, and those it names. A conf's includes are asked for as the conf names them.
 * @throws RangeError where `options.nanomq` is no version.
 */
export function open(path: string, read: ReadFile, options: OpenOptions): readonly Opened[] {
  const asked = resolveVersion(options.nanomq)?.version;
  if (asked === undefined) throw new RangeError(`not a NanoMQ version: ${options.nanomq}`);
  if (!/\.ya?ml$/.test(path)) return openConf(path, read, asked, options);
  const bytes = read(path);
  if (bytes === undefined) return [];
  const folder = folderOf(path);
  const fileAt = (name: string) => {
    const file = besideFile(folder, name);
    const found = read(file);
    return found && createSource(file, found);
  };
  const stateAt = (name: string): State => (read(besideFile(folder, name)) === undefined ? "unseen" : "file");
  const reading = readDeployment(createSource(path, bytes), { nanomq: asked, fileAt, stateAt });
  if (reading === undefined) return [];
  const home = homeIn(reading);
  return reading.deployments
    .filter(({ isConfKnown }) => isConfKnown)
    .map((deployment): Opened => {
      const { environment, flags, features, ...start } = startOf(deployment, asked, {
        folder,
        read,
        stateAt,
      });
      return {
        name: deployment.name,
        start: {
          ...start,
          environment: { ...environment, ...options.env },
          flags: options.flags ?? flags,
          features: features ?? options.features,
        },
        home: homeOf(
          home,
          start.conf === undefined ? new Map() : includePlaces(deployment, start.conf, folder),
        ),
      };
    });
}
