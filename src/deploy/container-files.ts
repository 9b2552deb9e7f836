// What a container of a deployment file finds where it looks: texts inside that file, and what is mounted from beside it.
import { imageConf } from "../nanomq/image-conf.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Home } from "../start/start.ts";
import type { ConfInput } from "../text/conf/read-conf.ts";
import { normalizedName } from "../text/conf/splice.ts";
import { type ReadFile, withIncludes } from "../text/conf/with-includes.ts";
import { type EmbeddedText, toHostSpan } from "../text/embedded.ts";
import type { Span } from "../text/source.ts";
import type { Deployment, DeploymentReading, InlineConf } from "./deployment.ts";
import { hostPath } from "./mounts.ts";
import { nobodyLooks, type StateAt, standsAt } from "./standing.ts";

/** Where a path of the deployment file is, `folder` being that of the file. */
export function besideFile(folder: string, path: string): string {
  return path.startsWith("/") ? path : normalizedName(folder === "" ? path : `${folder}/${path}`);
}

/** Files by the names that the container has for them. */
function filesOf({ confs, mounts }: Deployment, folder: string, read: ReadFile): ReadFile {
  return (name) => {
    const inline = confs.find(({ at }) => at === name);
    if (inline !== undefined) return inline.text.source.bytes;
    const host = hostPath(mounts, name);
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

/**
 * The conf that this container reads, with its includes: that of the image, or an empty one where none is read.
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
  if (own !== undefined) return { file: own, text: stands.kind === "image" ? imageConf(nanomq) : "" };
  if (path === undefined) return undefined;
  const inside = filesOf(deployment, folder, read);
  // What is mounted from a path of another machine, or stands in the image, nobody here can see.
  const isSeen = (name: string) => {
    const kind = standsAt(deployment, content, name, stateAt).kind;
    return kind === "nothing" || hostPath(mounts, name)?.startsWith("/") === false;
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

/** Leads from those texts to their place in the deployment file. */
export function homeIn({ confs, deployments }: Pick<DeploymentReading, "confs" | "deployments">): Home {
  const texts = textsOf(confs);
  const places = imagePlaces(deployments);
  return (span) => {
    const text = texts.get(span.file);
    return text === undefined ? (places.get(span.file) ?? span) : toHostSpan(text, span);
  };
}
