import type { Packet } from "mqtt-packet";
import type { Clock } from "../../../src/live/probe/clock.ts";
import { ProbeError } from "../../../src/live/probe/failure.ts";
import type { LinkEvents, OpenLink } from "../../../src/live/probe/link.ts";
import type { Listing } from "../../../src/live/probe/listing.ts";
import type { ProbeWorld } from "../../../src/live/probe/mqtt-client.ts";
import type { RelayOutput } from "../../../src/live/stand-in/outbox.ts";
import { Relay } from "../../../src/live/stand-in/relay.ts";
import type { Timer } from "../../../src/nanomq/time.ts";
import type { NanomqVersion } from "../../../src/nanomq/version.ts";
import type { ListedClient } from "../../../src/preflight/observed.ts";

interface Alarm {
  readonly atMs: number;
  readonly ring: () => void;
}

/** Whatever promises are ready goes on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Time that passes when a test says so. */
export class VirtualClock implements Clock {
  #nowMs = 0;
  readonly #alarms = new Set<Alarm>();

  nowMs(): number {
    return this.#nowMs;
  }

  get waiting(): number {
    return this.#alarms.size;
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        cancel();
        signal.removeEventListener("abort", done);
        resolve();
      };
      const cancel = this.at(this.#nowMs + Math.max(0, ms), done);
      signal.addEventListener("abort", done);
    });
  }

  /** Calls `ring` once it is `atMs`; what is returned takes it back. */
  at(atMs: number, ring: () => void): () => void {
    const alarm = { atMs, ring };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }

  /** Lets time pass until `result` is there, or `untilMs`. */
  async run<Result>(result: Promise<Result>, untilMs = Infinity): Promise<Result | undefined> {
    const progress = { settled: false };
    const end = result.finally(() => {
      progress.settled = true;
    });
    end.catch(() => undefined);
    for (await settle(); !progress.settled; await settle()) {
      const [next] = [...this.#alarms].toSorted((a, b) => a.atMs - b.atMs);
      if (next === undefined || next.atMs > untilMs) return undefined;
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      this.#alarms.delete(next);
      next.ring();
    }
    return end;
  }
}

/** NanoMQ's timing behind links that never leave the process. */
export class VirtualBroker {
  readonly clock = new VirtualClock();
  readonly #relay: Relay;
  readonly #links = new Map<number, LinkEvents>();
  readonly #transport: "tcp" | "ws";
  #alarm: () => void = () => undefined;
  #opened = 0;
  /** While false, nothing listens. */
  up = true;
  #isCutOff = false;

  constructor(timer: Timer, version: NanomqVersion, transport: "tcp" | "ws" = "tcp") {
    this.#relay = new Relay(timer, version);
    this.#transport = transport;
  }

  get openLinks(): number {
    return this.#links.size;
  }

  get world(): ProbeWorld {
    return { clock: this.clock, open: this.open, credentials: undefined, lagSinceMs: () => 0 };
  }

  readonly open: OpenLink = async (_protocol, events) => {
    if (!this.up) throw new ProbeError({ kind: "unreachable", reason: "ECONNREFUSED" });
    const connection = this.#opened++;
    this.#links.set(connection, events);
    this.#perform(this.#relay.open(connection, this.#transport, this.clock.nowMs()));
    return {
      send: (packet: Packet) => {
        if (this.#links.has(connection) && !this.#isCutOff) {
          this.#perform(this.#relay.receive(connection, packet, this.clock.nowMs()));
        }
      },
      end: () => {
        if (!this.#links.delete(connection)) return;
        this.#perform(this.#relay.hangUp(connection, this.clock.nowMs()));
      },
    };
  };

  readonly listing: Listing = async () => ({ ok: true, value: this.clients() });

  clients(): readonly ListedClient[] {
    return [...this.#relay.clients()].map(({ connect, state }) => ({
      clientId: connect.clientId,
      keepaliveS: connect.keepaliveS,
      connected: state === "connected",
      cleanStart: connect.cleanStart || state === "disconnected",
      protocol: connect.protocol,
    }));
  }

  /** Runs with another timer from now on. */
  change(timer: Timer): void {
    this.#perform(this.#relay.change(timer, this.clock.nowMs()));
  }

  /** Every connection ends, and nothing listens any more. */
  crash(): void {
    this.up = false;
    for (const connection of [...this.#links.keys()]) this.#close(connection);
  }

  /** From now on packets are lost, both ways and silently; connections can still be ended by their clients. */
  cutOff(): void {
    this.up = false;
    this.#isCutOff = true;
  }

  /** Ends one connection by hand, the first one opened being 0. */
  kick(connection: number, reasonCode?: number): void {
    if (reasonCode !== undefined) this.#links.get(connection)?.packet({ cmd: "disconnect", reasonCode });
    this.#close(connection);
  }

  #close(connection: number): void {
    const events = this.#links.get(connection);
    this.#links.delete(connection);
    events?.closed("fin");
    this.#perform(this.#relay.hangUp(connection, this.clock.nowMs()));
  }

  #perform(outputs: readonly RelayOutput[]): void {
    for (const output of this.#isCutOff ? [] : outputs) {
      if (output.kind === "write") {
        const events = this.#links.get(output.connection);
        this.clock.at(this.clock.nowMs(), () => events?.packet(output.packet));
      } else if (output.kind === "close") {
        this.clock.at(this.clock.nowMs() + output.delayMs, () => this.#close(output.connection));
      }
    }
    this.#alarm();
    const deadlineMs = this.#relay.nextDeadlineMs();
    if (deadlineMs === Infinity) return;
    this.#alarm = this.clock.at(deadlineMs, () => this.#perform(this.#relay.elapse(this.clock.nowMs())));
  }
}
