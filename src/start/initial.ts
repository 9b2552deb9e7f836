import { keptSettings, surfaceKeys } from "../generated/surface.ts";
import { isWithin, type NanomqVersion } from "../nanomq/version.ts";
import { oncePerRelease } from "./defaults.ts";
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

function* defaultsAt(version: NanomqVersion): Generator<[path: string, value: Value], void> {
  for (const key of surfaceKeys) {
    const isSingle = !/[*[]/.test(key.path) && SCALARS.has(key.reader);
    if (isSingle && isRead(key, version)) yield [key.path, defaultOf(key, version)];
  }
  yield ["log.to", ["console"]];
  for (const row of keptSettings)
    if (isWithin(version, row)) yield [row.path, atVersion(row.default, version) ?? null];
}

/** Settings of a broker that has no file, no environment and no flags: some 500. */
export const initialSettings = oncePerRelease(defaultsAt);
