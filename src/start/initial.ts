import { keptSettings, surfaceKeys } from "../generated/surface.ts";
import { isWithin, type NanomqVersion } from "../nanomq/version.ts";
import { atVersion, defaultOf, isRead } from "./keys.ts";
import type { Value } from "./value.ts";

const SCALARS = new Set([
  "number",
  "flag",
  "text",
  "seconds",
  "milliseconds",
  "size",
  "word",
  "address",
  "kept-seconds",
]);

type Defaults = ReadonlyMap<string, Value>;

function defaultsAt(version: NanomqVersion): Defaults {
  const keys = surfaceKeys.flatMap((key): readonly (readonly [path: string, value: Value])[] => {
    const isSingle = !/[*[]/.test(key.path) && SCALARS.has(key.reader);
    return isSingle && isRead(key, version) ? [[key.path, defaultOf(key, version)]] : [];
  });
  const kept = keptSettings.filter((row) => isWithin(version, row));
  return new Map([
    ...keys,
    ["log.to", ["console"]],
    ...kept.map((row) => [row.path, atVersion(row.default, version) ?? null] as const),
  ]);
}

/** They are the same for every conf of a version, and there are some 500. */
const known = new Map<string, Defaults>();

/** Settings of a broker that has no file, no environment and no flags. */
export function initialSettings(version: NanomqVersion): Defaults {
  const defaults = known.get(version.text) ?? defaultsAt(version);
  known.set(version.text, defaults);
  return defaults;
}
