import type { NanomqVersion } from "../nanomq/version.ts";
import { intended } from "../start/effective.ts";
import { type TimerSettings, timerSettings } from "../start/timer-settings.ts";
import { type ConfInput, readConf } from "../text/conf/read-conf.ts";
import { writtenMultiplier } from "../timing/detection.ts";

export interface ConfTiming extends TimerSettings {
  /** What stands in the conf, or would, before 0.19.0 to 0.21.1 multiply it. */
  readonly configuredMultiplier: number;
}

/** The timer settings of a conf; without one, NanoMQ's defaults. */
export function timingOf(conf: ConfInput | undefined, version: NanomqVersion): ConfTiming {
  const timer = timerSettings(intended(readConf(conf ?? { text: "{}" }, version), { version }));
  return { ...timer, configuredMultiplier: writtenMultiplier(timer.multiplier, version) };
}
