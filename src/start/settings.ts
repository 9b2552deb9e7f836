import type { Settings } from "./effective.ts";
import type { Origin, Value } from "./value.ts";

/** A setting with another value on each side; absent where a side knows no such setting. */
export interface SettingChange {
  /** As in {@link Settings.values}. */
  readonly path: string;
  readonly before: Value;
  readonly after: Value;
  readonly originBefore: Origin;
  readonly originAfter: Origin;
  /** True where somebody set it, on either side: not a default that moved. */
  readonly set: boolean;
}

const byDefault: Origin = { kind: "default" };

/** Parts in parentheses are the broker's own book-keeping, but for the users of a password list. */
function isSetting(path: string): boolean {
  return !path.includes("(") || path.endsWith(".(username)") || path.endsWith(".(password)");
}

function isSame(a: Value, b: Value): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Every setting that differs, by path; a setting that a side does not have counts as not set (null). */
export function compareSettings(before: Settings, after: Settings): readonly SettingChange[] {
  // What nobody touched is the same on both sides, where the release is.
  const isSameRelease = before.version.text === after.version.text;
  const pathsOf = ({ values }: Settings) => (isSameRelease ? values.touched() : values.keys());
  const paths = new Set<string>();
  for (const side of [before, after]) for (const path of pathsOf(side)) if (isSetting(path)) paths.add(path);
  return [...paths].toSorted().flatMap((path) => {
    const values = [before.values.get(path) ?? null, after.values.get(path) ?? null] as const;
    if (isSame(...values)) return [];
    const originBefore = before.origins.get(path) ?? byDefault;
    const originAfter = after.origins.get(path) ?? byDefault;
    const set = originBefore.kind !== "default" || originAfter.kind !== "default";
    return [{ path, before: values[0], after: values[1], originBefore, originAfter, set }];
  });
}
