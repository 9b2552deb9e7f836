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

/** What to set so that a dead link is noticed in time. */
export interface SoonerNotice {
  readonly keepaliveMs: number;
  readonly resendIntervalMs: number;
}

const SHORT_RESEND_MS = 1000;
/** Any answer within it: the bound does not hang on messages. */
const SELDOM_MS = 1000;

/**
 * The longest keepalive, in whole seconds, with which a dead link is noticed within `withinMs`, at the resend_interval in
 * force or else at a short one; every other tick still resends. Undefined where none is short enough.
 */
export function keepaliveToNotice(
  withinMs: number,
  settings: BridgeSettings,
  behaviour: BridgeBehaviour,
): SoonerNotice | undefined {
  for (const resendIntervalMs of [settings.resendIntervalMs, SHORT_RESEND_MS]) {
    const least = behaviour.pings === "own-timer" ? 0 : resendIntervalMs;
    const most = Math.min(withinMs, settings.keepaliveMs);
    for (let keepaliveMs = 1000 * Math.floor(most / 1000); keepaliveMs > least; keepaliveMs -= 1000) {
      const load = {
        settings: { ...settings, keepaliveMs, resendIntervalMs },
        everyMs: SELDOM_MS,
        qos: 1,
      } as const;
      if (noticingMs(load, behaviour).high <= withinMs) return { keepaliveMs, resendIntervalMs };
    }
  }
  return undefined;
}
