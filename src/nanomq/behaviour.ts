import { isWithin, type NanomqVersion, type VersionSpan } from "./version.ts";

/**
 * Session timing that differs between NanoMQ versions.
 *
 * Every boundary was measured on the release before and the release after it; `evidence` is the place in the public
 * source of NanoNNG (`commit path:line`), NanoMQ's engine.
 */
export interface Behaviour {
  /** Factor on `keepalive_multiplier`, configured or default. */
  readonly multiplierFactor: 1 | 1000;
  /** Client with keepalive 0: its limit is 0 s, or it is not checked at all as MQTT demands. */
  readonly keepaliveZero: "kicked" | "unchecked";
  /** clean_start 0 session after a keepalive kick: `never-expires` stays listed for ever and its will is never sent. */
  readonly keptSessionAfterKick: "expires" | "never-expires";
  /** MQTT 5 session without an expiry (absent or 0) and clean_start 0. */
  readonly sessionWithoutExpiryV5: "kept" | "first-tick";
  /** MQTT 3.1.1 session with clean_start 0. */
  readonly sessionWithoutExpiryV4: "kept" | "first-tick";
  /** Session expiry in an MQTT 5 DISCONNECT. */
  readonly disconnectExpiry: "ignored" | "used";
  /** Will of an MQTT 5 client; `lost` damages or loses its payload. */
  readonly willV5: "sent" | "lost";
  /** Message expiry of an unacknowledged or queued message: not looked at, or the tick drops it. */
  readonly messageExpiry: "ignored" | "drops-and-waits" | "drops-and-goes-on";
  /** Which unacknowledged message a tick resends. */
  readonly resendOrder: "lowest-id" | "round-robin";
  /** Whether `mqtt.batch_resend` is read. */
  readonly batchResend: "unknown" | "optional";
  /** A second connection with the client id of a live one. */
  readonly takeover: "both-stay" | "discards-session" | "passes-session";
  /** What a resumed session gets before it subscribes again. */
  readonly resumedDelivery: "all" | "nothing-until-subscribed" | "queued-only-once-subscribed";
  /** Time between the tick and the FIN on a WebSocket connection. */
  readonly webSocketCloseDelayMs: 0 | 100;
  /** `retry_interval` below zero. */
  readonly negativeInterval: "closes-at-once" | "zero";
}

interface Measured<V> extends VersionSpan {
  readonly value: V;
  readonly evidence: string;
}

type BehaviourTable = { readonly [B in keyof Behaviour]: readonly Measured<Behaviour[B]>[] };

const TIMER = "src/sp/protocol/mqtt/nmq_mqtt.c";
const CONF = "src/supplemental/nanolib/conf_ver2.c";

/** One list per behaviour, oldest first, without gaps: the last entry has no `until`. */
export const behaviourTable: BehaviourTable = {
  multiplierFactor: [
    { since: "0.18.2", until: "0.18.2", value: 1, evidence: `0f0684d619 ${CONF}:317` },
    { since: "0.19.0", until: "0.21.1", value: 1000, evidence: `5e0cdaea78 ${CONF}:328` },
    { since: "0.21.2", value: 1, evidence: `3aa8435fbd ${CONF}:343; changed by 7d86b4ca3` },
  ],
  keepaliveZero: [
    { since: "0.18.2", until: "0.24.11", value: "kicked", evidence: `1d2186f161 ${TIMER}:233` },
    { since: "0.24.12", value: "unchecked", evidence: `6b3cc34a4b ${TIMER}:236; changed by ebd290630` },
  ],
  keptSessionAfterKick: [
    { since: "0.18.2", until: "0.24.11", value: "expires", evidence: `1d2186f161 ${TIMER}:238` },
    { since: "0.24.12", value: "never-expires", evidence: `6b3cc34a4b ${TIMER}:241; 533822f93` },
  ],
  sessionWithoutExpiryV5: [
    { since: "0.18.2", until: "0.23.2", value: "kept", evidence: `446d231008 ${TIMER}:198` },
    { since: "0.23.3", value: "first-tick", evidence: `431a40899e ${TIMER}:198; changed by 9551ebe95` },
  ],
  sessionWithoutExpiryV4: [
    { since: "0.18.2", until: "0.23.2", value: "kept", evidence: `446d231008 ${TIMER}:198` },
    { since: "0.23.3", until: "0.23.6", value: "first-tick", evidence: `431a40899e ${TIMER}:198` },
    { since: "0.23.7", value: "kept", evidence: `885ae5861f ${TIMER}:198; changed by 27a04dbdf` },
  ],
  disconnectExpiry: [
    { since: "0.18.2", until: "0.20.8", value: "ignored", evidence: `7d76b7ae9b ${TIMER}` },
    { since: "0.21", value: "used", evidence: `21dbdfc668 ${TIMER}:1128; changed by 64eb3bffe` },
  ],
  willV5: [
    { since: "0.18.2", until: "0.24.6", value: "sent", evidence: "44b38755fd mqtt_parser.c:1222" },
    {
      since: "0.24.7",
      until: "0.24.11",
      value: "lost",
      evidence: "89ac265ec2 mqtt_parser.c:1291; cdde08e1a",
    },
    { since: "0.24.12", value: "sent", evidence: "6b3cc34a4b mqtt_parser.c:1373; changed by 4c8536153" },
  ],
  messageExpiry: [
    { since: "0.18.2", until: "0.23.7", value: "ignored", evidence: `153ede0fed ${TIMER}:263` },
    { since: "0.23.8", until: "0.25.2", value: "drops-and-waits", evidence: "83815a7258 broker_tcp.c:1769" },
    { since: "0.25.3", value: "drops-and-goes-on", evidence: "599bd9671d broker_tcp.c:1756" },
  ],
  resendOrder: [
    { since: "0.18.2", until: "0.24.14", value: "lowest-id", evidence: `31648f12c3 ${TIMER}:262` },
    { since: "0.25.1", value: "round-robin", evidence: `83815a7258 ${TIMER}:263; changed by f135bbc6b` },
  ],
  batchResend: [
    { since: "0.18.2", until: "0.25.3", value: "unknown", evidence: `599bd9671d ${CONF}` },
    { since: "0.25.6", value: "optional", evidence: `52148e7690 ${TIMER}:1251; 149c64d49` },
  ],
  takeover: [
    { since: "0.18.2", until: "0.20.8", value: "both-stay", evidence: "7d76b7ae9b broker_tcp.c" },
    { since: "0.21", until: "0.22.7", value: "discards-session", evidence: "21dbdfc668 src/core/pipe.c:501" },
    { since: "0.22.8", value: "passes-session", evidence: `153ede0fed ${TIMER}:886; changed by 6d293b9dd` },
  ],
  resumedDelivery: [
    { since: "0.18.2", until: "0.20.8", value: "all", evidence: `7d76b7ae9b ${TIMER}` },
    {
      since: "0.21",
      until: "0.22.6",
      value: "nothing-until-subscribed",
      evidence: `8b1b41299f ${TIMER}:724`,
    },
    {
      since: "0.22.7",
      until: "0.22.7",
      value: "queued-only-once-subscribed",
      evidence: `4be1e7f62d ${TIMER}:724`,
    },
    { since: "0.22.8", value: "all", evidence: `153ede0fed ${TIMER}:742; changed by 6d293b9dd` },
  ],
  webSocketCloseDelayMs: [
    { since: "0.18.2", until: "0.20.8", value: 0, evidence: "7d76b7ae9b websocket.c:1439" },
    { since: "0.21", value: 100, evidence: "21dbdfc668 websocket.c:1458; changed by 5463c66e8" },
  ],
  negativeInterval: [
    { since: "0.18.2", until: "0.24.12", value: "closes-at-once", evidence: "6b3cc34a4b conf.c get_time" },
    { since: "0.24.13", value: "zero", evidence: "95d675bc0f conf.c:4016; changed by 316dccf4d" },
  ],
};

/** Entries are ordered, so a version between two spans (0.25.4) keeps the behaviour before it. */
function valueIn<V>(entries: readonly Measured<V>[], version: NanomqVersion): V {
  const [first, ...rest] = entries;
  if (first === undefined) throw new RangeError("a behaviour without entries");
  return rest.reduce(
    (value, entry) => (isWithin(version, { since: entry.since }) ? entry.value : value),
    first.value,
  );
}

const resolved = new Map<number, Behaviour>();

/** How `version` behaves; the nearest known release speaks for one outside 0.18.2 to 0.25.6. */
export function behaviourOf(version: NanomqVersion): Behaviour {
  const known = resolved.get(version.rank);
  if (known !== undefined) return known;
  const t = behaviourTable;
  const behaviour: Behaviour = {
    multiplierFactor: valueIn(t.multiplierFactor, version),
    keepaliveZero: valueIn(t.keepaliveZero, version),
    keptSessionAfterKick: valueIn(t.keptSessionAfterKick, version),
    sessionWithoutExpiryV5: valueIn(t.sessionWithoutExpiryV5, version),
    sessionWithoutExpiryV4: valueIn(t.sessionWithoutExpiryV4, version),
    disconnectExpiry: valueIn(t.disconnectExpiry, version),
    willV5: valueIn(t.willV5, version),
    messageExpiry: valueIn(t.messageExpiry, version),
    resendOrder: valueIn(t.resendOrder, version),
    batchResend: valueIn(t.batchResend, version),
    takeover: valueIn(t.takeover, version),
    resumedDelivery: valueIn(t.resumedDelivery, version),
    webSocketCloseDelayMs: valueIn(t.webSocketCloseDelayMs, version),
    negativeInterval: valueIn(t.negativeInterval, version),
  };
  resolved.set(version.rank, behaviour);
  return behaviour;
}
