import type { BridgeBehaviour } from "../../nanomq/bridge-behaviour.ts";
import type { BridgeSettings, Qos } from "../../nanomq/bridge-settings.ts";

export interface Range {
  readonly low: number;
  readonly high: number;
}

interface Load {
  readonly settings: BridgeSettings;
  readonly everyMs: number;
  readonly qos: Qos;
}

/**
 * How long after the upstream fell silent a bridge gives up its link, in ms. Counted from the last packet: with QoS 1 and
 * 2 that is an acknowledgement and hardly older than the last message, with QoS 0 the answer to the last ping.
 */
export function noticingMs({ settings, everyMs, qos }: Load, { pings }: BridgeBehaviour): Range {
  const { keepaliveMs, resendIntervalMs } = settings;
  if (pings === "own-timer") {
    const quietMs = qos === 0 ? keepaliveMs : Math.min(keepaliveMs, everyMs);
    return { low: Math.max(0, 2 * keepaliveMs - quietMs), high: 3 * keepaliveMs };
  }
  const ticks = Math.max(1, Math.ceil(keepaliveMs / resendIntervalMs));
  const unanswered = pings === "one-at-ticks" ? ticks : 2 * ticks;
  const pingedMs = ticks * resendIntervalMs;
  const quietMs = qos === 0 ? pingedMs : Math.min(pingedMs, everyMs);
  return {
    low: Math.max(0, unanswered * resendIntervalMs - quietMs),
    high: (unanswered + 1) * resendIntervalMs,
  };
}
