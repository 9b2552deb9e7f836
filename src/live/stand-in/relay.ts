import type { IConnectPacket, IPublishPacket, ISubscribePacket, Packet } from "mqtt-packet";
import type { Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { BrokerCore, type ListedClient } from "../../timing/core/core.ts";
import type { BrokerEffect, BrokerEvent, Transport } from "../../timing/core/events.ts";
import { connectOf } from "./connect-packet.ts";
import { Mailbox, type Message } from "./mailbox.ts";
import { type Subscriber, Subscribers } from "./subscribers.ts";
import { topicMatches } from "./topics.ts";

/** What the wires have to do; `protocol` is the MQTT version the bytes are written in. */
export type RelayOutput =
  | { readonly kind: "write"; readonly connection: number; readonly protocol: 4 | 5; readonly packet: Packet }
  /** The client sees the end `delayMs` after the broker decided it. */
  | { readonly kind: "close"; readonly connection: number; readonly delayMs: number; readonly reason: string }
  | { readonly kind: "note"; readonly text: string };

interface Client {
  readonly clientId: string;
  readonly protocol: 4 | 5;
}

/**
 * MQTT around the reference core, without sockets and without a clock: packets in, packets out. The core decides when;
 * this decides which topic, which payload, which acknowledgement.
 */
export class Relay {
  readonly #core: BrokerCore;
  readonly #clients = new Map<number, Client>();
  readonly #wills = new Map<string, Message>();
  readonly #retained = new Map<string, Message>();
  readonly #subscribers = new Subscribers();
  readonly #mailbox = new Mailbox();
  #outputs: RelayOutput[] = [];

  constructor(timer: Timer, version: NanomqVersion) {
    this.#core = new BrokerCore(timer, version);
  }

  nextDeadlineMs(): number {
    return this.#core.nextDeadlineMs();
  }

  clients(): Iterable<ListedClient> {
    return this.#core.clients();
  }

  open(connection: number, transport: Transport, atMs: number): readonly RelayOutput[] {
    return this.#run(atMs, { kind: "open", connection, transport });
  }

  hangUp(connection: number, atMs: number): readonly RelayOutput[] {
    return this.#run(atMs, { kind: "hang-up", connection });
  }

  elapse(atMs: number): readonly RelayOutput[] {
    return this.#run(atMs, { kind: "elapse" });
  }

  /** The core takes it over tick by tick, as NanoMQ does. */
  change(timer: Timer, atMs: number): readonly RelayOutput[] {
    return this.#run(atMs, { kind: "settings", timer });
  }

  receive(connection: number, packet: Packet, atMs: number): readonly RelayOutput[] {
    const client = this.#clients.get(connection);
    if (packet.cmd === "connect" && client === undefined) this.#connect(connection, packet, atMs);
    else if (client === undefined || packet.cmd === "connect") this.#refuse(connection, atMs);
    else this.#receiveFrom(client, connection, packet, atMs);
    return this.#take();
  }

  /** A protocol error: NanoMQ closes the connection without a word. */
  #refuse(connection: number, atMs: number): void {
    this.#handle(atMs, { kind: "hang-up", connection });
    this.#outputs.push({ kind: "close", connection, delayMs: 0, reason: "protocol error" });
  }

  #receiveFrom(client: Client, connection: number, packet: Packet, atMs: number): void {
    const messageId = packet.messageId ?? 0;
    switch (packet.cmd) {
      case "subscribe":
        this.#subscribe(connection, client, packet, atMs);
        return;
      case "puback":
      case "pubcomp":
        this.#mailbox.acknowledge(client.clientId, messageId);
        this.#handle(atMs, { kind: "acknowledge", connection, packetId: messageId });
        return;
      case "disconnect": {
        const sessionExpiryS = packet.properties?.sessionExpiryInterval;
        this.#handle(atMs, { kind: "disconnect", connection, sessionExpiryS });
        return;
      }
    }
    this.#handle(atMs, { kind: "packet", connection });
    switch (packet.cmd) {
      case "publish":
        this.#publish(connection, packet, atMs);
        break;
      case "pubrel":
        this.#write(connection, { cmd: "pubcomp", messageId });
        break;
      case "pubrec":
        this.#write(connection, { cmd: "pubrel", messageId });
        break;
      case "pingreq":
        this.#write(connection, { cmd: "pingresp" });
        break;
      case "unsubscribe":
        for (const filter of packet.unsubscriptions) this.#subscribers.remove(client.clientId, filter);
        this.#write(connection, { cmd: "unsuback", messageId, granted: packet.unsubscriptions.map(() => 0) });
    }
  }

  #connect(connection: number, packet: IConnectPacket, atMs: number): void {
    const connect = connectOf(packet, connection);
    const { clientId, protocol } = connect;
    this.#clients.set(connection, { clientId, protocol });
    this.#handle(atMs, { kind: "connect", connection, packet: connect });
    if (packet.will === undefined) this.#wills.delete(clientId);
    else {
      const { topic, payload, qos = 0, retain = false } = packet.will;
      this.#wills.set(clientId, { topic, payload, qos, retain });
    }
    this.#note(`${clientId} connects, keepalive ${connect.keepaliveS} s`);
  }

  #subscribe(connection: number, client: Client, packet: ISubscribePacket, atMs: number): void {
    this.#handle(atMs, { kind: "subscribe", connection });
    const granted = packet.subscriptions.map(({ qos }) => qos);
    for (const { topic, qos } of packet.subscriptions) this.#subscribers.add(client.clientId, topic, qos);
    this.#write(connection, { cmd: "suback", messageId: packet.messageId ?? 0, granted });
    for (const { topic, qos } of packet.subscriptions) {
      for (const message of this.#retained.values()) {
        if (topicMatches(topic, message.topic))
          this.#deliver({ clientId: client.clientId, qos }, message, atMs);
      }
    }
  }

  #publish(connection: number, packet: IPublishPacket, atMs: number): void {
    const messageId = packet.messageId ?? 0;
    if (packet.qos === 1) this.#write(connection, { cmd: "puback", messageId });
    if (packet.qos === 2) this.#write(connection, { cmd: "pubrec", messageId });
    const { topic, payload, qos, retain } = packet;
    const expiryS = packet.properties?.messageExpiryInterval;
    this.#route({ topic, payload, qos, retain, expiryS }, atMs);
  }

  #route(message: Message, atMs: number): void {
    if (message.retain && message.payload.length === 0) this.#retained.delete(message.topic);
    else if (message.retain) this.#retained.set(message.topic, message);
    for (const subscriber of this.#subscribers.of(message.topic)) {
      this.#deliver(subscriber, { ...message, retain: false }, atMs);
    }
  }

  #deliver({ clientId, qos: granted }: Subscriber, message: Message, atMs: number): void {
    const qos = message.qos < granted ? message.qos : granted;
    const number = this.#mailbox.put(clientId, { ...message, qos });
    this.#handle(atMs, { kind: "message", clientId, message: number, qos, expiryS: message.expiryS });
    if (qos === 0) this.#mailbox.drop(clientId, number);
  }

  #run(atMs: number, event: BrokerEvent): readonly RelayOutput[] {
    this.#handle(atMs, event);
    return this.#take();
  }

  #take(): readonly RelayOutput[] {
    const outputs = this.#outputs;
    this.#outputs = [];
    return outputs;
  }

  #handle(atMs: number, event: BrokerEvent): void {
    for (const effect of this.#core.handle(event, atMs)) this.#perform(effect, atMs);
  }

  #perform(effect: BrokerEffect, nowMs: number): void {
    switch (effect.kind) {
      case "connack": {
        const clientId = this.#clients.get(effect.connection)?.clientId;
        if (clientId !== undefined && !effect.sessionPresent) this.#forget(clientId);
        this.#write(effect.connection, {
          cmd: "connack",
          returnCode: 0,
          reasonCode: 0,
          sessionPresent: effect.sessionPresent,
        });
        break;
      }
      case "close": {
        const { connection, reason } = effect;
        const clientId = this.#clients.get(connection)?.clientId ?? `connection ${connection}`;
        this.#clients.delete(connection);
        this.#outputs.push({ kind: "close", connection, delayMs: Math.max(0, effect.finMs - nowMs), reason });
        this.#note(`${clientId} is closed: ${reason}`);
        break;
      }
      case "will":
        this.#publishWill(effect.clientId, nowMs);
        break;
      case "state":
        if (effect.state === "gone") this.#forget(effect.clientId);
        break;
      case "send":
        this.#send(effect);
        break;
      case "drop":
        this.#mailbox.drop(effect.clientId, effect.message);
        break;
      case "tick":
        break;
    }
  }

  #publishWill(clientId: string, nowMs: number): void {
    const will = this.#wills.get(clientId);
    if (will === undefined) return;
    this.#wills.delete(clientId);
    this.#note(`${clientId}'s will is published on ${will.topic}`);
    this.#route(will, nowMs);
  }

  #forget(clientId: string): void {
    this.#subscribers.forget(clientId);
    this.#mailbox.forget(clientId);
  }

  #send({ connection, message: number, packetId, dup }: Extract<BrokerEffect, { kind: "send" }>): void {
    const client = this.#clients.get(connection);
    const message = client && this.#mailbox.sent(client.clientId, number, packetId);
    if (message === undefined) return;
    const { topic, payload, qos, retain } = message;
    const messageId = qos === 0 ? {} : { messageId: packetId };
    this.#write(connection, { cmd: "publish", topic, payload, qos, retain, dup, ...messageId });
  }

  #write(connection: number, packet: Packet): void {
    const protocol = this.#clients.get(connection)?.protocol;
    if (protocol !== undefined) this.#outputs.push({ kind: "write", connection, protocol, packet });
  }

  #note(text: string): void {
    this.#outputs.push({ kind: "note", text });
  }
}
