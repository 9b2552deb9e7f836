import type { BridgeState, UnderWay } from "./bridge-state.ts";
import { complete, sendFromDisk } from "./forward.ts";
import { linkDown } from "./link.ts";

/** Ticks of a timer of its own that the bridge lets pass in silence. */
const OWN_TIMER_TICKS = 3;

/** Whatever is due at `atMs` on a link that is up. */
export function wake(state: BridgeState, atMs: number): void {
  if (state.soonestExpiryMs <= atMs) giveUpOverdue(state, atMs);
  else if (state.diskMs <= atMs) diskTick(state, atMs);
  else tick(state, atMs);
}

function tick(state: BridgeState, atMs: number): void {
  const { settings, behaviour, pace } = state;
  state.silentTicks += 1;
  if (behaviour.pings === "own-timer") {
    state.tickMs = atMs + settings.keepaliveMs + pace.driftPerTickMs;
    if (state.silentTicks >= OWN_TIMER_TICKS) linkDown(state, "keepalive", atMs);
    else state.emit({ kind: "ping", atMs });
    return;
  }
  state.tickMs = atMs + settings.resendIntervalMs + pace.driftPerTickMs;
  const allowed = behaviour.pings === "one-at-ticks" ? 1 : 2;
  if (state.unanswered >= allowed) linkDown(state, "keepalive", atMs);
  else if (state.silentTicks < ticksOfKeepalive(state) * (state.unanswered + 1)) resend(state, atMs);
  else if (!state.socketFull) ping(state, atMs);
}

function ticksOfKeepalive({ settings }: BridgeState): number {
  return Math.max(1, Math.ceil(settings.keepaliveMs / settings.resendIntervalMs));
}

/** A tick that pings does nothing else; into a full socket it does not even ping, and the dead link goes unnoticed. */
function ping(state: BridgeState, atMs: number): void {
  state.unanswered += 1;
  state.emit({ kind: "ping", atMs });
}

/** The lowest packet id, if that is old enough; only where nothing is under way, a row of the disk cache. */
function resend(state: BridgeState, atMs: number): void {
  const lowest = lowestUnderWay(state);
  if (lowest === undefined) {
    if (state.behaviour.diskCache === "resend-interval") sendFromDisk(state, atMs);
    return;
  }
  if (atMs - lowest.resentMs <= state.settings.resendWaitMs) return;
  lowest.resentMs = atMs;
  state.emit({ kind: "send", atMs, ...identity(lowest), source: "resend" });
}

function identity({ copy, qos, packetId }: UnderWay) {
  return { copy, qos, packetId };
}

function lowestUnderWay({ slots }: BridgeState): UnderWay | undefined {
  let lowest: UnderWay | undefined;
  for (const underWay of slots) {
    if (underWay !== undefined && !(lowest && lowest.packetId < underWay.packetId)) lowest = underWay;
  }
  return lowest;
}

function diskTick(state: BridgeState, atMs: number): void {
  const intervalMs = state.disk?.resendIntervalMs ?? Infinity;
  state.diskMs = atMs + intervalMs + state.pace.driftPerTickMs;
  sendFromDisk(state, atMs);
}

/** `cancel_timeout` frees the slots whose acknowledgement never came; the queue moves on. */
function giveUpOverdue(state: BridgeState, atMs: number): void {
  const { slots } = state;
  state.soonestExpiryMs = Infinity;
  for (const [slot, underWay] of slots.entries()) {
    if (underWay === undefined || underWay.expiresMs > atMs) continue;
    state.lose(underWay.copy, "unacknowledged", atMs);
    complete(state, slot, atMs);
  }
  for (const underWay of slots) {
    if (underWay !== undefined) state.soonestExpiryMs = Math.min(state.soonestExpiryMs, underWay.expiresMs);
  }
}
