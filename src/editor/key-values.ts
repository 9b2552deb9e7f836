// What may stand behind the equals sign of a key: words, numbers with the units it reads.
import type { SurfaceKey } from "../generated/surface.ts";
import { has } from "../nanomq/behaviour.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { defaultOf } from "../start/keys.ts";

/** Units that a reader knows, in the order in which people want them. */
export function unitsOf({ reader }: SurfaceKey, version: NanomqVersion): readonly string[] {
  switch (reader) {
    case "seconds":
    case "kept-seconds":
      return has(version, "strict-units") ? ["s", "m", "h", "d"] : ["s", "m", "h"];
    case "milliseconds":
      return ["ms", "s", "m", "h", "d"];
    case "size":
      return ["KB", "MB", "GB"];
    default:
      return [];
  }
}

function numberWithUnit(key: SurfaceKey, value: number, version: NanomqVersion): string {
  if (key.reader === "size") {
    const unit = (
      [
        ["GB", 2 ** 30],
        ["MB", 2 ** 20],
        ["KB", 2 ** 10],
      ] as const
    ).find(([, bytes]) => value >= bytes && value % bytes === 0);
    return unit === undefined ? String(value) : `${value / unit[1]}${unit[0]}`;
  }
  return unitsOf(key, version).length === 0 ? String(value) : `${value}${key.unit ?? ""}`;
}

/** The default as it would be written; undefined where none is, or it cannot be written. */
export function defaultText(key: SurfaceKey, version: NanomqVersion): string | undefined {
  // The default of a list is no single value.
  if (key.secret === true || key.reader.endsWith("list")) return undefined;
  const value = defaultOf(key, version);
  if (value === null) return undefined;
  if (typeof value === "number") return numberWithUnit(key, value, version);
  if (typeof value === "boolean" || key.words?.includes(value) === true) return String(value);
  return key.reader === "number" ? undefined : JSON.stringify(value);
}

/** The words it takes. */
export function wordsOf({ words, reader }: SurfaceKey): readonly string[] {
  if (words !== undefined) return words.map(String);
  return reader === "flag" ? ["true", "false"] : [];
}
