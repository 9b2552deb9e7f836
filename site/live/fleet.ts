// Clients around the real broker core, on a clock that the page moves: what they send, and what the core makes of it.
import type { Timer } from "../../src/nanomq/time.ts";
import type { NanomqVersion } from "../../src/nanomq/version.ts";
import type { ApiState, BrokerEffect, BrokerEvent } from "../../src/timing/core/events.ts";
import { type PingPolicy, pingGapMs } from "../../src/timing/ping-policy.ts";
import { Random } from "../../src/timing/random.ts";
import { connectPacket, coreFor } from "../../src/timing/simulate.ts";
import type { SessionClient } from "../../src/timing/windows.ts";

/** What the reader does to a client. */
export type Deed =
  /** Its program hangs; TCP lives on. */
  | "silence"
  /** Nothing gets through any more, in either direction. */
  | "cable"
  /** Its process ends: the broker gets a FIN. */
  | "hang-up"
  | "back";

export interface Cast {
  readonly timer: Timer;
  readonly version: NanomqVersion;
  /** All are of this class. */
  readonly client: SessionClient;
  readonly policy: PingPolicy;
  /** When each connects, in ms; one client for each. */
  readonly connectsMs: readonly number[];
}

/** `link`: what the client itself believes; `api`: what the broker lists. */
export interface Member {
  readonly clientId: string;
  readonly link: "waiting" | "on" | "silent" | "cut" | "off";
  readonly api: ApiState;
  /** The last packet that reached the broker; undefined before the first. */
  readonly lastPacketMs: number | undefined;
}

/** Something that happened to one client, named by its place in the cast. */
export type Happening =
  | { readonly kind: "ping"; readonly atMs: number; readonly client: number }
  | { readonly kind: "deed"; readonly atMs: number; readonly client: number; readonly deed: Deed }
  | {
      readonly kind: "effect";
      readonly atMs: number;
      readonly client: number;
      readonly effect: BrokerEffect;
      /** How long the broker heard nothing of it. */
      readonly silentMs: number;
    };

interface Life {
  readonly clientId: string;
  link: Member["link"];
  api: ApiState;
  connection: number | undefined;
  lastPacketMs: number | undefined;
  /** When it sends, or connects again. */
  nextMs: number;
}

/** A client that was thrown out tries again after this long, as most libraries do. */
const RECONNECT_MS = 1000;
const SEED = 7;

export class Fleet {
  readonly #cast: Cast;
  readonly #core;
  readonly #random = new Random(SEED);
  readonly #lives: readonly Life[];
  /** Whose each connection is, by its number. */
  readonly #owners: number[] = [];
  #nowMs = 0;
  #told: Happening[] = [];

  constructor(cast: Cast) {
    this.#cast = cast;
    this.#core = coreFor(cast.timer, cast.version, true);
    this.#lives = cast.connectsMs.map((nextMs, at) => ({
      clientId: `${cast.client.name}-${at + 1}`,
      link: "waiting",
      api: "gone",
      connection: undefined,
      lastPacketMs: undefined,
      nextMs,
    }));
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get members(): readonly Member[] {
    return this.#lives;
  }

  /** Runs on; tells what happened since it was asked last. */
  advance(untilMs: number): readonly Happening[] {
    for (;;) {
      const coreMs = this.#core.nextDeadlineMs();
      const client = this.#soonest();
      const nextMs = this.#lives[client]?.nextMs ?? Infinity;
      const atMs = Math.min(coreMs, nextMs);
      if (atMs > untilMs) break;
      this.#nowMs = atMs;
      if (coreMs <= nextMs) this.#tell({ kind: "elapse" });
      else this.#send(client);
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
    const told = this.#told;
    this.#told = [];
    return told;
  }

  /** Now. What makes no sense for a client as it is does nothing. */
  act(client: number, deed: Deed): void {
    const life = this.#lives[client];
    if (life === undefined || (deed === "back") === (life.link === "on")) return;
    this.#told.push({ kind: "deed", atMs: this.#nowMs, client, deed });
    switch (deed) {
      case "silence":
        this.#quiet(life, "silent");
        break;
      case "cable":
        this.#quiet(life, "cut");
        break;
      case "hang-up":
        this.#quiet(life, "off");
        if (life.connection !== undefined) this.#tell({ kind: "hang-up", connection: life.connection });
        break;
      case "back":
        this.#send(client);
        break;
    }
  }

  #quiet(life: Life, link: Life["link"]): void {
    life.link = link;
    life.nextMs = Infinity;
  }

  #soonest(): number {
    let soonest = 0;
    for (const [at, { nextMs }] of this.#lives.entries())
      if (nextMs < (this.#lives[soonest]?.nextMs ?? Infinity)) soonest = at;
    return soonest;
  }

  /** Its next packet: a ping where its connection lives, else a CONNECT on a new one. */
  #send(client: number): void {
    const life = this.#lives[client];
    if (life === undefined) return;
    const { policy, client: kind } = this.#cast;
    life.link = "on";
    life.lastPacketMs = this.#nowMs;
    life.nextMs =
      kind.keepaliveMs === 0 ? Infinity : this.#nowMs + pingGapMs(policy, kind.keepaliveMs, this.#random);
    if (life.connection === undefined) this.#connect(client, life);
    else {
      this.#told.push({ kind: "ping", atMs: this.#nowMs, client });
      this.#tell({ kind: "packet", connection: life.connection });
    }
  }

  #connect(client: number, life: Life): void {
    const { client: kind } = this.#cast;
    const connection = this.#owners.push(client) - 1;
    life.connection = connection;
    this.#tell({ kind: "open", connection, transport: kind.transport ?? "tcp" });
    this.#tell({
      kind: "connect",
      connection,
      packet: { ...connectPacket(kind, true), clientId: life.clientId },
    });
  }

  #tell(event: BrokerEvent): void {
    for (const effect of this.#core.handle(event, this.#nowMs)) {
      const client = this.#clientOf(effect);
      const life = this.#lives[client];
      if (life === undefined) continue;
      const silentMs = effect.atMs - (life.lastPacketMs ?? effect.atMs);
      this.#told.push({ kind: "effect", atMs: effect.atMs, client, effect, silentMs });
      if (effect.kind === "state") life.api = effect.state;
      else if (effect.kind === "close") this.#closed(life, effect);
    }
  }

  #clientOf(effect: BrokerEffect): number {
    if ("clientId" in effect) return this.#lives.findIndex(({ clientId }) => clientId === effect.clientId);
    return this.#owners[effect.connection] ?? -1;
  }

  /** A client that lives sees the FIN and tries again; one whose cable is out believes in its connection no longer either. */
  #closed(life: Life, { connection, finMs }: Extract<BrokerEffect, { kind: "close" }>): void {
    if (life.connection !== connection) return;
    life.connection = undefined;
    if (life.link === "on") life.nextMs = finMs + RECONNECT_MS;
  }
}
