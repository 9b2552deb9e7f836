// The door for programs that use the package: plain numbers in, where the rooms have a Timer.
import { timerOf } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { type DetectionClient, type DetectionReplay, detectionReplay as replayOf } from "./detection.ts";

export interface TimingSettings {
  /** `mqtt.retry_interval` as NanoMQ stores it: whole seconds, 0 where the text gives zero, -2 or 2^32 - 2 s for "-2s". */
  readonly retryIntervalMs: number;
  /** `mqtt.keepalive_multiplier` as the broker computes with it: what `effectiveMultiplier` gives. */
  readonly multiplier: number;
}

/** The detection window by closed form. */
export function detectionReplay(
  { retryIntervalMs, multiplier }: TimingSettings,
  version: NanomqVersion,
  client: DetectionClient,
): DetectionReplay {
  const timer = timerOf(retryIntervalMs / 1000, multiplier);
  return replayOf(timer, version, client);
}
