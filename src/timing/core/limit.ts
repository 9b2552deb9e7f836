import type { Behaviour } from "../../nanomq/behaviour.ts";
import type { Ms, Timer } from "../../nanomq/time.ts";

/*
 * The keepalive check of the broker's timer, bit for bit (NanoNNG 52148e769 src/sp/protocol/mqtt/nmq_mqtt.c:243):
 *
 *     float qos_backoff = ka_refresh * qos_duration * 1000 - keepalive * backoff * 1000;   if (qos_backoff > 0) close
 *
 * ka_refresh is a 16-bit tick counter, ka_refresh * qos_duration * 1000 a 32-bit unsigned product that wraps, and the
 * rest single precision. Where keepalive x multiplier is whole, rounding can put the limit just below it: detection
 * then comes one tick earlier (multiplier 1.05 with keepalive 60).
 */

const f32 = Math.fround;
const COUNTER_END = 0x10000;
const PRODUCT_END = 0x1_0000_0000;

/** What the ticks hold one client against. */
export interface KeepaliveCheck {
  /** Keepalive x multiplier as the broker has it; silence longer than this is noticed at a tick. */
  readonly limitMs: number;
  /** Count of ticks since the last packet that closes the connection; Infinity where none does. */
  readonly kickCount: number;
}

/** The one place where a keepalive becomes a number of ticks. */
export function keepaliveCheck(timer: Timer, behaviour: Behaviour, keepaliveS: number): KeepaliveCheck {
  const limitMs = f32(f32(keepaliveS * f32(timer.multiplier)) * 1000);
  const unchecked = keepaliveS === 0 && behaviour.keepaliveZero === "unchecked";
  return { limitMs, kickCount: unchecked ? Infinity : kickCountAt(timer.retry, limitMs) };
}

function exceeds(count: number, retry: Ms, limitMs: number): boolean {
  return f32((count * retry) % PRODUCT_END) > limitMs;
}

/** The smallest count with count x R above the limit; Infinity where the counter wraps before it gets there. */
function kickCountAt(retry: Ms, limitMs: number): number {
  if (retry <= 0) return Infinity;
  const estimate = Math.max(0, Math.floor(limitMs / retry) - 1);
  for (let count = estimate; count < COUNTER_END; count++) {
    if (exceeds(count, retry, limitMs)) return count;
  }
  return Infinity;
}
