import type { NanomqVersion } from "../nanomq/version.ts";
import { defaultOf, keysReadBelow, leafOf } from "./keys.ts";
import type { Value } from "./value.ts";

/** Settings before anybody sets one, of a broker or of an element of a list. */
export type Defaults = ReadonlyMap<string, Value>;
export type DefaultsOf = (version: NanomqVersion) => Defaults;
type Entries = Iterable<readonly [path: string, value: Value]>;

/** They are the same for every conf of a release, and for every element of a kind. */
export function oncePerRelease(make: (version: NanomqVersion) => Entries): DefaultsOf {
  const known = new Map<string, Defaults>();
  return (version) => {
    const defaults = known.get(version.text) ?? new Map(make(version));
    known.set(version.text, defaults);
    return defaults;
  };
}

const SEVERAL = new Set(["section", "list", "text-list", "text-map", "word-list"]);

/** Of the single values right below a pattern path, by their own names behind `prefix`. */
export function* defaultsBelow(
  pattern: string,
  version: NanomqVersion,
  prefix = "",
): Generator<[string, Value], void> {
  for (const key of keysReadBelow(pattern, version))
    if (!SEVERAL.has(key.reader)) yield [`${prefix}${leafOf(key.path)}`, defaultOf(key, version)];
}
