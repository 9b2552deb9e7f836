import { keptSettings, surfaceKeys } from "../generated/surface.ts";
import { isWithin, type NanomqVersion } from "../nanomq/version.ts";
import { atVersion, defaultOf, isRead, settingOf } from "./keys.ts";
import type { Load } from "./load.ts";
import { byDefault, type Value } from "./value.ts";

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

type Defaults = readonly (readonly [path: string, value: Value])[];

function defaultsAt(version: NanomqVersion): Defaults {
  const keys = surfaceKeys.flatMap((key): Defaults => {
    const isSingle = !/[*[]/.test(key.path) && SCALARS.has(key.reader);
    return isSingle && isRead(key, version) ? [[settingOf(key), defaultOf(key, version)]] : [];
  });
  const kept = keptSettings.filter((row) => isWithin(version, row));
  return [
    ...keys,
    ["log.to", ["console"]],
    ...kept.map((row) => [row.path, atVersion(row.default, version) ?? null] as const),
  ];
}

/** They are the same for every conf of a version, and there are some 500. */
const known = new Map<string, Defaults>();

/** Settings of a broker that has no file, no environment and no flags. */
export function initialise(load: Load): void {
  const { version } = load;
  const defaults = known.get(version.text) ?? defaultsAt(version);
  known.set(version.text, defaults);
  for (const [path, value] of defaults) load.set(path, value, byDefault);
}
