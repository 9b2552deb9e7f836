import type { Image, ImageContent } from "../nanomq/image.ts";
import type { ResolvedVersion } from "../nanomq/releases.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Places } from "../start/effective.ts";
import type { EmbeddedText } from "../text/embedded.ts";
import type { Source, Span } from "../text/source.ts";
import type { ConfPath } from "./conf-path.ts";
import type { ConfRead } from "./conf-read.ts";
import type { InputKind } from "./detect.ts";
import type { EnvironmentVariable } from "./environment.ts";
import type { DeploymentProblem } from "./problem.ts";
import type { StateAt } from "./standing.ts";
import type { StartCommand } from "./start-command.ts";

export interface Placed<T> {
  readonly value: T;
  readonly span: Span;
}

export interface Mount {
  /** A path on the host, or the name of a volume, ConfigMap or Secret; "" where there is none (tmpfs). */
  readonly source: string;
  /** Path in the container. */
  readonly target: string;
  readonly kind: "bind" | "volume" | "tmpfs" | "config-map" | "secret" | "other";
  readonly readOnly: boolean;
  /** False for a volume that goes with its pod. */
  readonly lasts?: false | undefined;
  /** Paths in the container, where all of them are known. */
  readonly files: readonly string[] | undefined;
  readonly span: Span;
}

/** Port numbers, both ends inclusive. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export interface PublishedPort {
  /** How it is reached: compose `ports`, a Kubernetes Service, or a `hostPort`. */
  readonly by: "compose" | "service" | "host-port";
  readonly hostIp: string | undefined;
  /** Undefined where the host port is chosen at start. */
  readonly published: PortRange | undefined;
  /** In the container. */
  readonly target: PortRange;
  readonly protocol: string;
  readonly span: Span;
}

export interface Probe {
  readonly purpose: "liveness" | "readiness" | "startup" | "healthcheck";
  readonly how: "http" | "tcp" | "exec" | "grpc";
  readonly port: number | undefined;
  /** Of an HTTP probe. */
  readonly path: string | undefined;
  readonly sendsAuthorization: boolean;
  /** Of an exec probe. */
  readonly command: readonly string[];
  readonly span: Span;
}

/** A text that stands in the deployment file and becomes a file: a conf, or what one may include. */
export interface InlineConf {
  /** Path in the container; undefined where nothing mounts it. */
  readonly at: string | undefined;
  /** Its name in the file: the key of a ConfigMap, the name of a compose config. */
  readonly name: string;
  readonly kind: InputKind;
  readonly text: EmbeddedText;
}

/** What one container is started with, as far as the file tells. */
export interface Container {
  readonly kind: "docker" | "kubernetes" | "systemd" | "host";
  /** Compose service, or `Deployment/name` (with `/container` where a pod has several). */
  readonly name: string;
  /** Where it is described. */
  readonly span: Span;
  /** Undefined for a compose service that is only built. */
  readonly image: Placed<Image> | undefined;
  /** Those of `environmentFiles` that could be read included. */
  readonly environment: readonly EnvironmentVariable[];
  /** Files with more variables, by the path as written. */
  readonly environmentFiles: readonly Placed<string>[];
  /** Words of entrypoint and command; undefined where the image's own are used. */
  readonly words: readonly Placed<string>[] | undefined;
  readonly mounts: readonly Mount[];
  readonly ports: readonly PublishedPort[];
  readonly probes: readonly Probe[];
  readonly replicas: Placed<number> | undefined;
  readonly readOnlyRoot: Placed<boolean> | undefined;
  readonly user: Placed<string> | undefined;
  /** Undefined where that of the image is used. */
  readonly workdir: Placed<string> | undefined;
  readonly hostNetwork: boolean;
  /** True where every user may open ports below 1024 in it. */
  readonly opensLowPorts: boolean;
  /** True where what starts it expects it to go into the background. */
  readonly forks: boolean;
  /** True where no pid file of an earlier start is left at the next one. */
  readonly freshTmp: boolean;
  readonly cpuCores: Placed<number> | undefined;
  readonly memoryBytes: Placed<number> | undefined;
  /** Confs mounted into it whose text stands in these files. */
  readonly confs: readonly InlineConf[];
}

/** What NanoMQ will be started with. */
export interface Deployment extends Container {
  /** Version of the image's tag; undefined where the tag names none. */
  readonly version: ResolvedVersion | undefined;
  /** False for a release of which nobody knows how it reads a conf: nothing is said of that. */
  readonly isConfKnown: boolean;
  readonly command: StartCommand;
  /** False where the words are those of the image. */
  readonly ownWords: boolean;
  /** What the image holds; undefined for one that is not published by NanoMQ. */
  readonly content: ImageContent | undefined;
  /** The file NanoMQ is to read. */
  readonly conf: ConfPath;
  /** The file it does read, and where that comes from. */
  readonly read: ConfRead;
  /** Where its variables and options stand, by name. */
  readonly places: Places;
}

export interface DeploymentReading {
  readonly source: Source;
  /** Every container that runs NanoMQ, in file order. */
  readonly deployments: readonly Deployment[];
  /** Every NanoMQ conf that stands in the file, mounted or not. */
  readonly confs: readonly InlineConf[];
  /** Of confs that no container here reads, where the file tells it. */
  readonly version?: ResolvedVersion | undefined;
  /** In file order. */
  readonly problems: readonly DeploymentProblem[];
}

export interface DeploymentOptions {
  /** Used where the image's tag names no version. */
  readonly nanomq: NanomqVersion;
  /** Values for `${NAME}` in compose files; left out, unknown names stay as they are and are not reported. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** A file by its path as written (`env_file`); undefined where there is none. Left out, no such file is looked for. */
  readonly fileAt?: ((path: string) => Source | undefined) | undefined;
  /** Names in a folder beside the file; none where there is no such folder. Left out, nobody looks. */
  readonly namesIn?: ((folder: string) => readonly string[]) | undefined;
  /** What stands at a path as written; left out, nobody looks. */
  readonly stateAt?: StateAt | undefined;
}
