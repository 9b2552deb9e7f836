/** Quality of service of a message. */
export type Qos = 0 | 1 | 2;

/** What a bridge has for a cache on disk (`bridges.mqtt.cache`). */
export interface DiskCache {
  /** `disk_cache_size`: rows; the oldest go beyond it. */
  readonly rows: number;
  /** `flush_mem_threshold`: messages kept in memory before they are written all at once. */
  readonly flushAt: number;
  /** `resend_interval` of the cache, which releases up to 0.22.6 drain by. */
  readonly resendIntervalMs: number;
}

/** One bridge of one broker, all its defaults filled in. */
export interface BridgeSettings {
  /** `system.parallel`: workers of the broker. Each has one slot for a message under way per bridge. */
  readonly workers: number;
  /** `max_send_queue_len`. */
  readonly queueLength: number;
  /** Forward rules that a message of the flow matches; each makes a copy. */
  readonly rules: number;
  readonly protocol: 4 | 5;
  readonly keepaliveMs: number;
  readonly resendIntervalMs: number;
  readonly resendWaitMs: number;
  readonly cancelTimeoutMs: number;
  /** Undefined: the default of the release. */
  readonly backoffMaxMs: number | undefined;
  /** `retry_qos_0`. */
  readonly retryQos0: boolean;
  readonly disk: DiskCache | undefined;
}

/** What NanoMQ uses where a bridge says nothing; `workers` is twice the number of cores, here of two. */
export const defaultBridge: BridgeSettings = {
  workers: 4,
  queueLength: 0,
  rules: 1,
  protocol: 4,
  keepaliveMs: 60_000,
  resendIntervalMs: 5000,
  resendWaitMs: 3000,
  cancelTimeoutMs: 10_000,
  backoffMaxMs: undefined,
  retryQos0: false,
  disk: undefined,
};
