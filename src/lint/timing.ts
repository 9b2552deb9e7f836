import type { Settings } from "../start/effective.ts";
import { type TimerSettings, timerSettings } from "../start/timer-settings.ts";
import { writtenMultiplier } from "../timing/detection.ts";

export interface ConfTiming extends TimerSettings {
  /** What stands in the conf, or would, before 0.19.0 to 0.21.1 multiply it. */
  readonly configuredMultiplier: number;
}

/** The timer of a broker with these settings, and what a conf says for it. */
export function timingOf(settings: Settings): ConfTiming {
  const timer = timerSettings(settings);
  return { ...timer, configuredMultiplier: writtenMultiplier(timer.multiplier, settings.version) };
}
