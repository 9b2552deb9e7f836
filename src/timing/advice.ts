// The nearest settings that notice a dead client in time, in what NanoMQ can read: whole seconds.
import { milliseconds, multiplierNear, type Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { type DetectionClient, type DetectionReplay, detectionReplay, noticedWithinMs } from "./detection.ts";

/** Another timer for a client, and when it notices that one. */
export interface TimerAdvice {
  readonly timer: Timer;
  readonly replay: DetectionReplay;
}

const SECOND_MS = 1000;
// Nobody wants fewer ticks than one in five minutes to be searched through.
const LONGEST_MS = 300_000;
const USUAL_MS = 10_000;
// A multiplier of 1 leaves a client that pings exactly on its keepalive no slack at all.
const LOWEST_MULTIPLIER = 1.1;

/** Today's, then lower ones that can still be within `times` the keepalive, in steps of 0.1. */
function multipliers(current: number, version: NanomqVersion, times: number): readonly number[] {
  const highest = Math.min(current, times);
  const lower: number[] = [];
  for (let tenths = Math.ceil(highest * 10) - 1; tenths >= LOWEST_MULTIPLIER * 10; tenths -= 1) {
    lower.push(multiplierNear(tenths / 10, version));
  }
  return [current, ...lower];
}

interface AdviceOptions {
  /** Turns timers down. */
  readonly isSound?: ((timer: Timer) => boolean) | undefined;
  /** Clients count too that die right after their CONNECT. */
  readonly earlyDeaths?: boolean | undefined;
}

/**
 * The timer whose latest detection lies within `limitMs`, with as little change as possible: the multiplier is lowered
 * only where no retry interval alone meets the limit, and of all retry intervals the longest one that does costs least.
 * Undefined where none does.
 */
export function nearestTimer(
  current: Timer,
  version: NanomqVersion,
  client: DetectionClient,
  limitMs: number,
  { isSound = () => true, earlyDeaths = false }: AdviceOptions = {},
): TimerAdvice | undefined {
  const { keepaliveMs } = client;
  const longestMs = current.retry > 0 ? Math.min(current.retry, LONGEST_MS) : USUAL_MS;
  // A client is closed at a tick: none that is further away than the limit meets it.
  const startMs = longestMs - Math.max(0, Math.ceil((longestMs - limitMs) / SECOND_MS)) * SECOND_MS;
  for (const multiplier of multipliers(current.multiplier, version, limitMs / keepaliveMs)) {
    for (let retryMs = startMs; retryMs >= SECOND_MS; retryMs -= SECOND_MS) {
      const timer = { ...current, retry: milliseconds(retryMs), multiplier };
      const replay = detectionReplay(timer, version, client);
      const earliest = replay.windowMs?.earliest ?? 0;
      if ((noticedWithinMs(replay, earlyDeaths) ?? Infinity) > limitMs || earliest < keepaliveMs) continue;
      if (!isSound(timer)) continue;
      return { timer, replay };
    }
  }
  return undefined;
}

const LONGEST_SEARCHED_KEEPALIVE_S = 3600;

/** The longest keepalive, shorter than the client's own, with which some timer meets the limit; undefined for none. */
export function nearestKeepalive(
  current: Timer,
  version: NanomqVersion,
  client: DetectionClient,
  limitMs: number,
  options: AdviceOptions = {},
): DetectionReplay | undefined {
  const longestS = Math.min(client.keepaliveMs, limitMs) / SECOND_MS;
  for (let s = Math.min(Math.ceil(longestS) - 1, LONGEST_SEARCHED_KEEPALIVE_S); s >= 1; s -= 1) {
    const found = nearestTimer(current, version, { ...client, keepaliveMs: s * SECOND_MS }, limitMs, options);
    if (found !== undefined) return found.replay;
  }
  return undefined;
}
