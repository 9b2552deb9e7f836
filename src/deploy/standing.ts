/** What stands at a path of a container: mounted from this machine, a text of these files, of the image, or nothing. */

import type { ImageContent } from "../nanomq/image.ts";
import type { Container, InlineConf, Mount } from "./container.ts";
import { hostPath, mountOf } from "./mounts.ts";

/** What is found at a path beside the deployment file; "unseen": nobody looked. */
export type State = "file" | "folder" | "missing" | "unseen";

/** Tells that of a path as the deployment file writes it. */
export type StateAt = (path: string) => State;

export const nobodyLooks: StateAt = () => "unseen";

/** Why something is mounted whose text these files do not tell. */
export type Hidden =
  /** A variable nobody here knows is part of the path. */
  | "variable"
  /** Below the home folder of whoever starts it. */
  | "home"
  /** A volume; only who filled it knows. */
  | "volume"
  /** A ConfigMap, Secret or config that these files do not hold. */
  | "store"
  /** An absolute path of another machine. */
  | "elsewhere";

export type Stands =
  | { readonly kind: "host"; readonly host: string; readonly state: State; readonly mount: Mount }
  | { readonly kind: "text"; readonly conf: InlineConf }
  | { readonly kind: "hidden"; readonly why: Hidden; readonly mount: Mount }
  | { readonly kind: "image" }
  /** The image is somebody's own. */
  | { readonly kind: "unknown" }
  /** `mount` is around the path, and known not to hold it. */
  | { readonly kind: "nothing"; readonly mount: Mount | undefined };

function inBind(mount: Mount, path: string, kind: Container["kind"], stateAt: StateAt): Stands {
  const host = hostPath([mount], path) ?? mount.source;
  if (host.startsWith("~") || /\$(?:\{HOME\}|HOME\b)/.test(host))
    return { kind: "hidden", why: "home", mount };
  if (host.includes("$")) return { kind: "hidden", why: "variable", mount };
  // A path of a node of the cluster is none of this machine.
  if (kind === "kubernetes") return { kind: "hidden", why: "elsewhere", mount };
  const state = stateAt(host);
  if (state === "missing" && host.startsWith("/")) return { kind: "hidden", why: "elsewhere", mount };
  if (state === "missing" && path !== mount.target) return { kind: "nothing", mount };
  return { kind: "host", host, state, mount };
}

function inMount(mount: Mount, path: string, kind: Container["kind"], stateAt: StateAt): Stands {
  if (mount.files !== undefined && !mount.files.includes(path)) return { kind: "nothing", mount };
  switch (mount.kind) {
    case "bind":
      return inBind(mount, path, kind, stateAt);
    case "tmpfs":
      return { kind: "nothing", mount };
    case "volume":
      return { kind: "hidden", why: "volume", mount };
    case "config-map":
    case "secret":
    case "other":
      return { kind: "hidden", why: "store", mount };
  }
}

/** @param content of the image; undefined where it is not a published one */
export function standsAt(
  { kind, mounts, confs }: Pick<Container, "kind" | "mounts" | "confs">,
  content: ImageContent | undefined,
  path: string,
  stateAt: StateAt,
): Stands {
  const conf = confs.find(({ at }) => at === path);
  if (conf !== undefined) return { kind: "text", conf };
  const mount = mountOf(mounts, path);
  if (mount !== undefined) return inMount(mount, path, kind, stateAt);
  if (content === undefined) return { kind: "unknown" };
  return content.files.includes(path) ? { kind: "image" } : { kind: "nothing", mount: undefined };
}
