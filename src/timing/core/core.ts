/*
 * The reference broker core: when NanoMQ closes, forgets, resends and reports.
 *
 * Theory of operation
 *
 * Each CONNECT starts one periodic timer. Its first tick comes 1.5 R later, the others R apart (R = retry_interval); the
 * phase is the connection's own. At a tick
 *
 *   online:  count x R > keepalive x multiplier closes the connection (single precision, see limit.ts). Otherwise the
 *            count goes up by one and at most one unacknowledged message older than 1.25 R is sent again (outbox.ts).
 *            Any complete packet of the client sets the count to 0; bytes of an incomplete one, and whatever the broker
 *            sends, do not.
 *   offline: a kept session (clean_start 0) stays on the same timer. The count goes up; count x R > session expiry, or
 *            a will delay that has passed since the CONNECT, ends the session and sends the will (session.ts).
 *
 * So a silent client is noticed at tick number n + 2 after its last packet, n = floor(limit / R), never in between.
 * What else there is, a takeover, a DISCONNECT, the 15 s for a CONNECT, happens at once. Where versions differ stands in
 * behaviour.ts.
 *
 * The core has no clock: events come with their time, effects go out with theirs, and `nextDeadlineMs` says when to
 * call again at the latest. Ticks that only count are never run; a deadline in the queue may be too early, because a
 * packet does not move it, and is put right when it comes due (lazy deadlines).
 *
 * Not modelled: retry_interval 0 resends in a tight loop (here nothing happens at all), client ids that the broker
 * makes up, and wills damaged rather than lost (0.24.7 to 0.24.11).
 */
import type { Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { acceptConnect, openConnection } from "./connect.ts";
import { acknowledge, changeTimer, deliver, resubscribe } from "./deliver.ts";
import { closeConnection, endConnection } from "./end.ts";
import type { ApiState, BrokerEffect, BrokerEvent, ConnectPacket } from "./events.ts";
import type { Connection, Pace } from "./session.ts";
import { BrokerState } from "./state.ts";
import { runTick } from "./tick.ts";

export interface BrokerOptions {
  readonly pace?: Pace | undefined;
  /** Every tick becomes an effect: for timelines, at the price of running them all. */
  readonly watchTicks?: boolean | undefined;
}

/** One line of the HTTP API's `GET /api/v4/clients`. */
export interface ListedClient {
  readonly connect: ConnectPacket;
  readonly state: Exclude<ApiState, "gone">;
}

type ConnectionEvent = Extract<
  BrokerEvent,
  { kind: "connect" | "subscribe" | "acknowledge" | "disconnect" | "hang-up" }
>;

export class BrokerCore {
  readonly #state: BrokerState;

  constructor(timer: Timer, version: NanomqVersion, options: BrokerOptions = {}) {
    this.#state = new BrokerState(timer, version, options.pace, options.watchTicks ?? false);
  }

  /** Never later than the next effect of time alone; Infinity where none will come. */
  nextDeadlineMs(): number {
    return this.#state.soonestMs;
  }

  /** Times must not go back. Whatever is due up to `atMs` happens first, then the event. */
  handle(event: BrokerEvent, atMs: number): readonly BrokerEffect[] {
    const state = this.#state;
    while (state.soonestMs <= atMs) this.#wakeSoonest();
    this.#apply(event, atMs);
    return state.takeEffects();
  }

  /** What the HTTP API lists. */
  *clients(): Generator<ListedClient> {
    for (const { connect, connection } of this.#state.sessions.values()) {
      yield { connect, state: connection === undefined ? "disconnected" : "connected" };
    }
  }

  #wakeSoonest(): void {
    const { soonestMs } = this.#state;
    const sleeper = this.#state.takeSoonest();
    if (sleeper === undefined) return;
    if (sleeper.kind === "connection") closeConnection(this.#state, sleeper, "no-connect", soonestMs);
    else runTick(this.#state, sleeper, soonestMs);
  }

  #apply(event: BrokerEvent, atMs: number): void {
    switch (event.kind) {
      case "packet":
        this.#state.connections[event.connection]?.session?.ticks.restart(atMs);
        break;
      case "partial":
      case "elapse":
        break;
      case "message":
        deliver(this.#state, event, atMs);
        break;
      case "settings":
        changeTimer(this.#state, event.timer, atMs);
        break;
      case "open":
        openConnection(this.#state, event.connection, event.transport, atMs);
        break;
      default: {
        const connection = this.#state.connections[event.connection];
        if (connection !== undefined) this.#applyTo(connection, event, atMs);
      }
    }
  }

  #applyTo(connection: Connection, event: ConnectionEvent, atMs: number): void {
    if (event.kind !== "hang-up") connection.session?.ticks.restart(atMs);
    switch (event.kind) {
      case "connect":
        acceptConnect(this.#state, connection, event.packet, atMs);
        break;
      case "subscribe":
        resubscribe(this.#state, connection, atMs);
        break;
      case "acknowledge":
        acknowledge(this.#state, connection, event.packetId, atMs);
        break;
      case "disconnect":
      case "hang-up":
        endConnection(this.#state, connection, event, atMs);
        break;
    }
  }
}
