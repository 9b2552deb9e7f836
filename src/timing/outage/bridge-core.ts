import type { BridgeSettings } from "../../nanomq/bridge-settings.ts";
/*
 * The reference core of a bridge: what is kept, lost, resent and given up while the uplink is slow or away.
 *
 * Theory of operation
 *
 * A broker has W workers (system.parallel), and message i of an even load falls to worker i mod W. Each worker has one
 * slot per bridge, busy from the sending of a QoS 1 or 2 message to its PUBACK or PUBCOMP. What finds its slot busy is
 * lost or queued. The queue has one slot more of its own: what is completed, and nothing else, starts it, and it goes on
 * one message per round trip (forward.ts).
 *
 * While the bridge knows that its link is down, releases up to 0.24.13 hold the first message, or store on disk, and lose
 * the rest; later ones queue, and never store. The link comes back after waits that double (backoff.ts, link.ts).
 *
 * Ticks come every resend_interval from the CONNACK on (tick.ts). A tick pings once keepalive has passed in silence,
 * notices a dead link by pings without an answer, and otherwise resends one message or sends one row of the disk cache.
 * So with keepalive <= resend_interval every tick pings and nothing is ever resent.
 *
 * The core has no clock: events come with their time, effects go out with theirs, and `nextDeadlineMs()` says when to
 * call again at the latest. Where releases differ stands in nanomq/bridge-behaviour.ts.
 *
 * Not modelled: what several bridges that wait do to the broker's threads, AWS and QUIC bridges. A hybrid bridge (several
 * servers) was measured to behave like one server.
 */
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Uniform } from "./backoff.ts";
import { type BridgePace, BridgeState, idealBridgePace } from "./bridge-state.ts";
import type { BridgeEffect, BridgeEvent } from "./events.ts";
import { forward, forwardRun, queuesOffline } from "./forward.ts";
import { acknowledge, attemptFailed, heard, linkDown, linkUp, retry } from "./link.ts";
import { wake } from "./tick.ts";

export interface BridgeOptions {
  readonly pace?: BridgePace | undefined;
  /** Where it is given the bridge tries to connect by itself, at once and then after random waits. */
  readonly uniform?: Uniform | undefined;
}

/** How many copies wait where. */
export interface Backlog {
  readonly underWay: number;
  readonly queued: number;
  readonly held: number;
  /** Of the disk cache, those still in memory included. */
  readonly stored: number;
}

export class BridgeCore {
  readonly #state: BridgeState;

  constructor(settings: BridgeSettings, version: NanomqVersion, options: BridgeOptions = {}) {
    this.#state = new BridgeState(settings, version, options.pace ?? idealBridgePace, options.uniform);
  }

  /** Never later than the next effect of time alone; Infinity where none will come. */
  nextDeadlineMs(): number {
    return this.#state.deadlineMs;
  }

  /** Whether the bridge believes that its link is up. */
  get isUp(): boolean {
    return this.#state.link.kind === "up";
  }

  get backlog(): Backlog {
    const { slots, queue, held, memory, rows } = this.#state;
    return {
      underWay: slots.filter((slot) => slot !== undefined).length,
      queued: queue.size,
      held: held === undefined ? 0 : 1,
      stored: memory.size + rows.size,
    };
  }

  /** Times must not go back. Whatever is due up to `atMs` happens first, then the event. */
  handle(event: BridgeEvent, atMs: number): readonly BridgeEffect[] {
    this.#elapse(atMs);
    if (!this.#state.crashed) this.#apply(event, atMs);
    return this.#state.takeEffects();
  }

  #elapse(atMs: number): void {
    const state = this.#state;
    for (let dueMs = state.deadlineMs; dueMs <= atMs; dueMs = state.deadlineMs) {
      if (state.link.kind === "up") wake(state, dueMs);
      else retry(state, dueMs);
    }
  }

  #apply(event: BridgeEvent, atMs: number): void {
    const state = this.#state;
    const { kind } = state.link;
    switch (event.kind) {
      case "publish":
        this.#publish(event, atMs);
        break;
      case "connected":
        linkUp(state, event.empty ?? false, atMs);
        break;
      case "refused":
        if (kind === "trying") attemptFailed(state, atMs);
        break;
      case "closed":
        if (kind === "up") linkDown(state, "upstream", atMs);
        break;
      case "acknowledge":
        if (kind === "up") acknowledge(state, event.packetId, atMs);
        break;
      case "packet":
        heard(state);
        break;
      case "socket":
        state.socketFull = kind === "up" && event.full;
        break;
      case "elapse":
        break;
    }
  }

  #publish({ first, count, qos, everyMs }: Extract<BridgeEvent, { kind: "publish" }>, atMs: number): void {
    const state = this.#state;
    const { rules, workers } = state.settings;
    const lastMs = atMs + (count - 1) * everyMs;
    if (count > 1 && state.deadlineMs > lastMs && queuesOffline(state)) {
      forwardRun(state, { copy: first * rules, count: count * rules, qos }, atMs, everyMs / rules);
      state.nextWorker = (state.nextWorker + count) % workers;
      return;
    }
    for (let i = 0; i < count && !state.crashed; i++) {
      const messageMs = atMs + i * everyMs;
      if (everyMs > 0) this.#elapse(messageMs);
      const worker = state.nextWorker;
      state.nextWorker = worker + 1 === workers ? 0 : worker + 1;
      for (let rule = 0; rule < rules && !state.crashed; rule++) {
        forward(state, worker, (first + i) * rules + rule, qos, messageMs);
      }
    }
  }
}
