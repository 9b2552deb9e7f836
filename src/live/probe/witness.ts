import { setMaxListeners } from "node:events";
import { MqttClient, type ProbeWorld } from "./mqtt-client.ts";

/** Not to be given up while it watches. */
const KEEPALIVE_S = 3000;
const PING_MS = 15_000;

export interface WitnessIdentity {
  readonly token: string;
  readonly protocol: 4 | 5;
  readonly seesWills: boolean;
}

/** By topic. */
type WillWatchers = Map<string, (atMs: number) => void>;

/**
 * The client that stays. That it is still served tells a broker that noticed a silent client from one that is gone; it
 * sees the wills of the others, and publishes the messages they do not acknowledge.
 */
export class Witness {
  readonly #client: MqttClient;
  readonly #wills: WillWatchers;
  readonly #world: ProbeWorld;
  readonly #over = new AbortController();
  readonly #lost: AbortController;
  #asking: Promise<boolean> | undefined;
  readonly token: string;

  private constructor(
    world: ProbeWorld,
    client: MqttClient,
    token: string,
    wills: WillWatchers,
    lost: AbortController,
  ) {
    this.#world = world;
    this.#client = client;
    this.#lost = lost;
    this.#wills = wills;
    this.token = token;
    void this.#stayAlive();
  }

  /** `seesWills`: without it nothing is subscribed, which the broker's ACL need not allow then. */
  static async connect(
    world: ProbeWorld,
    { token, protocol, seesWills }: WitnessIdentity,
    signal: AbortSignal,
  ): Promise<Witness> {
    const wills: WillWatchers = new Map();
    const lost = new AbortController();
    // Whoever waits for a canary waits for this too.
    setMaxListeners(0, lost.signal);
    const identity = { clientId: `nanotune-${token}-w`, protocol, keepaliveS: KEEPALIVE_S };
    const published = ({ topic }: { readonly topic: string }) => wills.get(topic)?.(world.clock.nowMs());
    const closed = () => lost.abort();
    const client = await MqttClient.connect(world, identity, { published, closed }, signal);
    try {
      if (seesWills) await client.subscribe(`nanotune/${token}/will/+`, 0, signal);
    } catch (error) {
      client.disconnect();
      throw error;
    }
    return new Witness(world, client, token, wills, lost);
  }

  /** Aborts as soon as the broker is known to be gone. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Asks the broker for a sign of life; where none comes it is lost. */
  async isServed(): Promise<boolean> {
    this.#asking ??= this.#client.answersPing(this.#over.signal).finally(() => {
      this.#asking = undefined;
    });
    if (!(await this.#asking)) this.#lost.abort();
    return !this.#lost.signal.aborted;
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
