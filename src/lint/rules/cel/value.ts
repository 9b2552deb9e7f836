/** What a condition computes with: durations in seconds, sizes in bytes, every number a double. */
export type Value = string | number | boolean | null | readonly Value[] | Scope;

/** Variables of a condition, or a section of nanomq.conf, by name. */
export interface Scope {
  readonly [key: string]: Value;
}

export function isScope(value: Value | undefined): value is Scope {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number of a scope; undefined where there is none. */
export function numberIn(scope: Value | undefined, key: string): number | undefined {
  const value = isScope(scope) ? scope[key] : undefined;
  return typeof value === "number" ? value : undefined;
}
