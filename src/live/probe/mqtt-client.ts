import type { IConnectPacket, IPublishPacket, Packet } from "mqtt-packet";
import type { CloseKind } from "../canary/canary.ts";
import type { Clock } from "./clock.ts";
import { ProbeError } from "./failure.ts";
import type { Link, OpenLink } from "./link.ts";

export interface MqttCredentials {
  readonly username: string;
  readonly password: string | undefined;
}

/** The world as a probe sees it: connections and time. */
export interface ProbeWorld {
  readonly clock: Clock;
  readonly open: OpenLink;
  readonly credentials: MqttCredentials | undefined;
  /** The worst delay of this process since a moment of the clock, in milliseconds. */
  readonly lagSinceMs: (sinceMs: number) => number;
}

export interface MqttIdentity {
  readonly clientId: string;
  readonly protocol: 4 | 5;
  readonly keepaliveS: number;
  /** Publishes an empty message here when the broker gives the client up. */
  readonly willTopic?: string | undefined;
}

export interface MqttEvents {
  readonly published?: (packet: IPublishPacket, atMs: number) => void;
  /** The broker's DISCONNECT; MQTT 5 alone has one. */
  readonly dismissed?: (code: number) => void;
  readonly closed?: (kind: CloseKind, atMs: number) => void;
}

/** How long the broker may take for a CONNACK or SUBACK. */
const ANSWER_LIMIT_MS = 10_000;

/**
 * An MQTT client that does nothing on its own: no pings, no acknowledgements, no reconnects. What it is told to send
 * is all it sends, which is what a measurement of silence needs.
 */
export class MqttClient {
  readonly #world: ProbeWorld;
  readonly #events: MqttEvents;
  readonly #waiting = new Map<Packet["cmd"], (packet: Packet) => void>();
  #link: Link | undefined;
  #fail: (error: ProbeError) => void = () => undefined;
  #closed = false;
  /** By the world's clock. */
  connectMs = 0;
  connackMs = 0;

  private constructor(world: ProbeWorld, events: MqttEvents) {
    this.#world = world;
    this.#events = events;
  }

  /** @throws ProbeError; then nothing stays open */
  static async connect(
    world: ProbeWorld,
    identity: MqttIdentity,
    events: MqttEvents,
    signal: AbortSignal,
  ): Promise<MqttClient> {
    const client = new MqttClient(world, events);
    try {
      const connack = await client.#answer("connack", signal, async (limit) => {
        const link = await world.open(identity.protocol, client.#linkEvents(), limit);
        client.#link = link;
        if (limit.aborted) throw new ProbeError({ kind: "stopped" });
        client.connectMs = world.clock.nowMs();
        link.send(connectPacket(identity, world.credentials));
      });
      const code = connack.cmd === "connack" ? (connack.returnCode ?? connack.reasonCode ?? 0) : 0;
      if (code !== 0) throw new ProbeError({ kind: "refused", code });
      client.connackMs = world.clock.nowMs() - client.connectMs;
      return client;
    } catch (error) {
      client.#link?.end();
      throw error;
    }
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  send(packet: Packet): void {
    this.#link?.send(packet);
  }

  /** @throws ProbeError where the broker grants nothing */
  async subscribe(topic: string, qos: 0 | 1, signal: AbortSignal): Promise<void> {
    const suback = await this.#answer("suback", signal, async () => {
      this.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic, qos }] });
    });
    const granted = suback.cmd === "suback" ? suback.granted[0] : undefined;
    if (typeof granted === "number" && granted >= 0x80) throw new ProbeError({ kind: "denied", topic });
  }

  /** Whether the broker answers a PINGREQ; false also where the signal aborts. */
  async answersPing(signal: AbortSignal): Promise<boolean> {
    if (this.#closed) return false;
    try {
      await this.#answer("pingresp", signal, async () => this.send({ cmd: "pingreq" }));
      return true;
    } catch (error) {
      if (error instanceof ProbeError) return false;
      throw error;
    }
  }

  /** Leaves properly, so that the broker forgets the client and publishes no will. */
  disconnect(): void {
    if (!this.#closed) this.send({ cmd: "disconnect" });
    this.#link?.end();
  }

  /** Does something and waits for the packet that answers it. */
  async #answer(
    cmd: Packet["cmd"],
    signal: AbortSignal,
    ask: (limit: AbortSignal) => Promise<void>,
  ): Promise<Packet> {
    const limit = new AbortController();
    const stop = () => limit.abort();
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
    const settled = new AbortController();
    try {
      return await new Promise<Packet>((resolve, reject) => {
        this.#waiting.set(cmd, resolve);
        this.#fail = reject;
        limit.signal.addEventListener("abort", () => reject(new ProbeError({ kind: "stopped" })));
        void this.#world.clock.wait(ANSWER_LIMIT_MS, settled.signal).then(() => {
          reject(new ProbeError({ kind: "silent", waitedMs: ANSWER_LIMIT_MS }));
          if (!settled.signal.aborted) limit.abort();
        });
        ask(limit.signal).catch(reject);
      });
    } finally {
      settled.abort();
      signal.removeEventListener("abort", stop);
      this.#waiting.delete(cmd);
      this.#fail = () => undefined;
    }
  }

  #linkEvents() {
    return {
      packet: (packet: Packet) => {
        if (packet.cmd === "publish") this.#events.published?.(packet, this.#sinceConnectMs());
        if (packet.cmd === "disconnect") this.#events.dismissed?.(packet.reasonCode ?? 0);
        this.#waiting.get(packet.cmd)?.(packet);
      },
      garbled: (reason: string) => this.#fail(new ProbeError({ kind: "not-mqtt", reason })),
      closed: (kind: CloseKind) => {
        this.#closed = true;
        this.#fail(new ProbeError({ kind: "closed" }));
        this.#events.closed?.(kind, this.#sinceConnectMs());
      },
    };
  }

  #sinceConnectMs(): number {
    return this.#world.clock.nowMs() - this.connectMs;
  }
}

function connectPacket(
  { clientId, protocol, keepaliveS, willTopic }: MqttIdentity,
  credentials: MqttCredentials | undefined,
): IConnectPacket {
  const { username, password } = credentials ?? {};
  return {
    cmd: "connect",
    protocolId: "MQTT",
    protocolVersion: protocol,
    clientId,
    clean: true,
    keepalive: keepaliveS,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: Buffer.from(password) }),
    ...(willTopic === undefined
      ? {}
      : { will: { topic: willTopic, payload: Buffer.from("gone"), qos: 0, retain: false } }),
  };
}
