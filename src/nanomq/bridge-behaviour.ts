import { bridgeTable as measured } from "../generated/behaviours.ts";
import { type Measured, valueIn } from "./measured.ts";
import type { NanomqVersion } from "./version.ts";

/** What a bridge does with messages while its uplink is slow or away, as far as releases differ (releases/behaviour.toml). */
export interface BridgeBehaviour {
  /** A message without its acknowledgement: never resent and gone when the link breaks, or resent at ticks. */
  readonly unacknowledged: "forgotten" | "resent";
  /** A message for a worker whose slot waits for an acknowledgement. */
  readonly busySlot: "loses" | "queues";
  /** Which message a full queue gives up. */
  readonly fullQueue: "newest" | "oldest";
  /** A message for a queue of length 0, the default. */
  readonly noQueue: "loses" | "crashes";
  /** A message while the bridge knows that the link is down. */
  readonly linkDown: "holds-one" | "queues";
  /** When a message of the disk cache is sent, and whether the cache is used at all. */
  readonly diskCache: "own-interval" | "resend-interval" | "unused";
  /** QoS 0 in the disk cache. */
  readonly qos0OnDisk: "stored" | "with-retry-qos-0";
  /** PINGREQ: on a timer of its own, or at resend ticks; and how many go unanswered before the bridge gives up. */
  readonly pings: "own-timer" | "two-at-ticks" | "one-at-ticks";
  /** `backoff_max` where it is not set. */
  readonly backoffMaxMs: number;
  /** Whether `backoff_max` is read. */
  readonly backoffMax: "fixed" | "read";
  /** SUBSCRIBE after a reconnect; `by-chance` uses a timeout that nothing has set, and often never subscribes. */
  readonly subscribes: "always" | "by-chance";
  /** A CONNACK of MQTT 5 without any property; `disconnects` sends DISCONNECT, never subscribes, and goes on publishing. */
  readonly emptyConnackV5: "accepts" | "disconnects";
}

type BridgeTable = { readonly [B in keyof BridgeBehaviour]: readonly Measured<BridgeBehaviour[B]>[] };

/** One list per behaviour, oldest first, without gaps (releases/behaviour.toml): the last entry has no `until`. */
export const bridgeTable: BridgeTable = measured;

const resolved = new Map<number, BridgeBehaviour>();

/** How a bridge of `version` behaves; the nearest known release speaks for one outside 0.19.0 to 0.25.6. */
export function bridgeBehaviourOf(version: NanomqVersion): BridgeBehaviour {
  const known = resolved.get(version.rank);
  if (known !== undefined) return known;
  const t = bridgeTable;
  const behaviour: BridgeBehaviour = {
    unacknowledged: valueIn(t.unacknowledged, version),
    busySlot: valueIn(t.busySlot, version),
    fullQueue: valueIn(t.fullQueue, version),
    noQueue: valueIn(t.noQueue, version),
    linkDown: valueIn(t.linkDown, version),
    diskCache: valueIn(t.diskCache, version),
    qos0OnDisk: valueIn(t.qos0OnDisk, version),
    pings: valueIn(t.pings, version),
    backoffMaxMs: valueIn(t.backoffMaxMs, version),
    backoffMax: valueIn(t.backoffMax, version),
    subscribes: valueIn(t.subscribes, version),
    emptyConnackV5: valueIn(t.emptyConnackV5, version),
  };
  resolved.set(version.rank, behaviour);
  return behaviour;
}
