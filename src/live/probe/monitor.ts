import { setMaxListeners } from "node:events";
import { Random } from "../../timing/random.ts";
import type { Canary, CanaryClass, Observation } from "../canary/canary.ts";
import type { Yardstick } from "../canary/expectation.ts";
import { pingsUntil } from "../canary/plan.ts";
import { type Judgement, judge } from "../canary/verdict.ts";
import type { ApiFailure } from "../http-api/failure.ts";
import { backoffMs } from "./backoff.ts";
import { ProbeError, type ProbeFailure } from "./failure.ts";
import { type Listing, ListingWatch } from "./listing.ts";
import type { ProbeWorld } from "./mqtt-client.ts";
import { observe } from "./observe.ts";
import { Witness } from "./witness.ts";

export interface MonitorOptions {
  readonly classes: readonly CanaryClass[];
  readonly yardstick: Yardstick;
  /** From the CONNECT of one canary to that of the next of its class, where they do not live longer. */
  readonly everyMs: number;
  readonly wills: boolean;
  readonly listing: Listing | undefined;
  readonly retryIntervalMs: number | undefined;
  readonly watchMs: (canary: Canary) => number;
  readonly token: string;
  readonly seed: number;
}

/** Where the monitor's findings go; nothing of them is kept here. */
export interface MonitorSink {
  judged(clients: CanaryClass, detection: Judgement, observation: Observation): void;
  failed(clients: CanaryClass, failure: ProbeFailure, waitMs: number): void;
  apiFailed(failure: ApiFailure): void;
  /** The ACL of the broker does not let wills be seen: only closes are, from now on. */
  willsDenied(topic: string): void;
}

/** Sends one canary after the other, of every class at the same time, until the signal aborts. */
export async function monitor(
  options: MonitorOptions,
  world: ProbeWorld,
  sink: MonitorSink,
  signal: AbortSignal,
): Promise<void> {
  // One canary of each class listens at a time.
  setMaxListeners(0, signal);
  const listing = options.listing && new ListingWatch(options.listing, world.clock, sink.apiFailed);
  const watch = new Watch(options, world, sink, listing, signal);
  await Promise.all(options.classes.map((clients, at) => watch.over(clients, at)));
  watch.end();
}

class Watch {
  readonly #options: MonitorOptions;
  readonly #world: ProbeWorld;
  readonly #sink: MonitorSink;
  readonly #listing: ListingWatch | undefined;
  readonly #signal: AbortSignal;
  #witness: Promise<Witness | undefined> = Promise.resolve(undefined);
  #seesWills: boolean;

  constructor(
    options: MonitorOptions,
    world: ProbeWorld,
    sink: MonitorSink,
    listing: ListingWatch | undefined,
    signal: AbortSignal,
  ) {
    this.#options = options;
    this.#world = world;
    this.#sink = sink;
    this.#listing = listing;
    this.#seesWills = options.wills;
    this.#signal = signal;
  }

  async over(clients: CanaryClass, at: number): Promise<void> {
    const { everyMs, seed } = this.#options;
    const { clock } = this.#world;
    const random = new Random(seed + at);
    let failures = 0;
    for (let nth = 0; !this.#signal.aborted; nth++) {
      const startedMs = clock.nowMs();
      const failure = await this.#send(clients, `${at}-${nth}`, random.uniform());
      if (failure?.kind === "stopped") return;
      failures = failure === undefined ? 0 : failures + 1;
      const passedMs = clock.nowMs() - startedMs;
      const waitMs = failure === undefined ? everyMs - passedMs : backoffMs(failures, random.uniform());
      if (failure !== undefined) this.#sink.failed(clients, failure, waitMs);
      await clock.wait(waitMs, this.#signal);
    }
  }

  end(): void {
    void this.#witness.then((witness) => witness?.leave()).catch(() => undefined);
  }

  #canary(clients: CanaryClass, name: string, phase: number): Canary {
    const { retryIntervalMs, token } = this.#options;
    const grainMs = retryIntervalMs || Math.max(clients.keepaliveMs, 1000);
    return {
      clientId: `nanotune-${token}-${name}`,
      clients,
      measure: this.#seesWills ? "will" : "detection",
      startMs: 0,
      pingsMs: pingsUntil(clients.keepaliveMs, (1.5 + phase) * grainMs),
    };
  }

  /** Undefined where it went well. */
  async #send(clients: CanaryClass, name: string, phase: number): Promise<ProbeFailure | undefined> {
    const { yardstick, watchMs } = this.#options;
    try {
      const witness = await this.#presentWitness(clients.protocol);
      const canary = this.#canary(clients, name, phase);
      const watchers = { witness, listing: this.#listing };
      const seen = await observe(canary, watchMs(canary), this.#world, watchers, this.#signal);
      if (this.#signal.aborted) return { kind: "stopped" };
      const detection = judge({ ...seen, canary: { ...canary, measure: "detection" } }, yardstick);
      this.#sink.judged(clients, detection, seen);
      return undefined;
    } catch (error) {
      if (error instanceof ProbeError) return error.failure;
      throw error;
    }
  }

  /** The witness of all classes; a new one where the old one was lost. One asks after the other, so there is one only. */
  #presentWitness(protocol: 4 | 5): Promise<Witness> {
    const present = this.#successor(this.#witness, protocol);
    this.#witness = present;
    return present;
  }

  async #successor(last: Promise<Witness | undefined>, protocol: 4 | 5): Promise<Witness> {
    const before = await last.catch(() => undefined);
    if (before !== undefined && !before.lost.aborted) return before;
    before?.leave();
    return this.#newWitness(protocol).catch((error: unknown) => {
      if (!(error instanceof ProbeError) || error.failure.kind !== "denied") throw error;
      this.#seesWills = false;
      this.#sink.willsDenied(error.failure.topic);
      return this.#newWitness(protocol);
    });
  }

  #newWitness(protocol: 4 | 5): Promise<Witness> {
    const { token } = this.#options;
    return Witness.connect(this.#world, { token, protocol, seesWills: this.#seesWills }, this.#signal);
  }
}
