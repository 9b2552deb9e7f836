/** When a silent client is noticed; every figure in milliseconds after the reference moment. */
export interface WindowMs {
  readonly earliest: number;
  readonly p50: number;
  readonly p95: number;
  readonly latest: number;
}

export interface TimingSettings {
  /** `mqtt.retry_interval` as NanoMQ stores it. */
  readonly retryIntervalMs: number;
  /** `mqtt.keepalive_multiplier` as the broker computes with it (factor 1000 of 0.19.0 to 0.21.1 included). */
  readonly multiplier: number;
}

/** One client class against one conf: the windows, and MQTT's own limit beside them. */
export interface DetectionReplay {
  readonly name: string;
  readonly keepaliveMs: number;
  /** keepalive x multiplier in the broker's single precision: silence longer than this is noticed at a tick. */
  readonly limitMs: number;
  /** Since the last packet; undefined where the client is never kicked. */
  readonly windowMs: WindowMs | undefined;
  /** Since the CONNECT, for a client that falls silent before the first tick (1.5 retry intervals). */
  readonly afterConnectMs: WindowMs | undefined;
  /** 1.5 x keepalive (MQTT 3.1.1 [MQTT-3.1.2-24], MQTT 5 [MQTT-3.1.2-22]); undefined for keepalive 0. */
  readonly mqttLimitMs: number | undefined;
}
