import { MqttClient, type ProbeWorld } from "./mqtt-client.ts";

/** Not to be given up while it watches. */
const KEEPALIVE_S = 3000;
const PING_MS = 15_000;

/** By topic. */
type WillWatchers = Map<string, (atMs: number) => void>;

/** The client that stays: it sees the wills of the others and publishes the messages they do not acknowledge. */
export class Witness {
  readonly #client: MqttClient;
  readonly #wills: WillWatchers;
  readonly #world: ProbeWorld;
  readonly #over = new AbortController();
  readonly token: string;

  private constructor(world: ProbeWorld, client: MqttClient, token: string, wills: WillWatchers) {
    this.#world = world;
    this.#client = client;
    this.#wills = wills;
    this.token = token;
    void this.#stayAlive();
  }

  static async connect(
    world: ProbeWorld,
    token: string,
    protocol: 4 | 5,
    signal: AbortSignal,
  ): Promise<Witness> {
    const wills: WillWatchers = new Map();
    const identity = { clientId: `nanotune-${token}-w`, protocol, keepaliveS: KEEPALIVE_S };
    const published = ({ topic }: { readonly topic: string }) => wills.get(topic)?.(world.clock.nowMs());
    const client = await MqttClient.connect(world, identity, { published }, signal);
    try {
      await client.subscribe(`nanotune/${token}/will/+`, 0, signal);
    } catch (error) {
      client.disconnect();
      throw error;
    }
    return new Witness(world, client, token, wills);
  }

  get isClosed(): boolean {
    return this.#client.isClosed;
  }

  willTopic(clientId: string): string {
    return `nanotune/${this.token}/will/${clientId}`;
  }

  mailTopic(clientId: string): string {
    return `nanotune/${this.token}/mail/${clientId}`;
  }

  /** `seen` gets the world's time. */
  awaitWill(clientId: string, seen: (atMs: number) => void): void {
    this.#wills.set(this.willTopic(clientId), seen);
  }

  forget(clientId: string): void {
    this.#wills.delete(this.willTopic(clientId));
  }

  mail(clientId: string): void {
    const topic = this.mailTopic(clientId);
    const payload = Buffer.from("hello");
    this.#client.send({ cmd: "publish", topic, payload, qos: 1, messageId: 2, retain: false, dup: false });
  }

  leave(): void {
    this.#over.abort();
    this.#client.disconnect();
  }

  async #stayAlive(): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      await this.#world.clock.wait(PING_MS, signal);
      if (!signal.aborted) this.#client.send({ cmd: "pingreq" });
    }
  }
}
