import { type BridgeBehaviour, bridgeBehaviourOf } from "../../nanomq/bridge-behaviour.ts";
import type { BridgeSettings, DiskCache, Qos } from "../../nanomq/bridge-settings.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { Backoff, type Uniform } from "./backoff.ts";
import type { BridgeEffect, LossReason } from "./events.ts";
import { RunQueue } from "./run-queue.ts";
import { longestBackoffMs, usedDisk } from "./settings.ts";

/** How late real timers are; nothing in the ideal case. */
export interface BridgePace {
  readonly driftPerTickMs: number;
  readonly timeoutLateMs: number;
}

export const idealBridgePace: BridgePace = { driftPerTickMs: 0, timeoutLateMs: 0 };

/** A message whose acknowledgement a worker waits for. `resentMs` is when it was sent last. */
export interface UnderWay {
  readonly copy: number;
  readonly qos: Qos;
  readonly packetId: number;
  resentMs: number;
  /** Infinity: never given up. */
  expiresMs: number;
}

/** The one message that releases without a queue for it keep while the link is down; its worker's slot is busy. */
export interface Held {
  readonly worker: number;
  readonly copy: number;
  readonly qos: Qos;
}

export type Link =
  | { readonly kind: "down"; readonly retryMs: number }
  | { readonly kind: "trying"; readonly timeoutMs: number }
  | { readonly kind: "up" };

/** A loss while it grows. */
interface Loss {
  readonly kind: "lost";
  readonly atMs: number;
  readonly first: number;
  count: number;
  readonly why: LossReason;
}

const noEffects: readonly BridgeEffect[] = [];

/** Everything a bridge remembers; the rules of what happens to it are in the files beside this one. */
export class BridgeState {
  readonly settings: BridgeSettings;
  readonly behaviour: BridgeBehaviour;
  readonly pace: BridgePace;
  readonly disk: DiskCache | undefined;
  readonly backoff: Backoff | undefined;

  link: Link;
  crashed = false;
  nextWorker = 0;
  nextPacketId = 1;
  /** One of each worker, and behind them that of the queue. */
  readonly slots: (UnderWay | undefined)[];
  /** The slot by which the queue is sent, one message after the other. */
  readonly queueSlot: number;
  held: Held | undefined;
  readonly queue = new RunQueue();
  readonly memory = new RunQueue();
  readonly rows = new RunQueue();

  /** Ticks since the last packet of the upstream, and PINGREQs since then. */
  silentTicks = 0;
  unanswered = 0;
  socketFull = false;
  tickMs = Infinity;
  /** Releases with timers of their own: the next row of the disk cache. */
  diskMs = Infinity;
  /** Not later than any slot's `expiresMs`. */
  soonestExpiryMs = Infinity;
  #effects: BridgeEffect[] | undefined;
  /** The last effect, as long as it is a loss that may go on. */
  #loss: Loss | undefined;

  /** Without `uniform` the bridge never tries by itself: its connections are told. */
  constructor(settings: BridgeSettings, version: NanomqVersion, pace: BridgePace, uniform?: Uniform) {
    this.settings = settings;
    this.behaviour = bridgeBehaviourOf(version);
    this.pace = pace;
    this.disk = usedDisk(settings, this.behaviour);
    this.slots = Array.from({ length: settings.workers + 1 }, () => undefined);
    this.queueSlot = settings.workers;
    this.backoff = uniform && new Backoff(longestBackoffMs(settings, this.behaviour), uniform);
    this.link = { kind: "down", retryMs: uniform === undefined ? Infinity : 0 };
  }

  get deadlineMs(): number {
    if (this.crashed) return Infinity;
    const { link } = this;
    if (link.kind === "up") return Math.min(this.tickMs, this.diskMs, this.soonestExpiryMs);
    return link.kind === "down" ? link.retryMs : link.timeoutMs;
  }

  isBusy(worker: number): boolean {
    return this.slots[worker] !== undefined || this.held?.worker === worker;
  }

  emit(effect: BridgeEffect): void {
    this.#loss = undefined;
    if (this.#effects === undefined) this.#effects = [effect];
    else this.#effects.push(effect);
  }

  /** Losses in a row of the same kind become one effect, with the time of the first. */
  lose(copy: number, why: LossReason, atMs: number, count = 1): void {
    const last = this.#loss;
    if (last !== undefined && last.why === why && last.first + last.count === copy) {
      last.count += count;
      return;
    }
    const loss: Loss = { kind: "lost", atMs, first: copy, count, why };
    this.emit(loss);
    this.#loss = loss;
  }

  crash(atMs: number): void {
    this.crashed = true;
    this.emit({ kind: "crash", atMs });
  }

  takeEffects(): readonly BridgeEffect[] {
    const effects = this.#effects;
    if (effects === undefined) return noEffects;
    this.#effects = undefined;
    this.#loss = undefined;
    return effects;
  }
}
