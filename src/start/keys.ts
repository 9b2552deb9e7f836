import {
  type ByVersion,
  placesBetween,
  type Scalar,
  type SurfaceKey,
  surfaceKeys,
} from "../generated/surface.ts";
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

let byParent: ReadonlyMap<string, readonly SurfaceKey[]> | undefined;

/** The key of a pattern path: `bridges.mqtt.*.server`. */
export function keyAt(path: string): SurfaceKey | undefined {
  return byPath.get(path);
}

/** Keys one level below a pattern path, of every release. */
export function keysBelow(path: string): readonly SurfaceKey[] {
  byParent ??= groupByParent();
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

/** True where the release reads a key with this last segment, wherever it stands: `max_topic_alias`. */
export function isLeafRead(leaf: string, version: NanomqVersion): boolean {
  return surfaceKeys.some((key) => leafOf(key.path) === leaf && isRead(key, version));
}

const readBelow = new Map<string, Map<string, readonly SurfaceKey[]>>();

/** Keys one level below a pattern path that the release reads. */
export function keysReadBelow(path: string, version: NanomqVersion): readonly SurfaceKey[] {
  const ofRelease = readBelow.get(version.text) ?? new Map<string, readonly SurfaceKey[]>();
  readBelow.set(version.text, ofRelease);
  const keys = ofRelease.get(path) ?? keysBelow(path).filter((key) => isRead(key, version));
  ofRelease.set(path, keys);
  return keys;
}

/** Value of a key that nobody sets. */
export function defaultOf(key: SurfaceKey, version: NanomqVersion): Scalar {
  return atVersion(key.default, version) ?? null;
}

/** Every pattern path that is a key or has keys below it. */
const places: ReadonlySet<string> = new Set([...byPath.keys(), ...placesBetween]);

/** Places by the one they are below, and in there by their own name as the key table has it, then in small letters. */
function groupPlaces(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const groups = new Map<string, Map<string, string>>();
  const named = [...places].filter((place) => !place.endsWith("]"));
  for (const nameOf of [leafOf, (place: string) => leafOf(place).toLowerCase()])
    for (const place of named) {
      const group = groups.get(parentOf(place)) ?? new Map<string, string>();
      groups.set(parentOf(place), group);
      if (!group.has(nameOf(place))) group.set(nameOf(place), place);
    }
  return groups;
}

let placesBelow: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;

/** The pattern path of a member below another: its own name in any letter case, else one the user chose. */
export function placeBelow(pattern: string, name: string): string | undefined {
  placesBelow ??= groupPlaces();
  const below = placesBelow.get(pattern);
  return below?.get(name) ?? below?.get(name.toLowerCase()) ?? below?.get("*");
}

/** The pattern path of the elements of a list. */
export function elementsOf(pattern: string): string | undefined {
  const elements = `${pattern}[]`;
  return places.has(elements) ? elements : undefined;
}

function namesBelow(pattern: string, version: NanomqVersion): readonly string[] {
  const prefix = pattern === "" ? "" : `${pattern}.`;
  const names = new Set<string>();
  for (const key of surfaceKeys) {
    if (!key.path.startsWith(prefix) || !isRead(key, version)) continue;
    const [name = ""] = key.path.slice(prefix.length).split(/[.[]/);
    if (name !== "*" && name !== "") names.add(name);
  }
  return [...names];
}

/** True where the release reads a key or section below a pattern path. */
export function hasMembers(pattern: string, version: NanomqVersion): boolean {
  const prefix = `${pattern}.`;
  return surfaceKeys.some((key) => {
    return key.path.startsWith(prefix) && key.path[prefix.length] !== "*" && isRead(key, version);
  });
}

const knownNames = new Map<string, readonly string[]>();

/** Names of the keys and sections right below a pattern path that the release reads. */
export function memberNames(pattern: string, version: NanomqVersion): readonly string[] {
  const question = `${version.text} ${pattern}`;
  const names = knownNames.get(question) ?? namesBelow(pattern, version);
  knownNames.set(question, names);
  return names;
}
