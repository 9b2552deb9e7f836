import { behaviourOf } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";

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
const SIGN_BIT = 0x8000_0000;

/** NanoMQ's `keepalive_multiplier` where the key is absent. */
const defaultMultiplier = 1.5;

/**
 * The multiplier the broker computes with: single precision, times 1000 in 0.19.0 to 0.21.1.
 * `configured` is what stands in the conf (only a positive number counts, anything else leaves the default); the
 * effective configuration has this factor already.
 */
export function effectiveMultiplier(configured: number | undefined, version: NanomqVersion): number {
  const counts = configured !== undefined && configured > 0;
  return f32(f32(counts ? configured : defaultMultiplier) * behaviourOf(version).multiplierFactor);
}

/** The other way round: what to write in a conf so that the broker computes with `effective`. */
export function writtenMultiplier(effective: number, version: NanomqVersion): number {
  return Number((effective / behaviourOf(version).multiplierFactor).toPrecision(7));
}

/** Keepalive x multiplier as the broker has it, in milliseconds; silence longer than this is noticed at a tick. */
export function keepaliveLimitMs(keepaliveS: number, multiplier: number): number {
  return f32(f32(keepaliveS * f32(multiplier)) * 1000);
}

/**
 * The retry interval as the broker's 32-bit arithmetic takes it: "-2s" is stored as 4294967294 up to 0.24.12 and acts
 * as -2.
 */
export function signedIntervalS(storedS: number): number {
  return storedS >= SIGN_BIT ? storedS - 2 * SIGN_BIT : storedS;
}

function exceeds(count: number, retryIntervalS: number, limitMs: number): boolean {
  return f32((count * retryIntervalS * 1000) % PRODUCT_END) > limitMs;
}

/**
 * The tick count at which a silent client is kicked: the smallest whole number with count x R above the limit.
 * Infinity where the counter wraps before it gets there, or where the retry interval is zero.
 */
export function kickCount(retryIntervalS: number, limitMs: number): number {
  if (retryIntervalS <= 0) return Infinity;
  const estimate = Math.max(0, Math.floor(limitMs / (retryIntervalS * 1000)) - 1);
  for (let count = estimate; count < COUNTER_END; count++) {
    if (exceeds(count, retryIntervalS, limitMs)) return count;
  }
  return Infinity;
}
