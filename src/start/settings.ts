import type { Settings } from "./effective.ts";
import { type Layered, Overlay } from "./overlay.ts";
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

type Difference = readonly [path: string, before: Value, after: Value];

const nothing: Layered<Value> = new Overlay<Value>();

/** What nobody touched is the same on both sides, where it lies over the same: it is not looked at. */
function* differences(before: Layered<Value>, after: Layered<Value>): Generator<Difference, void> {
  const bases = before.base === after.base ? [] : [before.base, after.base];
  const paths = new Set<string>();
  for (const base of bases) for (const path of base.keys()) paths.add(path);
  for (const side of [before, after]) for (const path of side.touched()) paths.add(path);
  for (const path of paths) {
    const values = [before.get(path) ?? null, after.get(path) ?? null] as const;
    if (!isSame(...values)) yield [path, ...values];
  }
  const elements = new Set<string>();
  for (const side of [before, after]) for (const [path] of side.elements()) elements.add(path);
  for (const element of elements)
    for (const [path, ...values] of differences(
      before.element(element) ?? nothing,
      after.element(element) ?? nothing,
    ))
      yield [`${element}.${path}`, ...values];
}

/** Every setting that differs, by path; a setting that a side does not have counts as not set (null). */
export function compareSettings(before: Settings, after: Settings): readonly SettingChange[] {
  const apart = [...differences(before.values, after.values)].filter(([path]) => isSetting(path));
  return apart
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, valueBefore, valueAfter]) => {
      const originBefore = before.origins.get(path) ?? byDefault;
      const originAfter = after.origins.get(path) ?? byDefault;
      const set = originBefore.kind !== "default" || originAfter.kind !== "default";
      return { path, before: valueBefore, after: valueAfter, originBefore, originAfter, set };
    });
}
