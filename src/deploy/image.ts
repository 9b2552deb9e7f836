/** What an image reference tells about the NanoMQ inside. */

import { type ResolvedVersion, resolveVersion } from "../nanomq/releases.ts";
import type { Span } from "../source/source.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

/** Published builds: the plain tag is `basic`, `slim` adds TLS and SQLite, `full` has everything. */
export type ImageVariant = "basic" | "slim" | "full";

export interface Image {
  readonly reference: string;
  /** With the registry, without tag and digest. */
  readonly repository: string;
  /** Undefined where none is written, which means `latest`. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** Undefined where the tag does not name a version. */
  readonly version: ResolvedVersion | undefined;
  /** Undefined for a suffix NanoMQ does not publish. */
  readonly variant: ImageVariant | undefined;
  /** Optional parts built in; undefined where the variant is unknown or the image is not NanoMQ's own. */
  readonly features: readonly string[] | undefined;
}

const variantFeatures: Readonly<Record<ImageVariant, readonly string[]>> = {
  basic: ["acl", "log"],
  slim: ["acl", "log", "sqlite", "tls"],
  full: ["acl", "jwt", "log", "quic", "rules", "sqlite", "tls"],
};

/** Suffixes of published tags; the Alpine image is the plain build. */
const suffixes: ReadonlyMap<string, ImageVariant> = new Map([
  ["", "basic"],
  ["alpine", "basic"],
  ["slim", "slim"],
  ["full", "full"],
]);

const REFERENCE =
  /^(?<repository>[^@]*?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>[\w.+-]+:[0-9a-fA-F]+))?$/;
const VERSION_TAG = /^(?<version>v?\d+\.\d+(?:\.\d+)?(?:-\d+)?)(?:-(?<suffix>[A-Za-z][\w.-]*))?$/;
const MOVING_TAG = /^(?:latest|stable|edge|nightly|main|master)(?:-(?<suffix>[A-Za-z][\w.-]*))?$/;

export function parseImage(reference: string): Image {
  const groups = REFERENCE.exec(reference)?.groups;
  const repository = groups?.["repository"] ?? reference;
  const tag = groups?.["tag"];
  const versioned = VERSION_TAG.exec(tag ?? "")?.groups;
  const suffix = versioned?.["suffix"] ?? MOVING_TAG.exec(tag ?? "latest")?.groups?.["suffix"] ?? "";
  const isTagRead = versioned !== undefined || MOVING_TAG.test(tag ?? "latest");
  const variant = isTagRead ? suffixes.get(suffix) : undefined;
  const isOwn = /(?:^|\/)emqx\/nanomq$/.test(repository);
  return {
    reference,
    repository,
    tag,
    digest: groups?.["digest"],
    version: versioned === undefined ? undefined : resolveVersion(versioned["version"] ?? ""),
    variant,
    features: variant !== undefined && isOwn ? variantFeatures[variant] : undefined,
  };
}

/** True for `emqx/nanomq`, a copy of it in another registry, or a build named after it; also where its tag became nothing. */
export function isNanomqImage(reference: string): boolean {
  const name = parseImage(reference).repository.split("/").at(-1) ?? "";
  return /^nanomq(?:$|[-_.:])/i.test(name);
}

export function imageProblems(image: Image, span: Span): readonly DeploymentProblem[] {
  const { reference, tag, digest, version, variant } = image;
  const problems: DeploymentProblem[] = [];
  // A digest fixes the image whatever the tag says.
  if (tag === undefined) {
    if (digest === undefined) problems.push(problem("image-tag-missing", span, { image: reference }));
    return problems;
  }
  if (MOVING_TAG.test(tag)) {
    if (digest === undefined) problems.push(problem("image-tag-latest", span, { image: reference, tag }));
  } else if (version === undefined) {
    problems.push(problem("image-tag-no-version", span, { image: reference, tag }));
    return problems;
  }
  if (variant === undefined) {
    const suffix = tag.slice(tag.indexOf("-") + 1);
    problems.push(problem("image-variant-unknown", span, { image: reference, variant: suffix }));
  }
  return problems;
}
