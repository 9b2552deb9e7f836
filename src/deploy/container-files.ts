// What a container of a deployment file finds where it looks: texts inside that file, and what is mounted from beside it.
import { imageConf } from "../nanomq/image-conf.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Home } from "../start/start.ts";
import type { ConfInput } from "../text/conf/conf-input.ts";
import { normalizedName } from "../text/conf/splice.ts";
import { type ReadFile, withIncludes } from "../text/conf/with-includes.ts";
import { type EmbeddedText, toHostSpan } from "../text/embedded.ts";
import type { Span } from "../text/source.ts";
import type { InlineConf } from "./container.ts";
import { pathInside } from "./container-host.ts";
import type { Deployment, DeploymentReading } from "./deployment.ts";
import { hostPath } from "./mounts.ts";
import { nobodyLooks, type StateAt, standsAt } from "./standing.ts";

/** The folder that a path names a file in; "" for the one that it is seen from. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Where a path of the deployment file is, `folder` being that of the file. */
export function besideFile(folder: string, path: string): string {
  return path.startsWith("/") ? path : normalizedName(folder === "" ? path : `${folder}/${path}`);
}

/** Files by the names that the container has for them. */
function filesOf(deployment: Deployment, folder: string, read: ReadFile): ReadFile {
  const { confs, mounts } = deployment;
  return (name) => {
    const path = pathInside(deployment, name);
    if (path === undefined) return undefined;
    const inline = confs.find(({ at }) => at === path);
    if (inline !== undefined) return inline.text.source.bytes;
    const host = hostPath(mounts, path);
    return host === undefined ? undefined : read(besideFile(folder, host));
  };
}

/** By what name the conf of an image goes: nobody has it as a file. */
function nameInImage({ image }: Deployment, path: string): string {
  return `${image?.value.reference ?? ""}:${path}`;
}

/** What findings call the conf of a container that is neither here nor in the file: the image and the path in it. */
export function ownConfName(deployment: Deployment): string | undefined {
  const { read, conf } = deployment;
  if (read.stands.kind === "image") return nameInImage(deployment, read.path ?? conf.path);
  return read.stands.kind === "none" ? nameInImage(deployment, conf.path) : undefined;
}

/** Where none is read the defaults count. A file without any setting would end the start, so this one says a default. */
const DEFAULTS = "system.daemon = false\n";
/** A plant has a few images. */
const MOST_REMEMBERED = 100;

const ownConfs = new WeakMap<NanomqVersion, Map<string, ConfInput>>();

/** Containers of one image read one conf: it is the same object for all of them. */
function ownConf(file: string, kind: string, nanomq: NanomqVersion): ConfInput {
  const known = ownConfs.get(nanomq) ?? new Map<string, ConfInput>();
  const name = `${kind} ${file}`;
  const conf = known.get(name) ?? { file, text: kind === "image" ? imageConf(nanomq) : DEFAULTS };
  if (known.size < MOST_REMEMBERED) known.set(name, conf);
  ownConfs.set(nanomq, known);
  return conf;
}

/**
 * The conf that this container reads, with its includes: that of the image, or one that changes nothing where none is read.
 * Undefined where these files do not tell its text.
 */
export function confOf(
  deployment: Deployment,
  nanomq: NanomqVersion,
  folder: string,
  read: ReadFile,
  stateAt: StateAt = nobodyLooks,
): ConfInput | undefined {
  const { content, mounts, read: chosen } = deployment;
  const { stands, path } = chosen;
  const own = ownConfName(deployment);
  if (own !== undefined) return ownConf(own, stands.kind, nanomq);
  if (path === undefined) return undefined;
  const inside = filesOf(deployment, folder, read);
  // What is mounted from a path of another machine, or stands in the image, nobody here can see.
  const isSeen = (name: string) => {
    const at = pathInside(deployment, name);
    if (at === undefined) return false;
    const { kind } = standsAt(deployment, content, at, stateAt);
    return kind === "nothing" || hostPath(mounts, at)?.startsWith("/") === false;
  };
  const text = inside(path);
  if (text === undefined) return undefined;
  const file =
    stands.kind === "text"
      ? stands.conf.text.source.file
      : besideFile(folder, hostPath(mounts, path) ?? path);
  return withIncludes({ file, text, isSeen }, inside);
}

/** Texts that stand in the deployment file, by the names that findings have for them. */
export function textsOf(confs: readonly InlineConf[]): ReadonlyMap<string, EmbeddedText> {
  return new Map(
    confs.flatMap(({ at, text }) => [
      [text.source.file, text] as const,
      ...(at === undefined ? [] : [[at, text] as const]),
    ]),
  );
}

/** Where a container that reads no conf of these files is described: what its own conf says is said there. */
export function imagePlaces(deployments: readonly Deployment[]): ReadonlyMap<string, Span> {
  return new Map(
    deployments.flatMap((deployment) => {
      const name = ownConfName(deployment);
      return name === undefined ? [] : [[name, deployment.image?.span ?? deployment.span] as const];
    }),
  );
}

type Told = Pick<DeploymentReading, "confs" | "deployments">;

/** Leads from those texts to their place in the deployment file. */
export function homeIn({ confs, deployments }: Told): Home {
  const texts = textsOf([...confs, ...deployments.flatMap((deployment) => deployment.confs)]);
  const places = imagePlaces(deployments);
  return (span) => {
    const text = texts.get(span.file);
    return text === undefined ? (places.get(span.file) ?? span) : toHostSpan(text, span);
  };
}

/** Where the files are that the conf of a container includes, by the names that spans have for them. */
export function includePlaces(
  deployment: Deployment,
  { files = {} }: Pick<ConfInput, "files">,
  folder: string,
): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(files).flatMap((name) => {
      const path = pathInside(deployment, name) ?? name;
      const inline = deployment.confs.find(({ at }) => at === path)?.text.source.file;
      const host = hostPath(deployment.mounts, path);
      const place = inline ?? (host && besideFile(folder, host));
      return place === undefined ? [] : [[normalizedName(name), place] as const];
    }),
  );
}

/**
 * Leads from the conf of a container and what it includes to their places on this machine.
 * @param home of the texts of the file ({@link homeIn})
 */
export function homeOf(home: Home, places: ReadonlyMap<string, string>): Home {
  return (span) => home({ ...span, file: places.get(span.file) ?? span.file });
}
