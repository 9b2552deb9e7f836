// Where NanoMQ takes more than MQTT has, or less than the reader of packets does: measured on 0.25.3, packet by packet.
import type { Packet } from "mqtt-packet";
import { NO_OPTION } from "./gate.ts";

const CONNECT = 1;
const CONNACK = 2;
const SUBSCRIBE = 8;
const UNSUBSCRIBE = 10;
const AUTH = 15;
const SUBSCRIBE_FLAGS = 0x82;
/** Type and length, of a packet that nobody reads. */
const NOTHING = Buffer.from([0, 0]);

/** Where the body begins, behind type and length. */
function bodyAt(packet: Buffer): number {
  let at = 1;
  while (((packet[at] ?? 0) & 0x80) !== 0) at += 1;
  return at + 1;
}

/** Where the topics of a SUBSCRIBE or UNSUBSCRIBE begin: behind its id, and behind the properties of MQTT 5. */
function topicsAt(packet: Buffer, protocol: number): number {
  const afterId = bodyAt(packet) + 2;
  if (protocol !== 5) return afterId;
  let [length, at, shift] = [0, afterId, 0];
  for (let more = true; more && at < packet.length; at += 1, shift += 7) {
    const byte = packet[at] ?? 0;
    length += (byte & 0x7f) * 2 ** shift;
    more = (byte & 0x80) !== 0;
  }
  return at + length;
}

/** True for a SUBSCRIBE that asks for QoS 3 somewhere: its options are the byte behind each topic. */
function asksForQos3(packet: Buffer, protocol: number): boolean {
  for (let at = topicsAt(packet, protocol); at + 2 <= packet.length; ) {
    at += 2 + packet.readUInt16BE(at);
    if (((packet[at] ?? 0) & 0x03) === 0x03) return true;
    at += 1;
  }
  return false;
}

/** What NanoMQ reads in a packet that MQTT forbids; the packet itself where both agree. */
export function lenience(packet: Buffer, protocol: number): Packet | Buffer | "ignore" {
  const type = (packet[0] ?? 0) >> 4;
  if (protocol === 0) return type === CONNECT ? packet : NOTHING;
  if (type === 0 || type === AUTH) return "ignore";
  if (type === CONNACK) return NOTHING;
  if ((type !== SUBSCRIBE && type !== UNSUBSCRIBE) || packet.length < bodyAt(packet) + 2) return packet;
  const messageId = packet.readUInt16BE(bodyAt(packet));
  const isEmpty = topicsAt(packet, protocol) >= packet.length;
  if (type === UNSUBSCRIBE) {
    if (!isEmpty) return packet;
    return protocol === 5 ? { cmd: "unsubscribe", messageId, unsubscriptions: [] } : NOTHING;
  }
  if (isEmpty) return { cmd: "subscribe", messageId, subscriptions: [] };
  if (asksForQos3(packet, protocol))
    return { cmd: "subscribe", messageId, subscriptions: [{ topic: "#", qos: 2, rh: NO_OPTION }] };
  return Buffer.concat([Buffer.from([SUBSCRIBE_FLAGS]), packet.subarray(1)]);
}

/** The protocol that a CONNECT names; undefined for anything else. */
export function protocolNamed(packet: Buffer | undefined): number | undefined {
  if (packet === undefined || (packet[0] ?? 0) >> 4 !== CONNECT) return undefined;
  const at = bodyAt(packet);
  return at + 2 > packet.length ? undefined : packet[at + 2 + packet.readUInt16BE(at)];
}
