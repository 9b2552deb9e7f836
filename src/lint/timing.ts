import { intended } from "../config/effective.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { type TimingSettings, writtenMultiplier } from "../replay/detection.ts";
import { type ConfInput, readConf } from "../syntax/read-conf.ts";

export interface ConfTiming extends TimingSettings {
  /** What stands in the conf, or would, before 0.19.0 to 0.21.1 multiply it. */
  readonly configuredMultiplier: number;
}

/** The timer settings of a conf; without one, NanoMQ's defaults. */
export function timingOf(conf: ConfInput | undefined, version: NanomqVersion): ConfTiming {
  const { values } = intended(readConf(conf ?? { text: "{}" }, version), { version });
  const number = (path: string, fallback: number) => {
    const value = values.get(path);
    return typeof value === "number" ? value : fallback;
  };
  const multiplier = number("mqtt.keepalive_multiplier", 1.5);
  return {
    retryIntervalMs: number("mqtt.retry_interval", 10) * 1000,
    multiplier,
    configuredMultiplier: writtenMultiplier(multiplier, version),
  };
}
