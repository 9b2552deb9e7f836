import type { ConfBridge } from "../../start/bridges.ts";
import type { Wanted } from "../../text/edit/wanted.ts";
import type { Remedy } from "../../timing/outage/remedy.ts";

/** A key of a remedy as it is named in reports; all but the cache's stand in the bridge, `qos` in its forward rules. */
export type RemedyKey =
  | "forwards[].qos"
  | "retry_qos_0"
  | "max_send_queue_len"
  | "cancel_timeout"
  | "resend_interval"
  | "bridges.mqtt.cache.disk_cache_size"
  | "bridges.mqtt.cache.resend_interval";

export function remedyKeys(remedy: Remedy): readonly (readonly [key: RemedyKey, value: number | boolean])[] {
  const { maxSendQueueLen, cancelTimeoutMs, resendIntervalMs, retryQos0, qos } = remedy;
  const all: readonly (readonly [RemedyKey, number | boolean | undefined])[] = [
    ["forwards[].qos", qos],
    ["retry_qos_0", retryQos0],
    ["max_send_queue_len", maxSendQueueLen],
    ["cancel_timeout", cancelTimeoutMs],
    ["resend_interval", resendIntervalMs],
    ["bridges.mqtt.cache.disk_cache_size", remedy.diskCacheSize],
    ["bridges.mqtt.cache.resend_interval", remedy.cacheResendIntervalMs],
  ];
  return all.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
}

/** The settings to write for several bridges; what they share, the cache, is as large as the most demanding one needs. */
export function remedySettings(
  bridges: readonly { readonly bridge: ConfBridge; readonly remedy: Remedy }[],
): Wanted["set"] {
  const cacheSize = Math.max(0, ...bridges.map(({ remedy }) => remedy.diskCacheSize ?? 0));
  const cacheMs = Math.min(...bridges.map(({ remedy }) => remedy.cacheResendIntervalMs ?? Infinity));
  const shared: Remedy = {
    ...(cacheSize > 0 ? { diskCacheSize: cacheSize } : {}),
    ...(cacheMs < Infinity ? { cacheResendIntervalMs: cacheMs } : {}),
  };
  const own = bridges.flatMap(({ bridge, remedy }) => {
    const { diskCacheSize: _size, cacheResendIntervalMs: _ms, ...rest } = remedy;
    return settingsOf(bridge, rest);
  });
  const cache = remedyKeys(shared).map(([key, value]) => [key.split("."), String(value)] as const);
  return [...own, ...cache];
}

function settingsOf({ name, forwardQos }: ConfBridge, remedy: Remedy): Wanted["set"] {
  const bridge = ["bridges", "mqtt", name];
  return remedyKeys(remedy).flatMap(([key, value]): Wanted["set"] => {
    const text = String(value);
    if (key !== "forwards[].qos") return [[[...bridge, key], text]];
    return forwardQos.map((_, at) => [[...bridge, "forwards", String(at), "qos"], text]);
  });
}
