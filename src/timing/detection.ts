import { behaviourOf } from "../nanomq/behaviour.ts";
import { seconds, type Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { keepaliveCheck } from "./core/limit.ts";

/** When a silent client is noticed; every figure in milliseconds after the reference moment. */
export interface WindowMs {
  readonly earliest: number;
  readonly p50: number;
  readonly p95: number;
  readonly latest: number;
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
 * The tick after its last packet that closes a silent client: a tick with count x R above the limit closes, and the
 * last packet set the count to 0, so that is number `kickCount + 1`. 0 = at once, without a tick; Infinity = never.
 */
export function closingTick(timer: Timer, version: NanomqVersion, keepaliveMs: number): number {
  const behaviour = behaviourOf(version);
  if (timer.retry < 0 && behaviour.negativeInterval === "closes-at-once") return 0;
  return keepaliveCheck(timer, behaviour, seconds(keepaliveMs)).kickCount + 1;
}

/**
 * The detection window by closed form. Ticks are R apart and know nothing of the last packet: it falls anywhere between
 * two of them, hence a uniform window. Before the first tick, 1.5 R after the CONNECT, the close is fixed instead.
 */
export function detectionReplay(
  timer: Timer,
  version: NanomqVersion,
  { name, keepaliveMs, transport }: DetectionClient,
): DetectionReplay {
  const behaviour = behaviourOf(version);
  const { limitMs } = keepaliveCheck(timer, behaviour, seconds(keepaliveMs));
  const delayMs = transport === "ws" ? behaviour.webSocketCloseDelayMs : 0;
  const tick = closingTick(timer, version, keepaliveMs);
  return {
    name,
    keepaliveMs,
    limitMs,
    windowMs: tickWindow(timer, tick, delayMs),
    afterConnectMs: afterConnect(timer, tick, delayMs),
    mqttLimitMs: keepaliveMs === 0 ? undefined : keepaliveMs * MQTT_KEEPALIVES,
  };
}

/**
 * When the last dead client of a class is noticed at the latest, since its last packet; undefined = never.
 * @param earlyDeaths clients count too that die before their first tick: their CONNECT may be their last packet
 */
export function noticedWithinMs(
  { windowMs, afterConnectMs }: DetectionReplay,
  earlyDeaths: boolean,
): number | undefined {
  if (windowMs === undefined || afterConnectMs === undefined) return undefined;
  return earlyDeaths ? Math.max(windowMs.latest, afterConnectMs.latest) : windowMs.latest;
}

/** The first tick comes this many retry intervals after the CONNECT; a client that lasts so long is established. */
export const FIRST_TICK = 1.5;

/** What MQTT allows a silent client, in keepalives. */
const MQTT_KEEPALIVES = 1.5;

/** The `tick`-th tick after a moment that ticks know nothing of, counted from that moment. */
export function tickWindow({ retry }: Timer, tick: number, delayMs = 0): WindowMs | undefined {
  if (tick === Infinity) return undefined;
  return tick === 0 ? exactly(delayMs) : uniformWindow((tick - 1) * retry + delayMs, retry);
}

/** The same tick after a packet that came before the first one, counted from the CONNECT. */
function afterConnect({ retry }: Timer, tick: number, delayMs: number): WindowMs | undefined {
  if (tick === Infinity) return undefined;
  return exactly(tick === 0 ? delayMs : (tick - 1 + FIRST_TICK) * retry + delayMs);
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
