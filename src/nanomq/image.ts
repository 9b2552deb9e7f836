import { imageRows } from "../generated/images.ts";
import { publishedReleases, type ResolvedVersion, resolveVersion } from "./releases.ts";
import { isWithin, type NanomqVersion, type VersionSpan } from "./version.ts";

/** Published builds: the plain tag is `basic`, `slim` adds TLS and SQLite, `full` has everything. */
export type ImageVariant = "basic" | "slim" | "full";

/** Optional parts of a build; every published one logs. */
export type Feature = "acl" | "jwt" | "mysql" | "quic" | "rules" | "sqlite" | "tls";

interface SpanWords extends VersionSpan {
  readonly words: readonly string[];
}

/** What the published images of one variant hold (releases/images.toml). */
export interface ImageRow {
  readonly variant: ImageVariant;
  /** Of its tags; "" for the plain one. */
  readonly suffixes: readonly string[];
  /** Path of nanomq in the image. */
  readonly program: string;
  /** A symbolic link to it. */
  readonly link?: string;
  readonly workdir: string;
  /** Other files in the folder of its conf. */
  readonly beside?: readonly string[];
  readonly exposed: readonly number[];
  /** Programs that a probe can run. */
  readonly tools: readonly string[];
  readonly features: readonly (VersionSpan & { readonly words: readonly Feature[] })[];
  /** Words behind `nanomq start` where nobody gives any. */
  readonly start: readonly SpanWords[];
  /** Where its own conf lies. */
  readonly conf: readonly (VersionSpan & { readonly at: string })[];
}

/** What the published image of one release and variant holds. */
export interface ImageContent
  extends Pick<ImageRow, "variant" | "program" | "link" | "workdir" | "exposed" | "tools"> {
  readonly features: readonly Feature[];
  readonly start: readonly string[];
  readonly conf: string | undefined;
  /** Every file of it that a conf could name. */
  readonly files: readonly string[];
}

/** The content of an image; of the newest one where the release is not known. */
export function imageContent(
  variant: ImageVariant,
  version: NanomqVersion | undefined,
): ImageContent | undefined {
  const row = imageRows.find((one) => one.variant === variant);
  if (row === undefined) return undefined;
  const at = <T extends VersionSpan>(spans: readonly T[]): T | undefined =>
    version === undefined
      ? spans.findLast(({ until }) => until === undefined)
      : spans.find((span) => isWithin(version, span));
  const { program, link, workdir, exposed, tools, beside = [] } = row;
  const conf = at(row.conf)?.at;
  const folder = conf?.slice(0, conf.lastIndexOf("/") + 1) ?? "";
  return {
    ...{ variant, program, ...(link !== undefined && { link }), workdir, exposed, tools },
    features: at(row.features)?.words ?? [],
    start: at(row.start)?.words ?? [],
    conf,
    files: [conf, program, link, ...beside.map((name) => `${folder}${name}`)].filter(
      (path) => path !== undefined,
    ),
  };
}

/** What the published variant of a release is built with (measured on the images). */
export function featuresOf(
  variant: ImageVariant,
  version: NanomqVersion | undefined,
): readonly Feature[] | undefined {
  return imageContent(variant, version)?.features;
}

/** Where nanomq may stand in an image: one place, or each where the variant is not known. */
export function programsOf(variant: ImageVariant | undefined): readonly string[] {
  const own = variant === undefined ? imageRows : imageRows.filter((row) => row.variant === variant);
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
  /** True for NanoMQ's own repository, and copies of it in another registry. */
  readonly isOfficial: boolean;
  /** True for a tag that is set anew with every release; also without a tag. */
  readonly moves: boolean;
  /** True for a tag of two numbers: it is set anew with every patch. */
  readonly movesByPatch: boolean;
  /** True for a tag in the range of the known releases that none of them has. */
  readonly isUnpublished: boolean;
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

/** NanoMQ's own, or a copy of it in another registry. */
const EMQX = /(?:^|\/)emqx\/nanomq$/;
const MINOR = /^(?<minor>\d+\.\d+)$/;

/** The last patch of a minor release, which its tag of two numbers names; builds after a patch do not move it. */
function lastPatch(text: string): string {
  const minor = MINOR.exec(text)?.groups?.["minor"];
  const isOf = (release: string) =>
    release === minor || (release.startsWith(`${minor}.`) && !release.includes("-"));
  return (minor !== undefined && publishedReleases.findLast(isOf)) || text;
}

function isUnpublished(tag: string, { asked, knowledge }: ResolvedVersion): boolean {
  return (
    knowledge === "known" && (tag.startsWith("v") || !publishedReleases.includes(asked.replace(/-\d+$/, "")))
  );
}

export function parseImage(reference: string): Image {
  const groups = REFERENCE.exec(reference)?.groups;
  const repository = groups?.["repository"] ?? reference;
  const tag = groups?.["tag"];
  const versioned = VERSION_TAG.exec(tag ?? "")?.groups;
  const moving = MOVING_TAG.exec(tag ?? "latest")?.groups;
  const isTagRead = versioned !== undefined || MOVING_TAG.test(tag ?? "latest");
  const variant = isTagRead ? suffixes.get(versioned?.["suffix"] ?? moving?.["suffix"] ?? "") : undefined;
  const written = versioned?.["version"];
  const version = written === undefined ? undefined : resolveVersion(lastPatch(written));
  const isOwn = EMQX.test(repository);
  return {
    reference,
    repository,
    tag,
    digest: groups?.["digest"],
    isOfficial: isOwn,
    moves: MOVING_TAG.test(tag ?? "latest"),
    movesByPatch: written !== undefined && MINOR.test(written),
    isUnpublished: isOwn && version !== undefined && isUnpublished(tag ?? "", version),
    version,
    variant,
    features: variant !== undefined && isOwn ? featuresOf(variant, version?.version) : undefined,
  };
}
