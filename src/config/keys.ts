import { type ByVersion, type Scalar, type SurfaceKey, surfaceKeys } from "../generated/surface.ts";
import { isSince, isWithin, type NanomqVersion } from "../nanomq/version.ts";

const byPath = new Map(surfaceKeys.map((key) => [key.path, key]));

/** The last segment of a path: `qos` of `bridges.mqtt.*.forwards[].qos`. */
export function leafOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function parentOf(path: string): string {
  if (path.endsWith("[]")) return path.slice(0, -2);
  const dot = path.lastIndexOf(".");
  return dot === -1 ? "" : path.slice(0, dot);
}

function groupByParent(): ReadonlyMap<string, readonly SurfaceKey[]> {
  const groups = new Map<string, SurfaceKey[]>();
  for (const key of surfaceKeys) {
    const parent = parentOf(key.path);
    const group = groups.get(parent);
    if (group === undefined) groups.set(parent, [key]);
    else group.push(key);
  }
  return groups;
}

const byParent = groupByParent();

/** The key of a pattern path: `bridges.mqtt.*.server`. */
export function keyAt(path: string): SurfaceKey | undefined {
  return byPath.get(path);
}

/** Keys one level below a pattern path, of every release. */
export function keysBelow(path: string): readonly SurfaceKey[] {
  return byParent.get(path) ?? [];
}

/** What holds at a release; undefined before the first release named. */
export function atVersion<T extends Scalar>(
  facts: ByVersion<T> | undefined,
  version: NanomqVersion,
): T | undefined {
  if (facts === undefined || facts === null || typeof facts !== "object") return facts;
  let held: T | undefined;
  for (const [since, fact] of Object.entries(facts)) if (isSince(version, since)) held = fact;
  return held;
}

/** True where the release reads the key. */
export function isRead(key: SurfaceKey, version: NanomqVersion): boolean {
  const { since, until, absent = [] } = key;
  if (since === null || !isWithin(version, { since, until })) return false;
  return !absent.some((span) => isWithin(version, span));
}

/** Value of a key that nobody sets. */
export function defaultOf(key: SurfaceKey, version: NanomqVersion): Scalar {
  return atVersion(key.default, version) ?? null;
}
