import { type Ms, milliseconds, type Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { TimerAdvice } from "./advice.ts";
import { type DetectionClient, detectionReplay } from "./detection.ts";

const SECOND_MS = 1000;
/** Ticks are counted in 16 bits and their milliseconds in 32: what is beyond either is never reached, and nobody is noticed. */
const MOST_TICKS = 0xffff;
const MOST_MS = 2 ** 32;

/** What the rule asks of a retry interval. */
export interface ThumbBound {
  /** No retry interval above this is within the rule. */
  readonly bound: Ms;
  /** The longest one within it, in whole seconds. */
  readonly retry: Ms;
}

/**
 * At most `ratio` x keepalive. NanoMQ reads whole seconds only, so that the rule cannot ask for less than one; nor for so few
 * that the count of ticks wraps before the client's limit is over.
 * @param limitMs keepalive x multiplier
 */
export function thumbBound(keepaliveMs: number, limitMs: number, ratio: number): ThumbBound {
  const share = ratio * keepaliveMs;
  const countableMs = limitMs < MOST_MS ? (Math.floor(limitMs / MOST_TICKS / SECOND_MS) + 1) * SECOND_MS : 0;
  const retry = wholeSeconds(Math.max(share, SECOND_MS, countableMs));
  return { retry, bound: milliseconds(Math.max(share, retry)) };
}

/** The timer that the rule of thumb of the field (nanomq/nanomq#1897) leads to for one client. */
export function ruleOfThumb(
  timer: Timer,
  version: NanomqVersion,
  client: DetectionClient,
  ratio: number,
): TimerAdvice & ThumbBound {
  const { limitMs } = detectionReplay(timer, version, client);
  const { retry, bound } = thumbBound(client.keepaliveMs, limitMs, ratio);
  const advised = { ...timer, retry };
  return { timer: advised, replay: detectionReplay(advised, version, client), retry, bound };
}

/** Down to whole seconds; the product of two decimals may fall short of one: 0.29 x 100 s is 29 s. */
function wholeSeconds(ms: number): Ms {
  return milliseconds(Math.floor(Number((ms / SECOND_MS).toPrecision(12))) * SECOND_MS);
}
