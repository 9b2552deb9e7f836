import type { Scope, Value } from "./cel/value.ts";

/** A setting as NanoMQ stores it; null is "not set". */
type SettingValue = string | number | boolean | null | readonly string[];

/** Effective settings by path as sections: `mqtt.retry_interval` -> `conf.mqtt.retry_interval`. */
export function confScope(values: ReadonlyMap<string, SettingValue>): Scope {
  return scopeOf([...values].map(([path, value]) => ({ steps: path.split("."), value })));
}

function scopeOf(
  entries: readonly { readonly steps: readonly string[]; readonly value: SettingValue }[],
): Scope {
  const scope: Record<string, Value> = {};
  const sections = new Map<string, { steps: readonly string[]; value: SettingValue }[]>();
  for (const { steps, value } of entries) {
    const [first = "", ...rest] = steps;
    const section = sections.get(first) ?? [];
    if (rest.length > 0) sections.set(first, [...section, { steps: rest, value }]);
    else if (value !== null) scope[first] = value;
  }
  for (const [name, section] of sections) scope[name] = scopeOf(section);
  return scope;
}
