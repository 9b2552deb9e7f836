import type { Span } from "../text/source.ts";

/** What can be wrong with a deployment file by itself; each is worded by the rule `deploy/<code>`. */
export type DeploymentProblemCode =
  | YamlProblemCode
  | ImageProblemCode
  | EnvironmentProblemCode
  | StartProblemCode
  | MountProblemCode
  | ProbeProblemCode
  | PlaceProblemCode
  | InputProblemCode
  | PortProblemCode;

export type YamlProblemCode =
  /** message: the parser's own words. */
  | "yaml-syntax"
  /** The file holds `{{ }}`: a Helm or Go template to be rendered first. */
  | "yaml-template"
  /** limit: bytes, or nodes after following aliases. */
  | "yaml-too-large"
  | "yaml-too-deep"
  /** A field has another shape than the format's: field, expected. */
  | "field-shape"
  /** `${name}` has no value and no default, so it becomes nothing: name. */
  | "variable-unset";

export type ImageProblemCode =
  /** No tag means `latest`: image. */
  | "image-tag-missing"
  /** A tag that moves: image, tag. */
  | "image-tag-latest"
  /** A tag of two numbers moves with every patch: image, tag, used. */
  | "image-tag-minor"
  /** No image of that tag was ever published: image, tag. */
  | "image-tag-unpublished"
  /** A digest alone names no release: image, used. */
  | "image-by-digest"
  /** Releases that are not known: asked, used. */
  | "image-release-newer"
  | "image-release-older"
  /** The tag names no NanoMQ version: image, tag. */
  | "image-tag-no-version"
  /** image, variant. */
  | "image-variant-unknown";

export type EnvironmentProblemCode =
  /** A NANOMQ_ variable no version reads: name, suggestion ("" where none is near). */
  | "env-unknown"
  /** Read by other versions only: name, since, until, nanomq. */
  | "env-not-in-version"
  /** A known name that changes nothing in any version: name. */
  | "env-no-effect"
  /** Quotes become part of the value: name. Its value is never shown. */
  | "env-quoted"
  /** Only leading digits count, and what the field holds of them: name, value, used. */
  | "env-number-misread"
  /** Only "true" and "yes" switch on: name, value. */
  | "env-switch-off"
  /** A text that is none of those it takes: name, value, words. */
  | "env-value-ignored"
  /** The last one counts: name. */
  | "env-duplicate"
  /** `env_file` names a file that is not there, so compose starts nothing: path. */
  | "env-file-missing"
  /** Kubernetes refuses a number or boolean as env value: name, value. */
  | "env-not-text"
  /** Without `--conf` the variable ends the start: name, nanomq. */
  | "env-conf-path-aborts"
  /** The conf of the image writes the same setting, and wins: name, path, value. */
  | "env-overruled-by-image"
  /** Another of the same setting wins: name, path, by. */
  | "env-overruled"
  /** Before 0.24.1 the variable does not choose the file: name, nanomq. */
  | "env-conf-path-ignored"
  /** From 0.24.2 on `--conf` wins over the variable: name, used. */
  | "env-conf-path-overruled";

export type StartProblemCode =
  /** option, suggestion. NanoMQ exits with 1. */
  | "option-unknown"
  /** option, candidates. NanoMQ exits with 1. */
  | "option-ambiguous"
  /** option. NanoMQ exits with 1. */
  | "option-value-missing"
  /** option. NanoMQ exits with 1. */
  | "option-value-unwanted"
  /** NanoMQ prints its help and exits with 0: option. */
  | "option-help"
  /** `-D 500ms` is 500 s: option, value, used. */
  | "option-unit-ignored"
  /** Text that starts with no digit is 0: option, value, used. */
  | "option-not-a-number"
  /** Stored in fewer bits: option, value, used. */
  | "option-number-wraps"
  /** option, since: the release from which it does nothing ("" for every release). */
  | "option-no-effect"
  /** `--url tcp://…` is ignored: option, value. */
  | "option-scheme-unknown"
  /** Only true and false are read: option, value. */
  | "option-boolean-ignored"
  /** A second `--conf` or `--old_conf`: option, used. */
  | "option-conf-twice"
  /** `--log_file name` without a folder: NanoMQ exits from 0.22.6 on. value. */
  | "option-log-folder-missing"
  /** value. */
  | "option-log-level-unknown"
  /** A password on the command line can be read in the process list: option. */
  | "option-secret-visible"
  /** Everything behind the first word that is no option is ignored: word, ignored. */
  | "arguments-ignored"
  /** `nanomq` without `start`, or with another command: command. */
  | "command-not-start"
  /** The image's entrypoint takes the first word for a program, and `start` is none: command. */
  | "command-without-program"
  /** In the background systemd loses sight of it: option. */
  | "command-daemon-in-unit"
  /** The packages keep their conf where NanoMQ does not look: conf, read. */
  | "package-conf-unread"
  /** In the background the container's first process ends, and the container with it: option. */
  | "command-daemon-in-container";

export type MountProblemCode =
  /** A conf is mounted where NanoMQ does not look: target, read. */
  | "conf-mount-unread"
  /** NanoMQ is told to read a file that no mount brings: path. It then runs with defaults. */
  | "conf-path-not-mounted"
  /** Nothing is mounted where it looks, so the conf of the image counts: path, image. */
  | "conf-of-image"
  /** No conf is read at all: image, read. */
  | "no-conf-read"
  /** The image is somebody's own: path. */
  | "conf-in-own-image"
  /** Why these files do not tell the text of a conf that is mounted: source, read. */
  | "conf-by-variable"
  | "conf-in-home"
  | "conf-in-volume"
  | "conf-in-store"
  | "conf-elsewhere"
  /** The file to be mounted is not there, or is a folder: source, target. */
  | "mount-source-missing"
  | "mount-source-folder"
  /** A database that is gone with the container: path, key. */
  | "database-volatile"
  /** A mount hides the program: target, program. */
  | "program-hidden"
  /** A volume names a ConfigMap that these files do not hold: name. */
  | "configmap-unknown"
  /** A ConfigMap holds a NanoMQ conf that nothing mounts: name, key. */
  | "configmap-unused";

export type ProbeProblemCode =
  /** The image has no such program: program, tools. */
  | "probe-program-missing"
  | "probe-always-ok"
  /** Nothing listens at the port it asks: port. */
  | "probe-port-closed";

export type InputProblemCode =
  /** What this is needs another program, or is only a part: file. */
  | "helm-values-unread"
  | "helm-chart-unread"
  | "kustomization-unread"
  | "snapcraft-unread"
  /** A form of other programs: file, image. */
  | "deployment-unread"
  | "uci-unread"
  | "env-file-unread"
  /** A unit that starts something else: file. */
  | "unit-without-nanomq"
  /** A product with NanoMQ inside, whose release nobody tells: image. */
  | "product-unknown"
  /** `extends` or `include` names a file that is not there: path. */
  | "compose-part-missing";

export type PlaceProblemCode =
  /** On the network of the host nothing is published. */
  "ports-on-host-network";

export type PortProblemCode =
  /** text. */
  | "port-unreadable"
  /** A range of host ports for another number of container ports: text. */
  | "port-range-mismatch"
  /** port, protocol. */
  | "port-published-twice";

export type ProblemArgs = Readonly<Record<string, string | number | boolean>>;

export interface RelatedPlace {
  readonly span: Span;
  readonly label: string;
}

/** A fact about a deployment file with its place. */
export interface DeploymentProblem {
  readonly code: DeploymentProblemCode;
  readonly span: Span;
  readonly args: ProblemArgs;
  readonly related: readonly RelatedPlace[];
}

export function problem(
  code: DeploymentProblemCode,
  span: Span,
  args: ProblemArgs = {},
  related: readonly RelatedPlace[] = [],
): DeploymentProblem {
  return { code, span, args, related };
}

/** Sorted by place; the same fact at the same place once (parts shared by an anchor are read several times). */
export function inFileOrder(problems: readonly DeploymentProblem[]): readonly DeploymentProblem[] {
  const unique = new Map<string, DeploymentProblem>();
  for (const item of problems) {
    const key = JSON.stringify([item.code, item.span.start, item.span.end, item.args]);
    if (!unique.has(key)) unique.set(key, item);
  }
  return [...unique.values()].sort((a, b) => a.span.start - b.span.start || (a.code < b.code ? -1 : 1));
}
