import type { Settings } from "./effective.ts";

/** What the one timer of a connection goes by, as the broker stores it. */
export interface TimerSettings {
  readonly retryIntervalMs: number;
  /** With the factor 1000 of 0.19.0 to 0.21.1 already in it. */
  readonly multiplier: number;
  readonly batchResend: boolean;
}

/** A number among the settings; `otherwise` where a release has no such setting. */
export function numberAt({ values }: Pick<Settings, "values">, path: string, otherwise: number): number {
  const value = values.get(path);
  return typeof value === "number" ? value : otherwise;
}

/** The timer of a broker with these settings. */
export function timerSettings(settings: Pick<Settings, "values">): TimerSettings {
  return {
    retryIntervalMs: numberAt(settings, "mqtt.retry_interval", 10) * 1000,
    multiplier: numberAt(settings, "mqtt.keepalive_multiplier", 1.5),
    batchResend: settings.values.get("mqtt.batch_resend") === true,
  };
}
