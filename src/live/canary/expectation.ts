import type { Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { detectionReplay, exactly, FIRST_TICK, type WindowMs } from "../../timing/detection.ts";
import { notesReceiveTime, redeliveryWindow, willWindow } from "../../timing/windows.ts";
import type { Canary, CanaryClass, Observation } from "./canary.ts";

/** What the broker is held against: NanoMQ with known settings, or MQTT's own limit. */
export type Yardstick =
  | { readonly kind: "nanomq"; readonly timer: Timer; readonly version: NanomqVersion }
  | { readonly kind: "mqtt" };

/** MQTT lets a server wait 1.5 keepalives; one that closes within the keepalive itself cuts off live clients. */
function mqttWindow({ keepaliveMs }: CanaryClass): WindowMs | undefined {
  if (keepaliveMs === 0) return undefined;
  const latest = 1.5 * keepaliveMs;
  return { earliest: keepaliveMs, p50: latest, p95: latest, latest };
}

/**
 * When it is to happen: the close after the last packet, the will after the last packet, the first duplicate after the
 * message was published. Undefined = never; MQTT wants no duplicate on a living connection [MQTT-4.4.0-1].
 */
export function expectedWindow(
  yardstick: Yardstick,
  canary: Canary,
  lastPacketMs: number,
): WindowMs | undefined {
  const { clients, measure } = canary;
  if (yardstick.kind === "mqtt") return measure === "redelivery" ? undefined : mqttWindow(clients);
  const { timer, version } = yardstick;
  // The witness publishes over the transport of the canaries.
  if (measure === "redelivery") {
    const isNoted = notesReceiveTime(version, clients.transport);
    // Resent with the next tick, and the first one of a connection is half an interval late.
    const waitsForFirst = !isNoted && lastPacketMs < (FIRST_TICK - 1) * timer.retry;
    return waitsForFirst
      ? exactly(FIRST_TICK * timer.retry - lastPacketMs)
      : redeliveryWindow(timer, 1, isNoted);
  }
  const { windowMs, afterConnectMs } = detectionReplay(timer, version, clients);
  // The will of a clean session goes out with the tick itself, which the FIN of a WebSocket follows later.
  const lasting =
    measure === "will" ? willWindow(timer, version, { ...clients, cleanStart: true }, "silence") : windowMs;
  if (lasting === undefined || afterConnectMs === undefined || lastPacketMs >= FIRST_TICK * timer.retry)
    return lasting;
  const delayMs = (windowMs?.earliest ?? 0) - lasting.earliest;
  return exactly(afterConnectMs.latest - delayMs - lastPacketMs);
}

/** The moment that was measured, counted as `expectedWindow` does. */
export function measuredMs(observation: Observation): number | undefined {
  const { canary, closeMs, willMs, lastPacketMs, publishMs, deliveries } = observation;
  switch (canary.measure) {
    case "detection":
      return closeMs === undefined ? undefined : closeMs - lastPacketMs;
    case "will":
      return willMs === undefined ? undefined : willMs - lastPacketMs;
    case "redelivery": {
      const duplicate = deliveries.find(([, , , dup]) => dup === 1);
      return duplicate === undefined || publishMs === undefined ? undefined : duplicate[0] - publishMs;
    }
  }
}

/** How long a canary has to be watched, since its CONNECT, to see what is expected; undefined where nothing is. */
export function patienceMs(yardstick: Yardstick, canary: Canary): number | undefined {
  const lastPacketMs = canary.pingsMs.at(-1) ?? 0;
  const window = expectedWindow(yardstick, canary, lastPacketMs);
  return window === undefined ? undefined : lastPacketMs + window.latest;
}
