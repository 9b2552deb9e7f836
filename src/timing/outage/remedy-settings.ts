import type { Remedy } from "./remedy.ts";

/** A setting to write: names from the root down, and the text of its value. */
export type RemedySetting = readonly [path: readonly string[], text: string];

/** The bridge that a remedy is for. */
export interface RemediedBridge {
  readonly name: string;
  /** How many forward rules it has. */
  readonly forwards: number;
  readonly remedy: Remedy;
}

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
export function remedySettings(bridges: readonly RemediedBridge[]): readonly RemedySetting[] {
  const cacheSize = Math.max(0, ...bridges.map(({ remedy }) => remedy.diskCacheSize ?? 0));
  const cacheMs = Math.min(...bridges.map(({ remedy }) => remedy.cacheResendIntervalMs ?? Infinity));
  const shared: Remedy = {
    ...(cacheSize > 0 ? { diskCacheSize: cacheSize } : {}),
    ...(cacheMs < Infinity ? { cacheResendIntervalMs: cacheMs } : {}),
  };
  const own = bridges.flatMap((bridge) => {
    const { diskCacheSize: _size, cacheResendIntervalMs: _ms, ...remedy } = bridge.remedy;
    return settingsOf({ ...bridge, remedy });
  });
  const cache = remedyKeys(shared).map(([key, value]): RemedySetting => [key.split("."), String(value)]);
  return [...own, ...cache];
}

function settingsOf({ name, forwards, remedy }: RemediedBridge): readonly RemedySetting[] {
  const bridge = ["bridges", "mqtt", name];
  return remedyKeys(remedy).flatMap(([key, value]): readonly RemedySetting[] => {
    const text = String(value);
    if (key !== "forwards[].qos") return [[[...bridge, key], text]];
    return Array.from({ length: forwards }, (_, at) => [[...bridge, "forwards", String(at), "qos"], text]);
  });
}

/** As one line to type. */
export function settingText([path, text]: RemedySetting): string {
  return `${path.join(".")} = ${text}`;
}
