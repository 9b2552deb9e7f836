import { bridgeBehaviourOf } from "../nanomq/bridge-behaviour.ts";
import { type BridgeSettings, type DiskCache, defaultBridge, type Qos } from "../nanomq/bridge-settings.ts";
import type { Settings } from "./effective.ts";
import { numberAt } from "./timer.ts";

/** A bridge of a conf, as the outage model takes it. */
export interface ConfBridge {
  readonly name: string;
  /** With `rules` 1: which forward rules a message matches is for whoever asks. */
  readonly settings: BridgeSettings;
  /** QoS of each forward rule; undefined: as published. */
  readonly forwardQos: readonly (Qos | undefined)[];
  /** What each forward rule takes: `local_topic`; "" where it has none. */
  readonly forwardedTopics: readonly string[];
  /** Where it connects to, as a URL; "" where nobody says. */
  readonly server: string;
}

/** What stands for "as published" in `forwards[].qos`. */
const AS_PUBLISHED = 3;

/** The MQTT bridges that are on. `cores` of the broker's machine decide where `system.parallel` is not set. */
export function confBridges(conf: Settings, cores: number): readonly ConfBridge[] {
  const count = numberAt(conf, "bridges.mqtt.(count)", 0);
  return Array.from({ length: count }, (_, i) => `bridges.mqtt[${i}]`)
    .filter((path) => conf.values.get(`${path}.enable`) !== false)
    .map((path) => ({
      name: String(conf.values.get(`${path}.(name)`) ?? ""),
      settings: bridgeAt(conf, path, cores),
      forwardQos: forwardQosAt(conf, path),
      forwardedTopics: forwardsAt(conf, path).map((rule) => textAt(conf, `${rule}.local_topic`)),
      server: textAt(conf, `${path}.server`),
    }));
}

/** Threads that work on tasks; a bridge that waits to connect sleeps in one of them. */
export function taskThreads(conf: Settings, cores: number): number {
  const usual = 2 * cores;
  const asked = numberAt(conf, "system.num_taskq_thread", usual);
  return Math.max(1, Math.min(asked, numberAt(conf, "system.max_taskq_thread", usual)));
}

function bridgeAt(conf: Settings, path: string, cores: number): BridgeSettings {
  const number = (key: string, otherwise: number) => numberAt(conf, `${path}.${key}`, otherwise);
  const d = defaultBridge;
  const reads = bridgeBehaviourOf(conf.version).backoffMax === "read";
  const backoffMaxS = conf.values.get(`${path}.backoff_max`);
  return {
    workers: Math.max(1, numberAt(conf, "system.parallel", 2 * cores)),
    queueLength: number("max_send_queue_len", d.queueLength),
    rules: 1,
    protocol: number("proto_ver", d.protocol) === 5 ? 5 : 4,
    keepaliveMs: 1000 * number("keepalive", d.keepaliveMs / 1000),
    resendIntervalMs: number("resend_interval", d.resendIntervalMs),
    resendWaitMs: number("resend_wait", d.resendWaitMs),
    cancelTimeoutMs: number("cancel_timeout", d.cancelTimeoutMs),
    backoffMaxMs: reads && typeof backoffMaxS === "number" ? 1000 * backoffMaxS : undefined,
    retryQos0: conf.values.get(`${path}.retry_qos_0`) === true,
    disk: diskOf(conf),
  };
}

/** One cache serves all bridges. */
function diskOf(conf: Settings): DiskCache | undefined {
  if (conf.values.get("bridges.mqtt.cache.enable") !== true) return undefined;
  const number = (key: string, otherwise: number) => numberAt(conf, `bridges.mqtt.cache.${key}`, otherwise);
  return {
    rows: number("disk_cache_size", 102_400),
    flushAt: number("flush_mem_threshold", 100),
    resendIntervalMs: number("resend_interval", 5000),
  };
}

function forwardQosAt(conf: Settings, path: string): readonly (Qos | undefined)[] {
  return forwardsAt(conf, path).map((rule) => {
    const key = `${rule}.qos`;
    return conf.origins.has(key) ? qosOf(numberAt(conf, key, AS_PUBLISHED)) : undefined;
  });
}

/** Paths of its forward rules. */
function forwardsAt(conf: Settings, path: string): readonly string[] {
  const count = numberAt(conf, `${path}.forwards.(count)`, 0);
  return Array.from({ length: count }, (_, i) => `${path}.forwards[${i}]`);
}

function textAt({ values }: Settings, path: string): string {
  const value = values.get(path);
  return typeof value === "string" ? value : "";
}

function qosOf(value: number): Qos | undefined {
  return value === 0 || value === 1 || value === 2 ? value : undefined;
}
