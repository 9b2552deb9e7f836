import type { Settings } from "./effective.ts";

/** Settings that only a build with an option can follow: setting -> option. */
export function neededFeatures({ values, effects }: Settings): ReadonlyMap<string, string> {
  const needs = new Map<string, string>();
  if (values.get("listeners.ssl.enable") === true) needs.set("listeners.ssl", "tls");
  if (values.get("sqlite.enable") === true) needs.set("sqlite", "sqlite");
  if (values.get("bridges.mqtt.cache.enable") === true) needs.set("bridges.mqtt.cache", "sqlite");
  for (const { pattern, path, node } of effects) {
    if (pattern !== "bridges.mqtt.*.server" || node?.kind !== "string") continue;
    if (/^tls\+/i.test(node.value)) needs.set(path, "tls");
    if (/^mqtt-quic/i.test(node.value)) needs.set(path, "quic");
  }
  return needs;
}
