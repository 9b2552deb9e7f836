import { NEGOTIATION_MS } from "./backoff.ts";
import type { BridgeState } from "./bridge-state.ts";
import { complete, send } from "./forward.ts";

/** CONNACK. Whatever was up before is gone. */
export function linkUp(state: BridgeState, empty: boolean, atMs: number): void {
  if (state.link.kind === "up") linkDown(state, "upstream", atMs);
  state.link = { kind: "up" };
  startTimers(state, atMs);
  const { behaviour, settings } = state;
  if (empty && settings.protocol === 5 && behaviour.emptyConnackV5 === "disconnects") {
    state.emit({ kind: "disconnect", atMs });
  } else {
    state.emit({ kind: "subscribe", atMs, sure: behaviour.subscribes === "always" });
  }
  const { held } = state;
  if (held === undefined) return;
  state.held = undefined;
  send(state, held.worker, held.copy, held.qos, "held", atMs);
}

/** The bridge knows that its link is gone. */
export function linkDown(state: BridgeState, by: "upstream" | "keepalive", atMs: number): void {
  state.emit({ kind: "down", atMs, by });
  state.link = { kind: "down", retryMs: nextRetryMs(state, atMs) };
  if (state.behaviour.unacknowledged === "resent") return;
  for (const [slot, underWay] of state.slots.entries()) {
    if (underWay === undefined) continue;
    state.slots[slot] = undefined;
    state.lose(underWay.copy, "unacknowledged", atMs);
  }
}

/** The deadline of a link that is not up: the next attempt, or the end of one without an answer. */
export function retry(state: BridgeState, atMs: number): void {
  if (state.link.kind === "down") {
    state.link = { kind: "trying", timeoutMs: atMs + NEGOTIATION_MS };
    state.emit({ kind: "try", atMs });
  } else {
    attemptFailed(state, atMs);
  }
}

export function attemptFailed(state: BridgeState, atMs: number): void {
  state.link = { kind: "down", retryMs: nextRetryMs(state, atMs) };
}

export function acknowledge(state: BridgeState, packetId: number, atMs: number): void {
  heard(state);
  const { slots } = state;
  for (let slot = 0; slot < slots.length; slot++) {
    if (slots[slot]?.packetId === packetId) {
      complete(state, slot, atMs);
      return;
    }
  }
}

/** A packet of the upstream. */
export function heard(state: BridgeState): void {
  state.silentTicks = 0;
  state.unanswered = 0;
}

function nextRetryMs(state: BridgeState, atMs: number): number {
  return state.backoff === undefined ? Infinity : atMs + state.backoff.nextWaitMs();
}

/** A timeout that ran out while the link was down has done nothing and will not come again. */
function startTimers(state: BridgeState, atMs: number): void {
  const { settings, behaviour, disk, slots } = state;
  heard(state);
  state.socketFull = false;
  const own = behaviour.pings === "own-timer";
  state.tickMs = atMs + (own ? settings.keepaliveMs : settings.resendIntervalMs);
  const ownDisk = behaviour.diskCache === "own-interval" ? disk : undefined;
  state.diskMs = ownDisk === undefined ? Infinity : atMs + ownDisk.resendIntervalMs;
  state.soonestExpiryMs = Infinity;
  for (const underWay of slots) {
    if (underWay === undefined) continue;
    if (underWay.expiresMs <= atMs) underWay.expiresMs = Infinity;
    state.soonestExpiryMs = Math.min(state.soonestExpiryMs, underWay.expiresMs);
  }
}
