import { imageRows } from "../generated/images.ts";
import { type ResolvedVersion, resolveVersion } from "./releases.ts";
import { isWithin, type NanomqVersion, type VersionSpan } from "./version.ts";

/** Published builds: the plain tag is `basic`, `slim` adds TLS and SQLite, `full` has everything. */
export type ImageVariant = "basic" | "slim" | "full";

/** Optional parts of a build; every published one logs. */
export type Feature = "acl" | "jwt" | "mysql" | "quic" | "rules" | "sqlite" | "tls";

/** What the published images of some releases hold. */
export interface ImageRow extends VersionSpan {
  readonly variant: ImageVariant;
  /** Of its tags; none for the plain one. */
  readonly suffixes: readonly string[];
  readonly features: readonly Feature[];
  /** Path of nanomq in the image. */
  readonly program: string;
}

/** The image of a release; without one the newest. */
function imageOf(variant: ImageVariant, version: NanomqVersion | undefined): ImageRow | undefined {
  const rows = imageRows.filter((row) => row.variant === variant);
  return version === undefined ? rows.at(-1) : rows.find((row) => isWithin(version, row));
}

/** What the published variant of a release is built with (measured on the images). */
export function featuresOf(
  variant: ImageVariant,
  version: NanomqVersion | undefined,
): readonly Feature[] | undefined {
  return imageOf(variant, version)?.features;
}

/** Where nanomq may stand in the image of a release: one place, or each where the variant is not known. */
export function programsOf(variant: ImageVariant | undefined, version: NanomqVersion): readonly string[] {
  const rows = imageRows.filter((row) => isWithin(version, row));
  const own = variant === undefined ? rows : rows.filter((row) => row.variant === variant);
  return [...new Set(own.map(({ program }) => program))];
}

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

const suffixes: ReadonlyMap<string, ImageVariant> = new Map(
  imageRows.flatMap((row) => row.suffixes.map((suffix) => [suffix, row.variant])),
);

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
  const version = versioned === undefined ? undefined : resolveVersion(versioned["version"] ?? "");
  const isOwn = /(?:^|\/)emqx\/nanomq$/.test(repository);
  return {
    reference,
    repository,
    tag,
    digest: groups?.["digest"],
    moves: MOVING_TAG.test(tag ?? "latest"),
    version,
    variant,
    features: variant !== undefined && isOwn ? featuresOf(variant, version?.version) : undefined,
  };
}
