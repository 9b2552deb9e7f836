// Why a bridge that is made does not come up, or is thrown out by the remote at once.
import { dialFault } from "../format/endpoint.ts";
import { filterFault, hasWildcard } from "../format/mqtt-topic.ts";
import { nngUrl } from "../format/nng-url.ts";
import type { Ascent } from "./ascent.ts";
import { unmet } from "./listen.ts";
import type { Condition, Shortfall } from "./step.ts";

/** A setting that keeps a bridge down, and why. */
export interface LinkTrouble {
  readonly key: string;
  readonly lacks: Shortfall;
}

/** What a bridge needs to come up: of its own settings, and of the host. */
export interface Link {
  readonly trouble: LinkTrouble | undefined;
  readonly asks: readonly Condition[];
}

const MQTT_311 = 4;
const MQTT_5 = 5;
/** A CONNACK has five bytes at least in MQTT 5, and a SUBACK six. */
const LEAST_PACKET_BYTES = 6;
/** One more than a variable byte integer can hold. */
const IDENTIFIER_LIMIT = 2 ** 28;
/** What stands for none. */
const NO_IDENTIFIER = 2 ** 32 - 1;
const MOST_QOS = 2;
/** Bits of the QoS in the options of MQTT 5, which keeps others beside it. */
const QOS_BITS = 4;
/** Longest name of an interface in Linux, without the byte that ends it. */
const MOST_INTERFACE_BYTES = 15;

type Check = (ascent: Ascent, path: string) => LinkTrouble | undefined;

const checkAddress: Check = (ascent, path) => {
  const key = `${path}.server`;
  const url = nngUrl(ascent.text(key) ?? "");
  const lacks = url === undefined ? "bad-url" : dialFault(url.host, url.port);
  return lacks && { key, lacks };
};

const checkProtocol: Check = (ascent, path) => {
  const key = `${path}.proto_ver`;
  const level = ascent.number(key);
  const isZero = level === 0 && ascent.has("bridge-version-zero");
  return level === MQTT_311 || level === MQTT_5 || isZero ? undefined : { key, lacks: "protocol-version" };
};

const checkWill: Check = (ascent, path) => {
  if (!ascent.isOn(`${path}.will.(flag)`)) return undefined;
  const topic = ascent.text(`${path}.will.topic`) ?? "";
  if (topic === "" || hasWildcard(topic)) return { key: `${path}.will.topic`, lacks: "will-topic-wild" };
  const key = `${path}.will.payload`;
  return ascent.text(key) === "" ? { key, lacks: "will-without-payload" } : undefined;
};

export function identifierKey(path: string): string {
  return `${path}.sub_properties.identifier`;
}

/** True of a bridge that subscribes with an identifier that no packet can hold. */
export function hasLargeIdentifier(ascent: Ascent, path: string): boolean {
  const identifier = ascent.number(identifierKey(path));
  const isTooLarge = identifier >= IDENTIFIER_LIMIT && identifier !== NO_IDENTIFIER;
  const subscribes = ascent.number(`${path}.subscription.(count)`) > 0;
  return isTooLarge && subscribes && ascent.number(`${path}.proto_ver`) === MQTT_5;
}

/** Settings that only MQTT 5 sends. */
const checkProperties: Check = (ascent, path) => {
  if (ascent.number(`${path}.proto_ver`) !== MQTT_5) return undefined;
  const size = `${path}.conn_properties.maximum_packet_size`;
  const bytes = ascent.number(size);
  if (bytes > 0 && bytes < LEAST_PACKET_BYTES) return { key: size, lacks: "packet-size-too-small" };
  const isThrownOut = hasLargeIdentifier(ascent, path) && !ascent.has("identifier-kills");
  return isThrownOut ? { key: identifierKey(path), lacks: "identifier-too-large" } : undefined;
};

/** What a remote can only take for a broken packet, and closes the connection over. */
const checkSubscriptions: Check = (ascent, path) => {
  const isFive = ascent.number(`${path}.proto_ver`) === MQTT_5;
  for (const entry of ascent.elements(`${path}.subscription`)) {
    const filter = `${entry}.remote_topic`;
    if (filterFault(ascent.text(filter) ?? "") === "too-long")
      return { key: filter, lacks: "subscription-malformed" };
    const qos = ascent.number(`${entry}.qos`);
    const sent = isFive ? qos % QOS_BITS : qos;
    if (sent > MOST_QOS) return { key: `${entry}.qos`, lacks: "subscription-malformed" };
  }
  return undefined;
};

const checkTls: Check = (ascent, path) => {
  const isTls = (ascent.text(`${path}.server`) ?? "").startsWith("tls+");
  const switchKey = `${path}.ssl.enable`;
  const hasSettings = ascent.isOn(switchKey);
  // Settings of TLS cannot be set on a plain connection, and nothing is dialled after that fails.
  if (!isTls) return hasSettings ? { key: switchKey, lacks: "settings-of-tls" } : undefined;
  const key = `${path}.ssl.cacertfile`;
  if (!hasSettings) return { key: switchKey, lacks: "tls-without-settings" };
  const unverified = ascent.has("bridge-tls-unverified");
  return unverified || ascent.text(key) ? undefined : { key, lacks: "tls-without-ca" };
};

const checkInterface: Check = (ascent, path) => {
  const key = `${path}.tcp.bind_interface`;
  const name = ascent.text(key) ?? "";
  return name.length > MOST_INTERFACE_BYTES ? { key, lacks: "interface-unusable" } : undefined;
};

const checks: readonly Check[] = [
  checkAddress,
  checkTls,
  checkInterface,
  checkProtocol,
  checkWill,
  checkProperties,
  checkSubscriptions,
];

/** Files that spoil TLS where they are there and hold something else; of those that are missing only a CA is missed. */
function fileNeeds(ascent: Ascent, path: string): readonly Condition[] {
  const isTls = (ascent.text(`${path}.server`) ?? "").startsWith("tls+");
  if (!isTls || !ascent.isOn(`${path}.ssl.enable`)) return [];
  const fileOf = (name: string): string | undefined => ascent.text(`${path}.ssl.${name}`) || undefined;
  const [certificate, key, ca] = [fileOf("certfile"), fileOf("keyfile"), fileOf("cacertfile")];
  const isOwn = certificate !== undefined && key !== undefined;
  const used = [
    ...(isOwn
      ? ([
          ["certificate", certificate],
          ["key", key],
        ] as const)
      : []),
    ...(ca === undefined ? [] : ([["ca", ca]] as const)),
  ];
  const usable = used.map(([as, file]) => ({ kind: "file-usable", path: file, as }) as const);
  const isMissed = ca !== undefined && !ascent.has("bridge-tls-unverified");
  return isMissed ? [{ kind: "file-exists", path: ca }, ...usable] : usable;
}

const POINTER_BYTES = 8;
/** Queues from this size on are worth a word. */
const NOTED_QUEUE_BYTES = 2 ** 30;

/** The queue is made while the conf is read, in one piece of a power of two. */
function queueNeeds(ascent: Ascent, path: string): readonly Condition[] {
  const length = ascent.number(`${path}.max_send_queue_len`);
  const bytes = 2 ** Math.ceil(Math.log2(Math.max(length, 1))) * POINTER_BYTES;
  const isMade = ascent.has("bridge-queue-made-at-once") && bytes >= NOTED_QUEUE_BYTES;
  return isMade ? [{ kind: "memory", bytes }] : [];
}

/** What keeps a bridge from coming up, as far as its settings and this host tell. */
export function linkOf(ascent: Ascent, path: string): Link {
  const name = ascent.text(`${path}.tcp.bind_interface`);
  const asks: readonly Condition[] = [
    ...fileNeeds(ascent, path),
    ...queueNeeds(ascent, path),
    ...(name === undefined ? [] : [{ kind: "interface-exists", name } as const]),
  ];
  for (const check of checks) {
    const trouble = check(ascent, path);
    if (trouble !== undefined) return { trouble, asks };
  }
  const failed = asks.find((condition) => !ascent.holds(condition));
  if (failed === undefined) return { trouble: undefined, asks };
  // A queue that gets no memory is a short one.
  if (failed.kind === "memory") return { trouble: undefined, asks };
  const key = failed.kind === "interface-exists" ? `${path}.tcp.bind_interface` : `${path}.ssl.enable`;
  return { trouble: { key, lacks: unmet[failed.kind] }, asks };
}
