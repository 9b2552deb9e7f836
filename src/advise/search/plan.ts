import { seconds, type Timer, writtenMultiplier } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Network } from "../../timing/network.ts";
import type { PingPolicy } from "../../timing/ping-policy.ts";
import type { TimerLimits } from "../../timing/timer-limits.ts";

/** One class of clients that behave alike. */
export interface AdvisedClient {
  readonly name: string;
  readonly count: number;
  readonly keepaliveMs: number;
  readonly transport?: "tcp" | "ws" | undefined;
  /** Absent: false kicks are not estimated. */
  readonly network?: Network | undefined;
  readonly policy: PingPolicy;
  /** QoS 1 and 2 messages that wait for one of these clients while it is offline. */
  readonly offlineMessages?: number | undefined;
  /** Where the class keeps sessions: how long the broker is to remember one, and what it goes by. */
  readonly session?: { readonly protocol: 4 | 5; readonly sessionExpiryMs: number | undefined } | undefined;
}

/** What the user wants; an absent one is not asked for. */
export interface Objectives {
  readonly detectWithinMs?: number | undefined;
  /** MQTT's own limit: closed within 1.5 x keepalive (MQTT-3.1.2-24, MQTT 5 MQTT-3.1.2-22). */
  readonly mqttLimit?: boolean | undefined;
  /** Both of those hold for clients too that die before the first tick of their timer; default false. */
  readonly earlyDeaths?: boolean | undefined;
  /** Per client. */
  readonly falseKicksPerDay?: number | undefined;
  readonly redeliverWithinMs?: number | undefined;
  readonly drainWithinMs?: number | undefined;
  /** CPU seconds per second for timers and idle connections, in cores. */
  readonly cpuShare?: number | undefined;
}

/** What tuning can set. */
export interface Settings {
  /** Its retry interval is 0 or less, its multiplier 0, only where that is in force. */
  readonly timer: Timer;
  readonly maxMqueueLen: number;
  /** One per client class, in the order of the classes. */
  readonly keepalivesMs: readonly number[];
}

export interface AdviseInput {
  readonly version: NanomqVersion;
  /** What is in force today, defaults included. */
  readonly current: Settings;
  /** At least one. */
  readonly clients: readonly AdvisedClient[];
  readonly objectives: Objectives;
  /** Whether the clients' keepalive may be changed; default false. */
  readonly setClients?: boolean | undefined;
  /** What lint reports about timers; by default what its rule files say. */
  readonly limits?: TimerLimits | undefined;
  /** Of the simulated networks; default 1. */
  readonly seed?: number | undefined;
  /** Called before each simulated network: a search with several keepalives plays many. */
  readonly onDraw?: (() => void) | undefined;
}

/** One thing to change: a key of the conf, or the keepalive of a client class. */
export type Change =
  | {
      readonly target: "conf";
      readonly key: ConfKey;
      readonly from: number | boolean;
      readonly to: number | boolean;
    }
  | { readonly target: "client"; readonly client: string; readonly fromMs: number; readonly toMs: number };

export type ConfChange = Extract<Change, { readonly target: "conf" }>;

/** Every key of the conf that tuning can set. */
export const confKeys = [
  "mqtt.retry_interval",
  "mqtt.keepalive_multiplier",
  "mqtt.batch_resend",
  "mqtt.max_mqueue_len",
] as const;

export type ConfKey = (typeof confKeys)[number];

/** What stands, or would stand, at a key of this release's conf under these settings. */
export function settingAt(settings: Settings, key: ConfKey, version: NanomqVersion): number | boolean {
  switch (key) {
    case "mqtt.retry_interval":
      return seconds(settings.timer.retry);
    case "mqtt.keepalive_multiplier":
      return writtenMultiplier(settings.timer.multiplier, version);
    case "mqtt.batch_resend":
      return settings.timer.batchResend;
    case "mqtt.max_mqueue_len":
      return settings.maxMqueueLen;
  }
}

/** What differs between two settings, conf keys first. */
export function changesBetween(
  from: Settings,
  to: Settings,
  { clients, version }: Pick<AdviseInput, "clients" | "version">,
): readonly Change[] {
  const changes: Change[] = [];
  for (const key of confKeys) {
    const [was, is] = [settingAt(from, key, version), settingAt(to, key, version)];
    if (was !== is) changes.push({ target: "conf", key, from: was, to: is });
  }
  for (const [index, { name }] of clients.entries()) {
    const fromMs = from.keepalivesMs[index] ?? 0;
    const toMs = to.keepalivesMs[index] ?? fromMs;
    if (fromMs !== toMs) changes.push({ target: "client", client: name, fromMs, toMs });
  }
  return changes;
}

/** The settings with one change taken back. */
export function withoutChange(
  settings: Settings,
  change: Change,
  current: Settings,
  clients: readonly AdvisedClient[],
): Settings {
  if (change.target === "client") {
    const keepalivesMs = settings.keepalivesMs.map((ms, index) =>
      clients[index]?.name === change.client ? (current.keepalivesMs[index] ?? ms) : ms,
    );
    return { ...settings, keepalivesMs };
  }
  switch (change.key) {
    case "mqtt.retry_interval":
      return { ...settings, timer: { ...settings.timer, retry: current.timer.retry } };
    case "mqtt.keepalive_multiplier":
      return { ...settings, timer: { ...settings.timer, multiplier: current.timer.multiplier } };
    case "mqtt.batch_resend":
      return { ...settings, timer: { ...settings.timer, batchResend: current.timer.batchResend } };
    case "mqtt.max_mqueue_len":
      return { ...settings, maxMqueueLen: current.maxMqueueLen };
  }
}
