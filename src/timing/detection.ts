import { behaviourOf } from "../nanomq/behaviour.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { keepaliveLimitMs, kickCount, signedIntervalS } from "./core/limit.ts";

export { effectiveMultiplier, writtenMultiplier } from "./core/limit.ts";

/** When a silent client is noticed; every figure in milliseconds after the reference moment. */
export interface WindowMs {
  readonly earliest: number;
  readonly p50: number;
  readonly p95: number;
  readonly latest: number;
}

export interface TimingSettings {
  /** `mqtt.retry_interval` as NanoMQ stores it: whole seconds, 0 where the text gives zero, -2 or 2^32 - 2 s for "-2s". */
  readonly retryIntervalMs: number;
  /** `mqtt.keepalive_multiplier` as the broker computes with it: what `effectiveMultiplier` gives. */
  readonly multiplier: number;
}

export interface DetectionClient {
  readonly name: string;
  readonly keepaliveMs: number;
  /** A WebSocket gets its FIN 100 ms after the tick from 0.21; default tcp. */
  readonly transport?: "tcp" | "ws" | undefined;
}

/** One client class against one conf: the windows, and MQTT's own limit beside them. */
export interface DetectionReplay {
  readonly name: string;
  readonly keepaliveMs: number;
  /** keepalive x multiplier in the broker's single precision: silence longer than this is noticed at a tick. */
  readonly limitMs: number;
  /** Since the last packet; undefined where the client is never kicked. */
  readonly windowMs: WindowMs | undefined;
  /** Since the CONNECT, for a client that falls silent before the first tick (1.5 retry intervals). */
  readonly afterConnectMs: WindowMs | undefined;
  /** 1.5 x keepalive (MQTT 3.1.1 [MQTT-3.1.2-24], MQTT 5 [MQTT-3.1.2-22]); undefined for keepalive 0. */
  readonly mqttLimitMs: number | undefined;
}

/**
 * The detection window by closed form.
 *
 * A tick with count x R above the limit closes the connection; the last packet set the count to 0, so that is tick
 * number `kickCount + 1` after it. Ticks are R apart and know nothing of the packet: it falls anywhere between two of
 * them, hence uniform in (kickCount x R, (kickCount + 1) x R]. Before the first tick, 1.5 R after the CONNECT, the
 * close is fixed at (kickCount + 1.5) x R after the CONNECT instead.
 */
export function detectionReplay(
  settings: TimingSettings,
  version: NanomqVersion,
  client: DetectionClient,
): DetectionReplay {
  const keepaliveS = client.keepaliveMs / 1000;
  const limitMs = keepaliveLimitMs(keepaliveS, settings.multiplier);
  return {
    name: client.name,
    keepaliveMs: client.keepaliveMs,
    limitMs,
    ...windows(intervalMs(settings), version, client, limitMs),
    mqttLimitMs: keepaliveS === 0 ? undefined : client.keepaliveMs * 1.5,
  };
}

/** The retry interval with the sign that the broker's arithmetic gives it. */
export function intervalMs({ retryIntervalMs }: TimingSettings): number {
  return 1000 * signedIntervalS(retryIntervalMs / 1000);
}

function windows(
  retryIntervalMs: number,
  version: NanomqVersion,
  client: DetectionClient,
  limitMs: number,
): Pick<DetectionReplay, "windowMs" | "afterConnectMs"> {
  const behaviour = behaviourOf(version);
  const closeDelayMs = client.transport === "ws" ? behaviour.webSocketCloseDelayMs : 0;
  if (retryIntervalMs < 0 && behaviour.negativeInterval === "closes-at-once") {
    return { windowMs: exactly(closeDelayMs), afterConnectMs: exactly(closeDelayMs) };
  }
  const unchecked = client.keepaliveMs === 0 && behaviour.keepaliveZero === "unchecked";
  const count = unchecked ? Infinity : kickCount(retryIntervalMs / 1000, limitMs);
  if (count === Infinity) return { windowMs: undefined, afterConnectMs: undefined };
  const silentMs = count * retryIntervalMs + closeDelayMs;
  return {
    windowMs: uniformWindow(silentMs, retryIntervalMs),
    afterConnectMs: exactly(silentMs + 1.5 * retryIntervalMs),
  };
}

/** A moment that is uniform over `lengthMs` from `earliest` on. */
export function uniformWindow(earliest: number, lengthMs: number): WindowMs {
  return {
    earliest,
    p50: earliest + 0.5 * lengthMs,
    p95: earliest + 0.95 * lengthMs,
    latest: earliest + lengthMs,
  };
}

/** A moment without spread. */
export function exactly(atMs: number): WindowMs {
  return uniformWindow(atMs, 0);
}
