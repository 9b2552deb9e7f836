import { type Measured, valueIn } from "./measured.ts";
import type { NanomqVersion } from "./version.ts";

/**
 * What a bridge does with messages while its uplink is slow or away, as far as releases differ.
 *
 * Each boundary was read in the public source: `evidence` names the commit of NanoNNG or the tag of NanoMQ, and the file; 0.20.8, 0.22.10, 0.24.14
 * and 0.25.3 were measured in some 400 outages, 0.22.6, 0.22.7, 0.23.1, 0.23.10, 0.24.1, 0.24.2 and 0.24.13 in six each.
 */
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

const CLIENT = "src/mqtt/protocol/mqtt/mqtt_client.c";
const BROKER = "nanomq/apps/broker.c";
const CONF = "src/supplemental/nanolib/conf_ver2.c";

/** One list per behaviour, oldest first, without gaps: the last entry has no `until`. */
export const bridgeTable: BridgeTable = {
  unacknowledged: [
    { since: "0.19.0", until: "0.22.6", value: "forgotten", evidence: `3c6db51e0b ${CLIENT}; measured` },
    { since: "0.22.7", value: "resent", evidence: `4be1e7f62d ${CLIENT}; measured` },
  ],
  busySlot: [
    { since: "0.19.0", until: "0.23.0", value: "loses", evidence: `tag 0.23.0 ${BROKER}; measured 0.22.10` },
    { since: "0.23.1", value: "queues", evidence: `tag 0.23.1 ${BROKER}; measured` },
  ],
  fullQueue: [
    { since: "0.23.1", until: "0.24.1", value: "newest", evidence: `tag 0.24.1 ${BROKER}; measured` },
    { since: "0.24.2", value: "oldest", evidence: `tag 0.24.2 ${BROKER}; measured` },
  ],
  noQueue: [
    { since: "0.19.0", until: "0.24.1", value: "loses", evidence: `tag 0.24.1 ${BROKER}; measured` },
    { since: "0.24.2", value: "crashes", evidence: `tag 0.24.2 ${BROKER}; measured: SIGSEGV or SIGABRT` },
  ],
  linkDown: [
    { since: "0.19.0", until: "0.24.13", value: "holds-one", evidence: `95d675bc0f ${CLIENT}; measured` },
    { since: "0.24.14", value: "queues", evidence: `tag 0.24.14 ${BROKER}; measured` },
  ],
  diskCache: [
    {
      since: "0.19.0",
      until: "0.22.6",
      value: "own-interval",
      evidence: `3c6db51e0b ${CLIENT}; measured 0.20.8`,
    },
    {
      since: "0.22.7",
      until: "0.24.13",
      value: "resend-interval",
      evidence: `4be1e7f62d ${CLIENT}; measured`,
    },
    {
      since: "0.24.14",
      value: "unused",
      evidence: `tag 0.24.14 ${BROKER}; measured: 32 of 32 stored nothing`,
    },
  ],
  qos0OnDisk: [
    { since: "0.19.0", until: "0.23.9", value: "stored", evidence: `df4234f8a4 ${CLIENT}; measured 0.22.10` },
    { since: "0.23.10", value: "with-retry-qos-0", evidence: `aa549c2db3 ${CLIENT}` },
  ],
  pings: [
    {
      since: "0.19.0",
      until: "0.22.6",
      value: "own-timer",
      evidence: `3c6db51e0b ${CLIENT}; measured 0.20.8`,
    },
    {
      since: "0.22.7",
      until: "0.24.4",
      value: "two-at-ticks",
      evidence: `a370ce3552 ${CLIENT}; measured 0.22.10`,
    },
    { since: "0.24.5", value: "one-at-ticks", evidence: `275fde204f ${CLIENT}; measured 0.24.14, 0.25.3` },
  ],
  backoffMaxMs: [
    {
      since: "0.19.0",
      until: "0.20.8",
      value: 240_000,
      evidence: "7d76b7ae9b; measured gaps of 1.2, 1.9, 3.9, 8.3, 15.4 s on 0.20.8",
    },
    { since: "0.21", until: "0.22.1", value: 60_000, evidence: `8b1b41299f ${CONF}` },
    { since: "0.22.2", until: "0.22.2", value: 5000, evidence: `899937ca90 ${CONF}; 7e6020c92` },
    { since: "0.22.3", until: "0.22.3", value: 60_000, evidence: `bb05a8fdd7 ${CONF}` },
    { since: "0.22.4", value: 5000, evidence: `1e269b0dc5 ${CONF}; ad5b72a54` },
  ],
  backoffMax: [
    { since: "0.19.0", until: "0.20.8", value: "fixed", evidence: `7d76b7ae9b ${CONF}` },
    { since: "0.21", value: "read", evidence: `21dbdfc668 ${CONF}` },
  ],
  subscribes: [
    { since: "0.19.0", until: "0.22.8", value: "always", evidence: `tag 0.22.8 ${BROKER}` },
    {
      since: "0.22.10",
      until: "0.23.2",
      value: "by-chance",
      evidence: `tag 0.23.2 ${BROKER}; 23 of 37 reconnects of 0.22.10 never subscribed`,
    },
    { since: "0.23.3", value: "always", evidence: `tag 0.23.3 ${BROKER}` },
  ],
  emptyConnackV5: [
    { since: "0.19.0", until: "0.24.4", value: "accepts", evidence: "a370ce3552; measured 0.22.10, 0.24.4" },
    { since: "0.24.5", value: "disconnects", evidence: "64cf63b2a; measured 0.24.6 to 0.25.3" },
  ],
};

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
