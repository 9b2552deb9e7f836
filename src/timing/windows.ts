import { behaviourOf } from "../nanomq/behaviour.ts";
import type { Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Transport } from "./core/events.ts";
import {
  closingTick,
  type DetectionClient,
  FIRST_TICK,
  tickWindow,
  uniformWindow,
  type WindowMs,
} from "./detection.ts";

/** A client with what decides how long it is remembered. */
export interface SessionClient extends DetectionClient {
  /** 4 = MQTT 3.1.1, 5 = MQTT 5. */
  readonly protocol: 4 | 5;
  readonly cleanStart: boolean;
  /** MQTT 5; absent and 0 are alike. */
  readonly sessionExpiryMs?: number | undefined;
  /** MQTT 5; absent where the property is (0 is not the same). */
  readonly willDelayMs?: number | undefined;
}

/** How the client goes: no more packets, its FIN or RST, or a DISCONNECT. */
export type Departure = "silence" | "hang-up" | "disconnect";

/*
 * All windows are for a client that has been connected for a while (1.5 retry intervals, and its will delay), and count
 * from its last packet; a hang-up follows that packet at once. Undefined = it never happens.
 */

/** When the broker forgets the session. */
export function sessionEndWindow(
  timer: Timer,
  version: NanomqVersion,
  client: SessionClient,
  departure: Departure,
): WindowMs | undefined {
  const silentTicks = departure === "silence" ? closingTick(timer, version, client.keepaliveMs) : 0;
  if (silentTicks === Infinity) return undefined;
  if (client.cleanStart) return tickWindow(timer, silentTicks);
  if (timer.retry <= 0) return undefined;
  const kicked = departure === "silence";
  if (kicked && behaviourOf(version).keptSessionAfterKick === "never-expires") return undefined;
  return tickWindow(timer, endTick(timer, version, client, silentTicks));
}

/** When the will goes out: with the session, unless a DISCONNECT took it back. */
export function willWindow(
  timer: Timer,
  version: NanomqVersion,
  client: SessionClient,
  departure: Departure,
): WindowMs | undefined {
  const lost = client.protocol === 5 && behaviourOf(version).willV5 === "lost";
  return lost || departure === "disconnect" ? undefined : sessionEndWindow(timer, version, client, departure);
}

/** True where the broker knows when a message came in that was published over this transport. */
export function notesReceiveTime(version: NanomqVersion, publisher: Transport): boolean {
  return publisher !== "ws" || behaviourOf(version).webSocketReceiveTime === "noted";
}

/**
 * The `nth` duplicate (1 = the first) of a lone unacknowledged QoS 1 or 2 message, since it was published.
 * @param isNoted false where nobody noted when it came in: the next tick resends it
 */
export function redeliveryWindow(timer: Timer, nth: number, isNoted = true): WindowMs | undefined {
  const ticks = isNoted ? 0.25 + nth : nth - 1;
  return timer.retry > 0 ? uniformWindow(ticks * timer.retry, timer.retry) : undefined;
}

/**
 * When the last of `messages` queued ones reaches a client that resumed its session and acknowledges them, since its
 * CONNECT. One per retry interval; `batch_resend` (0.25.6) sends all the others as soon as the first is acknowledged.
 */
export function drainMs(timer: Timer, version: NanomqVersion, messages: number): number | undefined {
  return behaviourOf(version).resumedDelivery === "all" ? backlogMs(timer, version, messages) : undefined;
}

/** The same wherever it flows: 0.21 to 0.22.7 send nothing before the client subscribes again. */
export function backlogMs(timer: Timer, version: NanomqVersion, messages: number): number | undefined {
  const behaviour = behaviourOf(version);
  if (timer.retry <= 0) return undefined;
  const ticks = timer.batchResend && behaviour.batchResend === "optional" ? Math.min(messages, 1) : messages;
  return ticks === 0 ? 0 : (ticks - 1 + FIRST_TICK) * timer.retry;
}

/** The tick after the last packet that ends a kept session. The tick of a kick does not add to the count. */
function endTick(timer: Timer, version: NanomqVersion, client: SessionClient, kickTick: number): number {
  if (client.willDelayMs !== undefined) return kickTick + 1;
  const tick = expiryTick(timer, version, client);
  return kickTick === 0 ? tick : Math.max(tick, kickTick) + 1;
}

function expiryTick(timer: Timer, version: NanomqVersion, client: SessionClient): number {
  const behaviour = behaviourOf(version);
  if (client.protocol === 4) return behaviour.sessionWithoutExpiryV4 === "kept" ? Infinity : 1;
  const expiryMs = client.sessionExpiryMs ?? 0;
  if (expiryMs === 0 && behaviour.sessionWithoutExpiryV5 === "kept") return Infinity;
  return Math.floor(expiryMs / timer.retry) + 1;
}
