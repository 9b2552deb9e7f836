import { ProbeError } from "../probe/failure.ts";
import { MqttClient, type ProbeWorld } from "../probe/mqtt-client.ts";
import { payloadOf } from "./message.ts";
import type { BridgeUpstream, CutKind, Delivery, LinkEvent } from "./upstream.ts";

/** One outage to be made; times in ms. */
export interface OutageScript {
  readonly cut: CutKind;
  readonly preMs: number;
  readonly outageMs: number;
  readonly postMs: number;
  readonly tailMs: number;
  readonly everyMs: number;
  readonly qos: 0 | 1;
  readonly payloadBytes: number;
  readonly topic: string;
  readonly token: string;
  readonly protocol: 4 | 5;
  /** The bridge has to connect within this. */
  readonly connectMs: number;
}

/** What was seen; times in ms of the same clock. */
export interface OutageObservation {
  readonly script: OutageScript;
  readonly startMs: number;
  readonly outageMs: number;
  readonly backMs: number;
  readonly endMs: number;
  readonly published: { readonly pre: number; readonly out: number; readonly post: number };
  readonly events: readonly LinkEvent[];
  readonly deliveries: readonly Delivery[];
  /** When the broker closed the connection of the publisher: it died. */
  readonly diedMs: number | undefined;
}

/** Messages of own topic and number, evenly spaced, whatever the uplink does. */
class Publisher {
  readonly #client: MqttClient;
  readonly #script: OutageScript;
  published = 0;

  constructor(client: MqttClient, script: OutageScript) {
    this.#client = client;
    this.#script = script;
  }

  /** Publishes up to `untilMs` of the world's clock. */
  async run(startMs: number, untilMs: number, world: ProbeWorld, signal: AbortSignal): Promise<number> {
    const before = this.published;
    const { everyMs } = this.#script;
    while (!signal.aborted && !this.#client.isClosed) {
      const dueMs = startMs + this.published * everyMs;
      if (dueMs >= untilMs) break;
      await world.clock.wait(dueMs - world.clock.nowMs(), signal);
      if (!signal.aborted) this.#publish();
    }
    if (!this.#client.isClosed) await world.clock.wait(untilMs - world.clock.nowMs(), signal);
    return this.published - before;
  }

  #publish(): void {
    const { topic, token, payloadBytes, qos } = this.#script;
    const payload = payloadOf(this.published, token, payloadBytes);
    const messageId = qos === 0 ? {} : { messageId: (this.published % 65_535) + 1 };
    this.#client.send({ cmd: "publish", topic, payload, qos, dup: false, retain: false, ...messageId });
    this.published += 1;
  }
}

/** Longer than any outage that is made: the publisher never pings. */
const KEEPALIVE_S = 7200;

/**
 * Cuts the uplink of a bridge as told, while an own client publishes, and says what came of it. The link is mended in any
 * case. @throws ProbeError where the bridge or the broker is not there, or on abort
 */
export async function runOutage(
  script: OutageScript,
  upstream: BridgeUpstream,
  world: ProbeWorld,
  signal: AbortSignal,
): Promise<OutageObservation> {
  await untilConnected(script, upstream, world, signal);
  let diedMs: number | undefined;
  const identity = {
    clientId: `${script.token}-publisher`,
    protocol: script.protocol,
    keepaliveS: KEEPALIVE_S,
  };
  const closed = () => {
    diedMs = world.clock.nowMs();
  };
  const client = await MqttClient.connect(world, identity, { closed }, signal);
  try {
    const { everyMs, preMs, outageMs, postMs, tailMs } = script;
    const publisher = new Publisher(client, script);
    const startMs = world.clock.nowMs();
    const pre = await publisher.run(startMs, startMs + preMs + everyMs / 2, world, signal);
    const cutMs = world.clock.nowMs();
    upstream.cut(script.cut);
    const out = await publisher.run(startMs, cutMs + outageMs, world, signal);
    const backMs = world.clock.nowMs();
    await upstream.mend();
    const post = await publisher.run(startMs, backMs + postMs, world, signal);
    if (!client.isClosed) await world.clock.wait(tailMs, signal);
    if (signal.aborted) throw new ProbeError({ kind: "stopped" });
    const endMs = world.clock.nowMs();
    const { events, deliveries } = upstream;
    const published = { pre, out, post };
    return { script, startMs, outageMs: cutMs, backMs, endMs, published, events, deliveries, diedMs };
  } finally {
    client.disconnect();
  }
}

async function untilConnected(
  { connectMs }: OutageScript,
  upstream: BridgeUpstream,
  world: ProbeWorld,
  signal: AbortSignal,
): Promise<void> {
  const waited = new AbortController();
  const stop = () => waited.abort();
  signal.addEventListener("abort", stop);
  void world.clock.wait(connectMs, waited.signal).then(stop);
  await upstream.connected(waited.signal);
  stop();
  signal.removeEventListener("abort", stop);
  if (signal.aborted) throw new ProbeError({ kind: "stopped" });
  if (!upstream.isConnected) throw new ProbeError({ kind: "no-bridge", waitedMs: connectMs });
}
