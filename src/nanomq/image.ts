import { type ResolvedVersion, resolveVersion } from "./releases.ts";

/** Published builds: the plain tag is `basic`, `slim` adds TLS and SQLite, `full` has everything. */
export type ImageVariant = "basic" | "slim" | "full";

/** Parts a build may have; every published build logs. */
export type Feature = "tls" | "sqlite" | "quic" | "rules" | "acl" | "jwt" | "ipv6";

/** What each published variant is built with (measured on the images). */
export const variantFeatures: Readonly<Record<ImageVariant, readonly Feature[]>> = {
  basic: ["acl"],
  slim: ["acl", "sqlite", "tls"],
  full: ["acl", "jwt", "quic", "rules", "sqlite", "tls"],
};

/** What an image reference tells about the NanoMQ inside. */
export interface Image {
  readonly reference: string;
  /** With the registry, without tag and digest. */
  readonly repository: string;
  /** Undefined where none is written, which means `latest`. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** True for a tag that is set anew with every release; also without a tag. */
  readonly moves: boolean;
  /** Undefined where the tag does not name a version. */
  readonly version: ResolvedVersion | undefined;
  /** Undefined for a suffix NanoMQ does not publish. */
  readonly variant: ImageVariant | undefined;
  /** Optional parts built in; undefined where the variant is unknown or the image is not NanoMQ's own. */
  readonly features: readonly Feature[] | undefined;
}

/** Suffixes of published tags; the Alpine image is the plain build. */
const suffixes: ReadonlyMap<string, ImageVariant> = new Map([
  ["", "basic"],
  ["alpine", "basic"],
  ["slim", "slim"],
  ["full", "full"],
]);

const REFERENCE =
  /^(?<repository>[^@]*?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>[\w.+-]+:[0-9a-fA-F]+))?$/;
const VERSION_TAG = /^v?(?<version>\d+\.\d+(?:\.\d+)?(?:-\d+)?)(?:-(?<suffix>[A-Za-z][\w.-]*))?$/;
const MOVING_TAG = /^(?:latest|stable|edge|nightly|main|master)(?:-(?<suffix>[A-Za-z][\w.-]*))?$/;

export function parseImage(reference: string): Image {
  const groups = REFERENCE.exec(reference)?.groups;
  const repository = groups?.["repository"] ?? reference;
  const tag = groups?.["tag"];
  const versioned = VERSION_TAG.exec(tag ?? "")?.groups;
  const moving = MOVING_TAG.exec(tag ?? "latest")?.groups;
  const isTagRead = versioned !== undefined || MOVING_TAG.test(tag ?? "latest");
  const variant = isTagRead ? suffixes.get(versioned?.["suffix"] ?? moving?.["suffix"] ?? "") : undefined;
  const isOwn = /(?:^|\/)emqx\/nanomq$/.test(repository);
  return {
    reference,
    repository,
    tag,
    digest: groups?.["digest"],
    moves: MOVING_TAG.test(tag ?? "latest"),
    version: versioned === undefined ? undefined : resolveVersion(versioned["version"] ?? ""),
    variant,
    features: variant !== undefined && isOwn ? variantFeatures[variant] : undefined,
  };
}
