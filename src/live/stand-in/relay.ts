import type {
  IConnectPacket,
  IPublishPacket,
  ISubscribePacket,
  IUnsubscribePacket,
  Packet,
} from "mqtt-packet";
import type { Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { BrokerCore, type ListedClient } from "../../timing/core/core.ts";
import type { BrokerEffect, BrokerEvent, Transport } from "../../timing/core/events.ts";
import { connectOf, reason } from "./connect-packet.ts";
import { type Answered, Gate, type GateClient } from "./gate.ts";
import type { Message } from "./mailbox.ts";
import { Outbox, type RelayOutput } from "./outbox.ts";
import { openPolicy, type Policy } from "./policy.ts";
import { type Copy, PostOffice } from "./post-office.ts";

/** A client of the API's list. */
export interface RelayListed extends ListedClient {
  readonly username: string | undefined;
  readonly will: Message | undefined;
}

const ADDRESS = "127.0.0.1";
const MOST_QOS = 2;

/**
 * MQTT around the reference core, without sockets and without a clock: packets in, packets out. The core decides when;
 * this decides who is let in, which topic, which payload, which acknowledgement.
 */
export class Relay {
  readonly post = new PostOffice();
  readonly #outbox = new Outbox();
  readonly #core: BrokerCore;
  readonly #gate: Gate;
  readonly #transports = new Map<number, Transport>();
  readonly #clients = new Map<number, GateClient>();
  readonly #names = new Map<string, string | undefined>();

  constructor(timer: Timer, version: NanomqVersion, policy: Policy = openPolicy) {
    this.#core = new BrokerCore(timer, version);
    this.#gate = new Gate(policy, version);
  }

  nextDeadlineMs(): number {
    return this.#core.nextDeadlineMs();
  }

  *clients(): Generator<RelayListed> {
    for (const listed of this.#core.clients()) {
      const { clientId } = listed.connect;
      yield { ...listed, username: this.#names.get(clientId), will: this.post.willOf(clientId) };
    }
  }

  open(connection: number, transport: Transport, atMs: number): readonly RelayOutput[] {
    this.#transports.set(connection, transport);
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

  /** A message from nobody: the HTTP API's. */
  publish(message: Message, atMs: number): readonly RelayOutput[] {
    this.#route(message, atMs);
    return this.#outbox.take();
  }

  receive(connection: number, packet: Packet, atMs: number): readonly RelayOutput[] {
    const client = this.#clients.get(connection);
    if (packet.cmd === "connect" && client === undefined) this.#connect(connection, packet, atMs);
    else if (client === undefined || packet.cmd === "connect") this.#cutOff(connection, atMs);
    else this.#receiveFrom(client, connection, packet, atMs);
    return this.#outbox.take();
  }

  /**
   * What is no MQTT, or longer than packets may be.
   * @param protocol of a CONNECT that cannot be read: MQTT 5 has a code for that
   */
  garbled(connection: number, atMs: number, protocol?: number): readonly RelayOutput[] {
    if (this.#clients.has(connection)) this.#cutOff(connection, atMs);
    else this.#refuseConnect(connection, protocol, atMs);
    return this.#outbox.take();
  }

  #refuseConnect(connection: number, protocol: number | undefined, atMs: number): void {
    const packet = { cmd: "connack", reasonCode: reason.malformed, sessionPresent: false } as const;
    if (protocol === 5) this.#outbox.write(connection, protocol, packet);
    this.#cutOff(connection, atMs);
  }

  /** What the transport already finds wrong is answered by the end of the connection alone. */
  #cutOff(connection: number, atMs: number): void {
    this.#handle(atMs, { kind: "hang-up", connection });
    this.#outbox.close(connection, "protocol error");
  }

  /** What the broker behind it finds wrong: the DISCONNECT of MQTT 5, whatever the client speaks (broker.c, state CLOSE). */
  #refuse(connection: number, reasonCode: number, atMs: number): void {
    const packet = { cmd: "disconnect", reasonCode } as const;
    this.#outbox.write(connection, 5, packet);
    this.#cutOff(connection, atMs);
  }

  #receiveFrom(client: GateClient, connection: number, packet: Packet, atMs: number): void {
    const messageId = packet.messageId ?? 0;
    switch (packet.cmd) {
      case "subscribe":
        this.#subscribe(connection, client, packet, atMs);
        return;
      case "puback":
      case "pubcomp":
        this.post.mailbox.acknowledge(client.clientId, messageId);
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
        this.#publish(connection, client, packet, atMs);
        break;
      case "pubrel":
        this.#outbox.confirm(connection, "pubcomp", messageId);
        break;
      case "pubrec":
        this.#outbox.confirm(connection, "pubrel", messageId);
        break;
      case "pingreq":
        this.#write(connection, { cmd: "pingresp" });
        break;
      case "unsubscribe":
        this.#unsubscribe(connection, client, packet);
    }
  }

  #connect(connection: number, packet: IConnectPacket, atMs: number): void {
    const connect = connectOf(packet, connection);
    const { clientId, protocol } = connect;
    const { will, username } = packet;
    if (will !== undefined && (will.topic === "" || Number(will.qos ?? 0) > MOST_QOS)) {
      this.#refuseConnect(connection, protocol, atMs);
      return;
    }
    this.#clients.set(connection, {
      clientId,
      username,
      address: ADDRESS,
      protocol,
      packet,
      aliases: new Map(),
    });
    const code = this.#gate.refusal(packet);
    if (code !== undefined) {
      this.#turnAway(connection, clientId, code, atMs);
      return;
    }
    this.#names.set(clientId, username);
    this.#handle(atMs, { kind: "connect", connection, packet: connect });
    this.post.keepWill(
      clientId,
      will && { topic: will.topic, payload: will.payload, qos: will.qos ?? 0, retain: will.retain ?? false },
    );
    this.#outbox.note(`${clientId} connects, keepalive ${connect.keepaliveS} s`);
  }

  #turnAway(connection: number, clientId: string, code: number, atMs: number): void {
    this.#write(connection, { cmd: "connack", returnCode: code, reasonCode: code, sessionPresent: false });
    this.#outbox.note(`${clientId} is refused: ${code}`);
    this.#clients.delete(connection);
    this.#handle(atMs, { kind: "hang-up", connection });
    this.#outbox.close(connection, "refused");
  }

  #subscribe(connection: number, client: GateClient, packet: ISubscribePacket, atMs: number): void {
    const answers = this.#gate.answers(client, packet);
    if (answers === "cut-off") this.#cutOff(connection, atMs);
    else if (answers === "refused") this.#refuse(connection, reason.protocolError, atMs);
    else this.#grant(connection, client, packet.messageId ?? 0, answers, atMs);
  }

  #grant(
    connection: number,
    { clientId }: GateClient,
    messageId: number,
    answers: readonly Answered[],
    atMs: number,
  ): void {
    this.#handle(atMs, { kind: "subscribe", connection });
    const granted = answers.length === 0 ? [0] : answers.map(({ code }) => code);
    this.#write(connection, { cmd: "suback", messageId, granted });
    for (const { topic, qos, isGranted } of answers) {
      if (!isGranted) continue;
      this.post.subscribers.add(clientId, topic, qos);
      this.#send(this.post.retainedFor(clientId, topic, qos), atMs);
    }
  }

  #unsubscribe(connection: number, { clientId }: GateClient, packet: IUnsubscribePacket): void {
    const { unsubscriptions, messageId = 0 } = packet;
    for (const filter of unsubscriptions) this.post.subscribers.remove(clientId, filter);
    const granted = unsubscriptions.length === 0 ? [reason.unspecified] : unsubscriptions.map(() => 0);
    this.#write(connection, { cmd: "unsuback", messageId, granted });
  }

  #publish(connection: number, client: GateClient, packet: IPublishPacket, atMs: number): void {
    const { payload, qos, retain, messageId = 0 } = packet;
    if (qos > 0 && messageId === 0) {
      this.#cutOff(connection, atMs);
      return;
    }
    // The transport acknowledges before anybody looks at the topic.
    if (qos > 0) this.#outbox.confirm(connection, qos === 1 ? "puback" : "pubrec", messageId);
    const topic = this.#gate.topic(client, packet);
    if (typeof topic !== "string") {
      this.#refuse(connection, topic.code, atMs);
      return;
    }
    const expiryS = packet.properties?.messageExpiryInterval;
    const publisher = this.#transports.get(connection);
    this.#route({ topic, payload, qos, retain, expiryS, publisher }, atMs);
  }

  #route(message: Message, atMs: number): void {
    this.#send(this.post.copies(message), atMs);
  }

  #send(copies: Iterable<Copy>, atMs: number): void {
    for (const { clientId, number, qos, expiryS, publisher } of copies) {
      this.#handle(atMs, { kind: "message", clientId, message: number, qos, expiryS, publisher });
      if (qos === 0) this.post.mailbox.drop(clientId, number);
    }
  }

  #run(atMs: number, event: BrokerEvent): readonly RelayOutput[] {
    this.#handle(atMs, event);
    return this.#outbox.take();
  }

  #handle(atMs: number, event: BrokerEvent): void {
    for (const effect of this.#core.handle(event, atMs)) this.#perform(effect, atMs);
  }

  #perform(effect: BrokerEffect, nowMs: number): void {
    switch (effect.kind) {
      case "connack":
        this.#acknowledge(effect.connection, effect.sessionPresent);
        break;
      case "close": {
        const { connection, reason: why } = effect;
        const clientId = this.#clients.get(connection)?.clientId ?? `connection ${connection}`;
        this.#clients.delete(connection);
        this.#outbox.close(connection, why, Math.max(0, effect.finMs - nowMs));
        this.#outbox.note(`${clientId} is closed: ${why}`);
        break;
      }
      case "will":
        this.#publishWill(effect.clientId, nowMs);
        break;
      case "state":
        if (effect.state === "gone") this.#forget(effect.clientId);
        break;
      case "send":
        this.#deliver(effect);
        break;
      case "drop":
        this.post.mailbox.drop(effect.clientId, effect.message);
        break;
      case "tick":
        break;
    }
  }

  #acknowledge(connection: number, sessionPresent: boolean): void {
    const client = this.#clients.get(connection);
    if (client === undefined) return;
    if (!sessionPresent) this.post.forget(client.clientId);
    const properties = this.#gate.properties(client);
    this.#write(connection, {
      cmd: "connack",
      returnCode: 0,
      reasonCode: 0,
      sessionPresent,
      ...(properties === undefined ? {} : { properties }),
    });
  }

  #publishWill(clientId: string, nowMs: number): void {
    const will = this.post.takeWill(clientId);
    if (will === undefined) return;
    this.#outbox.note(`${clientId}'s will is published on ${will.topic}`);
    this.#route(will, nowMs);
  }

  #forget(clientId: string): void {
    this.post.forget(clientId);
    this.#names.delete(clientId);
  }

  #deliver({ connection, message: number, packetId, dup }: Extract<BrokerEffect, { kind: "send" }>): void {
    const client = this.#clients.get(connection);
    const message = client && this.post.mailbox.sent(client.clientId, number, packetId);
    if (message === undefined) return;
    const { topic, payload, qos, retain } = message;
    const messageId = qos === 0 ? {} : { messageId: packetId };
    this.#write(connection, { cmd: "publish", topic, payload, qos, retain, dup, ...messageId });
    this.post.counts.sent += 1;
  }

  #write(connection: number, packet: Packet): void {
    const protocol = this.#clients.get(connection)?.protocol;
    if (protocol !== undefined) this.#outbox.write(connection, protocol, packet);
  }
}
