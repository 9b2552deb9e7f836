/** What a container is to the broker in it: which files and folders are there, and which it may write. */

import { imageFolders } from "../nanomq/image-conf.ts";
import type { FileFacts, HostFiles } from "../start/files/file-facts.ts";
import type { NamedFile } from "../start/files/named-files.ts";
import type { Host } from "../start/startup/ascent.ts";
import { normalizedName } from "../text/conf/splice.ts";
import type { Mount } from "./container.ts";
import type { Deployment } from "./deployment.ts";
import { hostPath, isInside, mountOf } from "./mounts.ts";
import { type State, type StateAt, standsAt } from "./standing.ts";

/** Folders where everybody may write. */
const OPEN_TO_ALL = /^\/(?:tmp|var\/tmp|dev\/shm)(?:\/|$)/;

/** A path of the conf as the container has it; undefined where nobody tells its working directory. */
export function pathInside(
  { workdir, content }: Pick<Deployment, "workdir" | "content">,
  path: string,
): string | undefined {
  if (path.startsWith("/")) return normalizedName(path);
  const folder = workdir?.value ?? content?.workdir;
  return folder === undefined ? undefined : normalizedName(`${folder.replace(/\/$/, "")}/${path}`);
}

function bare(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, "") : path;
}

function folderInMount(mount: Mount, path: string, { kind }: Deployment, stateAt: StateAt): State {
  const isTarget = bare(mount.target) === path;
  switch (mount.kind) {
    case "bind": {
      if (/^[~$]/.test(mount.source) || mount.source.includes("$") || kind === "kubernetes") return "unseen";
      const state = stateAt(hostPath([mount], path) ?? mount.source);
      // Docker makes the folder that a mount names.
      if (state === "missing" && isTarget) return "folder";
      return state === "missing" && mount.source.startsWith("/") ? "unseen" : state;
    }
    case "volume":
      return isTarget ? "folder" : "unseen";
    case "tmpfs":
      return isTarget ? "folder" : "missing";
    case "config-map":
    case "secret":
    case "other":
      return isTarget ? "folder" : "unseen";
  }
}

/** What is at a path that is meant to be a folder. */
function folderAt(deployment: Deployment, path: string, stateAt: StateAt): State {
  const { mounts, content } = deployment;
  const mount = mountOf(mounts, path);
  if (mount !== undefined) return folderInMount(mount, path, deployment, stateAt);
  if (mounts.some(({ target }) => isInside(target, path))) return "folder";
  if (content === undefined) return "unseen";
  const known = imageFolders.includes(path) || path === content.workdir;
  return known || content.files.some((file) => isInside(file, path)) ? "folder" : "missing";
}

function fileAt(deployment: Deployment, path: string, stateAt: StateAt): State {
  const { content } = deployment;
  const stands = standsAt(deployment, content, path, stateAt);
  switch (stands.kind) {
    case "nothing":
      return "missing";
    case "host":
      return stands.state;
    case "text":
    case "image":
      return "file";
    case "hidden":
    case "unknown":
      return "unseen";
  }
}

/** What a start asks of its host, as far as the container tells. */
export function hostOf(deployment: Deployment, stateAt: StateAt): Host {
  return (condition) => {
    if (condition.kind !== "folder-exists" && condition.kind !== "file-exists") return undefined;
    const path = pathInside(deployment, condition.path);
    if (path === undefined) return undefined;
    const wanted = condition.kind === "folder-exists" ? "folder" : "file";
    const state =
      wanted === "folder" ? folderAt(deployment, bare(path), stateAt) : fileAt(deployment, path, stateAt);
    return state === "unseen" ? undefined : state === wanted;
  };
}

/** False where the broker certainly may not write; undefined where that is not told. */
function isWritable({ mounts, user, kind, content }: Deployment, path: string): false | undefined {
  const mount = mountOf(mounts, path);
  if (mount?.readOnly === true) return false;
  const isRoot = user === undefined || /^(?:0|root)(?::|$)/.test(user.value);
  if (isRoot || OPEN_TO_ALL.test(path) || content === undefined) return undefined;
  // A new volume of Docker is root's, and so is every folder of the image.
  return mount === undefined || (mount.kind === "volume" && kind === "docker") ? false : undefined;
}

function isFolder({ use }: NamedFile): boolean {
  return use === "log-folder" || use === "database-folder";
}

function factsAt(file: NamedFile, deployment: Deployment, stateAt: StateAt): FileFacts | undefined {
  const path = pathInside(deployment, file.path);
  if (path === undefined) return undefined;
  if (file.use === "database-file") {
    const writable = isWritable(deployment, path);
    return writable === false ? { state: "missing", writable } : undefined;
  }
  if (!isFolder(file)) {
    const state = fileAt(deployment, path, stateAt);
    return state === "missing" || state === "folder" ? { state } : undefined;
  }
  const state = folderAt(deployment, bare(path), stateAt);
  if (state === "missing" || state === "file") return { state };
  const writable = isWritable(deployment, path);
  return writable === false ? { state: "folder", writable } : undefined;
}

/** Files that the settings name and the container certainly has not, or where the broker may not write. */
export function filesMissing(
  deployment: Deployment,
  files: readonly NamedFile[],
  stateAt: StateAt,
): HostFiles {
  return new Map(
    files.flatMap((file) => {
      const facts = factsAt(file, deployment, stateAt);
      return facts === undefined ? [] : [[file.key, facts] as const];
    }),
  );
}

/** True where what is written is gone with the container. */
export function isVolatile(deployment: Deployment, file: NamedFile): boolean {
  const path = pathInside(deployment, file.path);
  if (path === undefined || !file.use.startsWith("database")) return false;
  const mount = mountOf(deployment.mounts, path);
  return mount === undefined || mount.kind === "tmpfs" || mount.lasts === false;
}
