import { behaviourOf } from "./behaviour.ts";
import type { NanomqVersion } from "./version.ts";

/** Milliseconds; {@link milliseconds} alone makes them, so that seconds cannot be taken for them. */
export type Ms = number & { readonly ms: unique symbol };

/** What the one timer of a connection goes by, as the broker computes with it. */
export interface Timer {
  /** `mqtt.retry_interval`: whole seconds; 0 spins, and so does what is below 0 from 0.24.13 on. */
  readonly retry: Ms;
  /** `mqtt.keepalive_multiplier` in single precision, with the factor 1000 of 0.19.0 to 0.21.1 in it; 0 counts as 0. */
  readonly multiplier: number;
  /** `mqtt.batch_resend`. */
  readonly batchResend: boolean;
}

/** The timer as a conf of one release says it. */
export interface TimerText {
  readonly retryIntervalS: number;
  readonly multiplier: number;
}

const f32 = Math.fround;
const SIGN_BIT = 0x8000_0000;

/** NanoMQ's `keepalive_multiplier` where the key is absent. */
export const DEFAULT_MULTIPLIER = 1.5;

export function milliseconds(value: number): Ms {
  return value as Ms;
}

export function seconds(ms: number): number {
  return ms / 1000;
}

/**
 * The timer of a broker that holds these values, as its effective settings or its HTTP API show them. The 32-bit
 * arithmetic of NanoMQ takes 4294967294 s, which is how "-2s" is stored up to 0.24.12, for -2 s.
 */
export function timerOf(storedS: number, multiplier: number, batchResend = false): Timer {
  const signedS = storedS >= SIGN_BIT ? storedS - 2 * SIGN_BIT : storedS;
  return { retry: milliseconds(signedS * 1000), multiplier: f32(multiplier), batchResend };
}

/**
 * The multiplier the broker computes with: single precision, times 1000 in 0.19.0 to 0.21.1. `written` is what stands in
 * the conf, where only a positive number counts and anything else leaves the default.
 */
export function effectiveMultiplier(written: number | undefined, version: NanomqVersion): number {
  const counts = written !== undefined && written > 0;
  return f32(f32(counts ? written : DEFAULT_MULTIPLIER) * behaviourOf(version).multiplierFactor);
}

/** Digits that tell all numbers of single precision apart. */
const MOST_DIGITS = 9;

/** What to write in a conf of this release so that its broker computes with `effective`: the shortest such number. */
export function writtenMultiplier(effective: number, version: NanomqVersion): number {
  const exact = effective / behaviourOf(version).multiplierFactor;
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const written = Number(exact.toPrecision(digits));
    if (effectiveMultiplier(written, version) === f32(effective)) return written;
  }
  return Number(exact.toPrecision(MOST_DIGITS));
}

/**
 * A number of single precision, as the HTTP API tells the multiplier, in the digits that a person writes: 1.3 for
 * 1.2999999523162842. It is the same number to a broker.
 */
export function plainMultiplier(effective: number): number {
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const plain = Number(effective.toPrecision(digits));
    if (f32(plain) === f32(effective)) return plain;
  }
  return Number(effective.toPrecision(MOST_DIGITS));
}

/** The timer of a conf of this release that says so. */
export function timerOfText({ retryIntervalS, multiplier }: TimerText, version: NanomqVersion): Timer {
  return timerOf(retryIntervalS, effectiveMultiplier(multiplier, version));
}

/** What a conf of this release says, or would say, for such a timer. */
export function timerText({ retry, multiplier }: Timer, version: NanomqVersion): TimerText {
  return { retryIntervalS: seconds(retry), multiplier: writtenMultiplier(multiplier, version) };
}

/** The multiplier of a broker whose conf says `wanted`, divided where this release multiplies, in plain digits. */
export function multiplierNear(wanted: number, version: NanomqVersion): number {
  const written = wanted / behaviourOf(version).multiplierFactor;
  return effectiveMultiplier(Number(written.toPrecision(MOST_DIGITS)), version);
}
