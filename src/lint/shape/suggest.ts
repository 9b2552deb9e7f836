import { type SurfaceKey, surfaceKeys } from "../../generated/surface.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { isRead, leafOf, memberNames } from "../../start/keys.ts";
import { nearNames } from "../../text/nearest-name.ts";

const SUGGESTIONS_MAX = 3;

/** Hyphens, blanks and letter case are the commonest slips; they count for nothing. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[- ]/g, "_");
}

function squeezed(name: string): string {
  return plain(name).replaceAll("_", "");
}

/** Keys of the same level that may be meant, best first. */
export function similarKeys(parent: string, name: string, version: NanomqVersion): readonly string[] {
  const keys = memberNames(parent, version);
  const same = keys.filter((key) => squeezed(key) === squeezed(name));
  return [...new Set([...same, ...nearNames(plain(name), keys)])].slice(0, SUGGESTIONS_MAX);
}

/** A name in many sections (`enable`) says nothing about where it belongs. */
const COMMON_PLACES_MAX = 6;
const SPECIFIC_NAME_LENGTH = 8;

function levelOf(path: string): string {
  const dot = path.lastIndexOf(".");
  return dot === -1 ? "" : path.slice(0, dot);
}

/** Levels are related where one lies within the other or both in the same section. */
function related(parent: string, level: string): boolean {
  return parent === "" || parent.split(".")[0] === level.split(".")[0];
}

const keysByLeaf = new Map<string, SurfaceKey[]>();

function keysNamed(leaf: string): readonly SurfaceKey[] {
  if (keysByLeaf.size === 0)
    for (const key of surfaceKeys) {
      const name = leafOf(key.path);
      keysByLeaf.set(name, [...(keysByLeaf.get(name) ?? []), key]);
    }
  return keysByLeaf.get(leaf) ?? [];
}

/** Sections the key belongs into, where another level has it by this very name: `mqtt` for `retry_interval`. */
export function properLevels(parent: string, name: string, version: NanomqVersion): readonly string[] {
  const wanted = plain(name);
  const levels = keysNamed(wanted)
    .filter((key) => isRead(key, version))
    .map((key) => levelOf(key.path))
    .filter((level) => level !== parent);
  if (levels.length > COMMON_PLACES_MAX) return [];
  const specific = levels.length === 1 && wanted.length >= SPECIFIC_NAME_LENGTH;
  return levels.filter((level) => level !== "" && (specific || related(parent, level)));
}
