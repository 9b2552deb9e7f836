import { isWithin, type NanomqVersion, type VersionSpan } from "./version.ts";

/** What held for a span of releases, and where that was seen. */
export interface Measured<V> extends VersionSpan {
  readonly value: V;
  readonly evidence: string;
}

/** Entries are ordered, so a version between two spans keeps the behaviour before it. */
export function valueIn<V>(entries: readonly Measured<V>[], version: NanomqVersion): V {
  const [first, ...rest] = entries;
  if (first === undefined) throw new RangeError("a behaviour without entries");
  return rest.reduce(
    (value, entry) => (isWithin(version, { since: entry.since }) ? entry.value : value),
    first.value,
  );
}
