// One shape for every way to start NanoMQ: what a container, a unit or a script is started with, each with its place.
import type { Image } from "../nanomq/image.ts";
import type { EmbeddedText } from "../text/embedded.ts";
import type { Span } from "../text/source.ts";
import type { InputKind } from "./detect.ts";
import type { EnvironmentVariable } from "./environment.ts";

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
