// The nearest settings that notice a dead client in time: the advice "retry_interval <= 0.3 x keepalive" turned into
// what NanoMQ can read, which is whole seconds.
import type { NanomqVersion } from "../nanomq/version.ts";
import { detectionReplay, effectiveMultiplier, writtenMultiplier } from "./detection.ts";

export interface TimingAdvice {
  readonly retryIntervalS: number;
  readonly multiplier: number;
  readonly earliestMs: number;
  readonly latestMs: number;
}

/** What is in force: seconds, and the multiplier as written. */
export interface CurrentTiming {
  readonly retryIntervalS: number;
  readonly multiplier: number;
}

// Nobody wants fewer ticks than one in five minutes to be searched through.
const LONGEST_INTERVAL_S = 300;
// A multiplier of 1 leaves a client that pings exactly on its keepalive no slack at all.
const LOWEST_MULTIPLIER = 1.1;

/** As written: today's, then lower ones that can still be within `times` the keepalive, in steps of 0.1 to the broker. */
function multipliers(current: number, version: NanomqVersion, times: number): readonly number[] {
  const highest = Math.min(effectiveMultiplier(current, version), times);
  const lower: number[] = [];
  for (let tenths = Math.ceil(highest * 10) - 1; tenths >= LOWEST_MULTIPLIER * 10; tenths -= 1) {
    lower.push(writtenMultiplier(tenths / 10, version));
  }
  return [current, ...lower];
}

/**
 * Settings whose latest detection lies within `limitMs`, with as little change as possible: the multiplier is lowered
 * only where no retry interval alone meets the limit, and of all retry intervals the longest one that does costs least.
 * Undefined where no settings do.
 */
export function nearestTiming(
  current: CurrentTiming,
  version: NanomqVersion,
  keepaliveMs: number,
  limitMs: number,
): TimingAdvice | undefined {
  const start = current.retryIntervalS > 0 ? Math.min(current.retryIntervalS, LONGEST_INTERVAL_S) : 10;
  for (const multiplier of multipliers(current.multiplier, version, limitMs / keepaliveMs)) {
    for (let retryIntervalS = Math.floor(start); retryIntervalS >= 1; retryIntervalS -= 1) {
      const settings = {
        retryIntervalMs: retryIntervalS * 1000,
        multiplier: effectiveMultiplier(multiplier, version),
      };
      const { windowMs } = detectionReplay(settings, version, { name: "", keepaliveMs });
      if (windowMs === undefined || windowMs.latest > limitMs || windowMs.earliest < keepaliveMs) continue;
      return { retryIntervalS, multiplier, earliestMs: windowMs.earliest, latestMs: windowMs.latest };
    }
  }
  return undefined;
}
