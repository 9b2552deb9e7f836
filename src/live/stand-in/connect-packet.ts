import type { IConnackPacket, IConnectPacket } from "mqtt-packet";
import { has } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { ConnectPacket } from "../../timing/core/events.ts";
import type { Policy } from "./policy.ts";

/** Reason codes of MQTT 5 and return codes of MQTT 3.1.1 that NanoMQ gives. */
export const reason = {
  malformed: 0x81,
  protocolError: 0x82,
  badAccount: 0x86,
  notAllowed: 0x87,
  unspecified: 0x80,
} as const;
/** 0.21 to 0.24.13 answer whatever maximum a client asks for with this. */
const ANY_ALIAS = 0xffff;
const NO_ACCOUNT_V4 = 4;
const BAD_ACCOUNT_V4 = 5;

/** A CONNECT off the wire in the core's terms; a client without an id gets one of its connection. */
export function connectOf(packet: IConnectPacket, connection: number): ConnectPacket {
  const sessionExpiryS = packet.properties?.sessionExpiryInterval;
  const delayS = packet.will?.properties?.willDelayInterval;
  return {
    clientId: isNameless(packet)
      ? `nanomq-${(connection + 1).toString(16).padStart(8, "0")}`
      : packet.clientId,
    protocol: packet.protocolVersion === 5 ? 5 : 4,
    cleanStart: packet.clean ?? true,
    keepaliveS: packet.keepalive ?? 0,
    ...(sessionExpiryS === undefined ? {} : { sessionExpiryS }),
    ...(packet.will === undefined ? {} : { will: delayS === undefined ? {} : { delayS } }),
  };
}

function isNameless({ clientId }: IConnectPacket): boolean {
  return clientId === "";
}

function textOf(given: string | Buffer | undefined): string {
  return given === undefined ? "" : given.toString();
}

/**
 * The code NanoMQ refuses a CONNECT with; undefined where it lets the client in (mqtt_parser.c verify_connect). MQTT
 * 3.1.1 has 4 for a missing account and 5 for a wrong one, MQTT 5 one code for both.
 */
export function refusal(packet: IConnectPacket, policy: Policy, version: NanomqVersion): number | undefined {
  const isV5 = packet.protocolVersion === 5;
  if (packet.properties?.topicAliasMaximum !== undefined && has(version, "alias-maximum-refused")) {
    return reason.malformed;
  }
  const { letsAnonymousIn, accounts } = policy;
  const hasAccounts = accounts !== undefined && accounts.size > 0;
  if (letsAnonymousIn || (!hasAccounts && has(version, "no-account-lets-in"))) return undefined;
  const [username, password] = [textOf(packet.username), textOf(packet.password)];
  if (username === "" || password === "") return isV5 ? reason.badAccount : NO_ACCOUNT_V4;
  if (!hasAccounts || accounts.get(username) === password) return undefined;
  return isV5 ? reason.badAccount : BAD_ACCOUNT_V4;
}

/** What of a CONNECT comes back in the CONNACK, in the client's order. */
const ECHOED: ReadonlySet<string> = new Set([
  "sessionExpiryInterval",
  "receiveMaximum",
  "maximumPacketSize",
  "topicAliasMaximum",
  "userProperties",
]);

const abilities = {
  sharedSubscriptionAvailable: true,
  subscriptionIdentifiersAvailable: true,
  wildcardSubscriptionAvailable: true,
};

/** What is said of topic aliases; undefined where nothing is. */
function aliasesTold(asked: number | undefined, policy: Policy, version: NanomqVersion): number | undefined {
  if (has(version, "connack-tells-aliases")) return policy.mostTopicAliases;
  return asked !== undefined && has(version, "connack-tells-abilities") ? ANY_ALIAS : asked;
}

/** What a client that asked for nothing is told, and what it asked for, in the release's order. */
export function connackProperties(
  packet: IConnectPacket,
  clientId: string,
  policy: Policy,
  version: NanomqVersion,
): IConnackPacket["properties"] {
  const asked = packet.properties ?? {};
  const isPlain = Object.keys(asked).length === 0 && !isNameless(packet);
  const tells = has(version, "connack-tells-abilities");
  const tellsSize = tells && (!isPlain || has(version, "connack-tells-packet-size"));
  const topicAliasMaximum = aliasesTold(asked.topicAliasMaximum, policy, version);
  const aliases = topicAliasMaximum === undefined ? {} : { topicAliasMaximum };
  const told = {
    ...(tells ? abilities : {}),
    ...Object.fromEntries(Object.entries(asked).filter(([name]) => ECHOED.has(name))),
    ...(isNameless(packet) ? { assignedClientIdentifier: clientId } : {}),
    ...aliases,
  };
  const isAsked = asked.maximumPacketSize !== undefined;
  return tellsSize && !isAsked ? { ...told, maximumPacketSize: policy.toldPacketBytes } : told;
}
