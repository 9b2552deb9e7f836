import { type Ms, milliseconds, type Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { TimerAdvice } from "./advice.ts";
import { type DetectionClient, detectionReplay } from "./detection.ts";

const SECOND_MS = 1000;
/** Ticks are counted in 16 bits: more of them within one keepalive are never reached, and nobody is noticed. */
const MOST_TICKS = 0xffff;

/** The rule of thumb of the field (nanomq/nanomq#1897) for one client; how many hundredths it takes says the rule's file. */
export interface Thumb extends TimerAdvice {
  /** No retry interval above this is within the rule. */
  readonly bound: Ms;
}

/**
 * What the rule of thumb asks of a timer: its retry interval is at most `ratio` x keepalive. NanoMQ reads whole seconds
 * only, so that it cannot ask for less than one, nor for so few that the count of ticks wraps before the keepalive is over.
 */
export function ruleOfThumb(
  timer: Timer,
  version: NanomqVersion,
  client: DetectionClient,
  ratio: number,
): Thumb {
  const share = ratio * client.keepaliveMs;
  const { limitMs } = detectionReplay(timer, version, client);
  let advised = { ...timer, retry: wholeSeconds(Math.max(share, SECOND_MS)) };
  let replay = detectionReplay(advised, version, client);
  const countable = Math.ceil(limitMs / MOST_TICKS / SECOND_MS) * SECOND_MS;
  while (replay.windowMs === undefined && advised.retry <= countable && advised.retry < limitMs) {
    advised = { ...advised, retry: milliseconds(Math.max(countable, advised.retry + SECOND_MS)) };
    replay = detectionReplay(advised, version, client);
  }
  return { timer: advised, replay, bound: milliseconds(Math.max(share, advised.retry)) };
}

/** Down to whole seconds, up where the product of two decimals falls short of one: 0.29 x 100 s is 29 s. */
function wholeSeconds(ms: number): Ms {
  return milliseconds(Math.floor(Number((ms / SECOND_MS).toPrecision(12))) * SECOND_MS);
}
