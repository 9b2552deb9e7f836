/** Paths in a container against what is mounted there. */

import type { Mount } from "./container.ts";

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The mount that decides what stands at `path`: the deepest one around it. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  const around = mounts.filter(({ target }) => isInside(path, target));
  // Of two at one place the later one wins.
  return around.toReversed().toSorted((a, b) => b.target.length - a.target.length)[0];
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

export function holdsMainConf(mount: Mount): boolean {
  if (mount.kind === "tmpfs") return false;
  if (mount.files !== undefined) return mount.files.some(isMainConf);
  return isMainConf(mount.target) || isMainConf(mount.source) || /\/etc\/nanomq\/?$/.test(mount.target);
}

/** Where in the container it puts that conf. */
export function mainConfIn({ target, files }: Mount): string {
  return files?.find(isMainConf) ?? target;
}
