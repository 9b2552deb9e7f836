import type { IPublishPacket } from "mqtt-packet";
import type {
  Canary,
  CloseKind,
  Delivery,
  ListingChange,
  Observation,
  TimedPacket,
} from "../canary/canary.ts";
import { ProbeError } from "./failure.ts";
import type { ListingWatch } from "./listing.ts";
import { MqttClient, type ProbeWorld } from "./mqtt-client.ts";
import type { Witness } from "./witness.ts";

/** Who watches a canary from outside. */
export interface Watchers {
  readonly witness: Witness;
  readonly listing: ListingWatch | undefined;
}

/** An unacknowledged message is repeated for ever; the first repetition is what is measured. */
const DUPLICATES = 1;

/** Reason code of a DISCONNECT [MQTT5-3.1.2-22]; NanoMQ sends no DISCONNECT at a kick. */
const KEEPALIVE_TIMEOUT = 0x8d;

/** One canary's life, as it is being written down. */
class Diary {
  readonly packets: TimedPacket[] = [];
  readonly deliveries: Delivery[] = [];
  readonly listing: ListingChange[] = [];
  close: { readonly kind: CloseKind; readonly atMs: number } | undefined;
  dismissedWith: number | undefined;
  willMs: number | undefined;
  publishMs: number | undefined;
  /** By all that the API can be asked. */
  isListed: boolean;
  readonly #canary: Canary;

  constructor(canary: Canary, { listing }: Watchers) {
    this.#canary = canary;
    this.isListed = listing !== undefined;
  }

  get clientId(): string {
    return this.#canary.clientId;
  }

  delivered({ messageId = 0, dup }: IPublishPacket, atMs: number): void {
    if (this.deliveries.length <= DUPLICATES) this.deliveries.push([atMs, 0, messageId, dup ? 1 : 0]);
  }

  /** Everything that can happen has happened. */
  isComplete(): boolean {
    const { measure } = this.#canary;
    if (measure === "redelivery") return this.close !== undefined || this.deliveries.length > DUPLICATES;
    const listed = this.isListed && this.listing.at(-1)?.[1] !== null;
    const willOut = measure === "will" && this.willMs === undefined;
    return this.close !== undefined && !willOut && !listed;
  }
}

/**
 * Lets one canary live and die, for at most `limitMs` after its CONNECT; it is disconnected in every case.
 * @throws ProbeError where it could not even connect, was kicked by hand, the broker went away, or it was told to stop
 */
export async function observe(
  canary: Canary,
  limitMs: number,
  world: ProbeWorld,
  watchers: Watchers,
  signal: AbortSignal,
): Promise<Observation> {
  const { clientId, clients, measure } = canary;
  const { witness, listing } = watchers;
  const { clock } = world;
  const diary = new Diary(canary, watchers);
  const over = new AbortController();
  const stop = () => over.abort();
  const ends = [signal, witness.lost];
  for (const end of ends) end.addEventListener("abort", stop);
  const noted = () => diary.isComplete() && stop();
  let client: MqttClient | undefined;
  try {
    const willTopic = measure === "will" ? witness.willTopic(clientId) : undefined;
    const identity = {
      clientId,
      protocol: clients.protocol,
      keepaliveS: clients.keepaliveMs / 1000,
      willTopic,
    };
    const ended = () => {
      listing?.closed(clientId);
      noted();
    };
    client = await MqttClient.connect(world, identity, eventsInto(diary, noted, ended), signal);
    const { connectMs } = client;
    witness.awaitWill(clientId, (atMs) => {
      diary.willMs ??= atMs - connectMs;
      noted();
    });
    listing?.watch(clientId, {
      changed: (state, atMs) => {
        diary.listing.push([atMs - connectMs, state]);
        noted();
      },
      unknown: () => {
        diary.isListed = false;
        noted();
      },
    });
    await ping(client, canary, diary, world, over.signal);
    if (measure === "redelivery") await askForMail(client, diary, world, witness, over.signal);
    const patienceMs = limitMs + (diary.publishMs ?? 0) - (clock.nowMs() - connectMs);
    await clock.wait(patienceMs, over.signal);
    await confirm(diary, witness, signal);
    return observationOf(canary, diary, client, world, watchers);
  } finally {
    for (const end of ends) end.removeEventListener("abort", stop);
    witness.forget(clientId);
    listing?.unwatch(clientId);
    client?.disconnect();
  }
}

/** Only of a broker that lives, and that was not told to, a close says something. */
async function confirm({ dismissedWith }: Diary, witness: Witness, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new ProbeError({ kind: "stopped" });
  if (!(await witness.isServed())) throw new ProbeError({ kind: signal.aborted ? "stopped" : "lost" });
  if (dismissedWith !== undefined && dismissedWith !== KEEPALIVE_TIMEOUT) {
    throw new ProbeError({ kind: "kicked", code: dismissedWith });
  }
}

function eventsInto(diary: Diary, noted: () => void, ended: () => void) {
  return {
    published: (packet: IPublishPacket, atMs: number) => {
      diary.delivered(packet, atMs);
      noted();
    },
    dismissed: (code: number) => {
      diary.dismissedWith = code;
    },
    closed: (kind: CloseKind, atMs: number) => {
      diary.close = { kind, atMs };
      ended();
    },
  };
}

async function askForMail(
  client: MqttClient,
  diary: Diary,
  { clock }: ProbeWorld,
  witness: Witness,
  signal: AbortSignal,
): Promise<void> {
  const clientId = diary.clientId;
  diary.packets.push([clock.nowMs() - client.connectMs, "SUBSCRIBE"]);
  await client.subscribe(witness.mailTopic(clientId), 1, signal);
  diary.publishMs = clock.nowMs() - client.connectMs;
  witness.mail(clientId);
}

async function ping(
  client: MqttClient,
  { pingsMs }: Canary,
  diary: Diary,
  { clock }: ProbeWorld,
  signal: AbortSignal,
): Promise<void> {
  for (const pingMs of pingsMs) {
    await clock.wait(pingMs - (clock.nowMs() - client.connectMs), signal);
    if (signal.aborted || client.isClosed) return;
    client.send({ cmd: "pingreq" });
    diary.packets.push([clock.nowMs() - client.connectMs, "PINGREQ"]);
  }
}

function observationOf(
  canary: Canary,
  diary: Diary,
  { connectMs, connackMs }: MqttClient,
  { clock, lagSinceMs }: ProbeWorld,
  { listing }: Watchers,
): Observation {
  const { packets, close, willMs, publishMs, deliveries } = diary;
  return {
    canary,
    connackMs,
    packets,
    lastPacketMs: packets.at(-1)?.[0] ?? 0,
    closeMs: close?.atMs,
    closeKind: close?.kind,
    willMs,
    publishMs,
    deliveries,
    listing: listing === undefined ? undefined : diary.listing,
    untilMs: clock.nowMs() - connectMs,
    lagMs: lagSinceMs(connectMs),
  };
}
