import type { IConnectPacket, IPublishPacket, ISubscribePacket } from "mqtt-packet";
import { has } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { AclClient } from "./acl.ts";
import { connackProperties, reason, refusal } from "./connect-packet.ts";
import type { Policy } from "./policy.ts";
import type { Qos } from "./subscribers.ts";
import { isFilter } from "./topics.ts";

/** A client as its CONNECT has it. */
export interface GateClient extends AclClient {
  readonly protocol: 4 | 5;
  readonly packet: IConnectPacket;
  /** Topics by alias [MQTT5-3.3.2.3.4]. */
  readonly aliases: Map<number, string>;
}

/** Retain handling that MQTT does not have; QoS 3 is read as it too, since a {@link Qos} cannot say that. */
export const NO_OPTION = 3;

/** A subscription and the code its SUBACK has. */
export interface Answered {
  readonly topic: string;
  readonly qos: Qos;
  readonly code: number;
  readonly isGranted: boolean;
}

/** What a broker of one release with one conf lets its clients do. */
export class Gate {
  readonly #policy: Policy;
  readonly #version: NanomqVersion;

  constructor(policy: Policy, version: NanomqVersion) {
    this.#policy = policy;
    this.#version = version;
  }

  /** The code a CONNECT is refused with. */
  refusal(packet: IConnectPacket): number | undefined {
    return refusal(packet, this.#policy, this.#version);
  }

  /** Those of the CONNACK; MQTT 3.1.1 has none. */
  properties({ packet, clientId, protocol }: GateClient) {
    return protocol === 5 ? connackProperties(packet, clientId, this.#policy, this.#version) : undefined;
  }

  /** Where the whole packet is an error, how its client is got rid of: by the end alone, or with a word. */
  answers(client: GateClient, packet: ISubscribePacket): readonly Answered[] | "cut-off" | "refused" {
    const { subscriptions, messageId = 0 } = packet;
    const checksFilters = has(this.#version, "filters-checked");
    if (messageId === 0 || subscriptions.some(({ topic }) => topic === "")) return "cut-off";
    if (subscriptions.some(({ rh }) => rh === NO_OPTION)) return "refused";
    if (checksFilters && subscriptions.some(({ topic }) => !isFilter(topic))) return "refused";
    const grantsAll = has(this.#version, "grants-qos-2");
    return subscriptions.map(({ topic, qos }) => {
      const isGranted = this.#policy.acl?.allows("subscribe", client, topic) ?? true;
      return { topic, qos, isGranted, code: isGranted ? (grantsAll ? 2 : qos) : reason.notAllowed };
    });
  }

  /**
   * The topic of a PUBLISH; else the code its client is cut off with. That is so whatever deny_action says: any code
   * but success ends in state CLOSE (nanomq/pub_handler.c, nanomq/apps/broker.c of 0.20.8 to 0.25.3).
   */
  topic(client: GateClient, packet: IPublishPacket): string | { readonly code: number } {
    const topic = this.#named(client, packet);
    // MQTT 3.1.1 has no alias that an empty topic could be short for.
    if (topic === undefined)
      return { code: client.protocol === 5 ? reason.protocolError : reason.unspecified };
    if (/[+#]/.test(topic)) return { code: reason.protocolError };
    const isAllowed = this.#policy.acl?.allows("publish", client, topic) ?? true;
    return isAllowed ? topic : { code: reason.unspecified };
  }

  /** Undefined where an alias stands for nothing, or is none that the release takes. */
  #named({ aliases }: GateClient, { topic, properties }: IPublishPacket): string | undefined {
    const alias = properties?.topicAlias;
    if (alias === undefined) return topic === "" ? undefined : topic;
    const isLimited = has(this.#version, "topic-aliases-limited");
    if (isLimited && (alias === 0 || alias > this.#policy.mostTopicAliases)) return undefined;
    if (topic !== "") aliases.set(alias, topic);
    return aliases.get(alias);
  }
}
