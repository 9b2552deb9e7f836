/** Paths in a container against what is mounted there. */

import type { NanomqVersion } from "../nanomq/version.ts";
import type { Span } from "../text/source.ts";
import { DEFAULT_CONF_PATH, readablePaths } from "./conf-path.ts";
import type { Deployment, Mount } from "./deployment.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The mount that decides what stands at `path`: the deepest one around it. */
function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  const around = mounts.filter(({ target }) => isInside(path, target));
  return around.toSorted((a, b) => b.target.length - a.target.length)[0];
}

/** False where a mount is around `path` but is known not to hold it, or where nothing is mounted there. */
export function isMounted(mounts: readonly Mount[], path: string): boolean {
  const mount = mountOf(mounts, path);
  return mount !== undefined && (mount.files === undefined || mount.files.includes(path));
}

/** The path on the host that a bind mount shows at `path`; undefined where no bind mount does. */
export function hostPath(mounts: readonly Mount[], path: string): string | undefined {
  const mount = mountOf(mounts, path);
  if (mount?.kind !== "bind") return undefined;
  return path === mount.target
    ? mount.source
    : `${mount.source.replace(/\/$/, "")}${path.slice(mount.target.replace(/\/$/, "").length)}`;
}

/** Names of files that main confs include, or that other programs of NanoMQ read. */
const INCLUDED = /(?:pwd|acl|auth|bridge|rule|hook|gateway|sqlite)/;

function isMainConf(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /^nanomq[\w.-]*\.conf$/.test(name) && !INCLUDED.test(name);
}

function holdsMainConf(mount: Mount): boolean {
  if (mount.kind === "tmpfs") return false;
  if (mount.files !== undefined) return mount.files.some(isMainConf);
  return isMainConf(mount.target) || isMainConf(mount.source) || /\/etc\/nanomq\/?$/.test(mount.target);
}

/** A conf mounted beside the place NanoMQ reads, or a place it is told to read that nothing is mounted at. */
export function confMountProblems(
  deployment: Deployment,
  chosenAt: Span,
  nanomq: NanomqVersion,
): readonly DeploymentProblem[] {
  const { mounts, conf, image } = deployment;
  if (readablePaths(conf, nanomq, image?.value.variant).some((path) => isMounted(mounts, path))) return [];
  const unread = mounts.filter(holdsMainConf);
  if (unread.length > 0) {
    return unread.map(({ target, files, span }) =>
      problem("conf-mount-unread", span, { target: files?.find(isMainConf) ?? target, read: conf.path }),
    );
  }
  // An image built on top may bring the file along.
  const isOwnImage = image?.value.features === undefined;
  if (conf.by === "default" || conf.path === DEFAULT_CONF_PATH || isOwnImage) return [];
  return [problem("conf-path-not-mounted", chosenAt, { path: conf.path })];
}
