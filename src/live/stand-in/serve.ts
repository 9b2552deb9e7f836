import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import type { Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { type ApiCredentials, createApi } from "./api/server.ts";
import type { Message } from "./mailbox.ts";
import type { RelayOutput } from "./outbox.ts";
import { openPolicy, type Policy } from "./policy.ts";
import { bytesOf, readerOf } from "./reading.ts";
import { Relay } from "./relay.ts";
import { RunningSettings, type Setting } from "./running.ts";
import { createTcpServer, createWebSocketServer, type Wire, type WireEvents } from "./wires.ts";

export interface StandInOptions {
  readonly timer: Timer;
  readonly version: NanomqVersion;
  /** What `GET /api/v4/configuration` shows beside `timer`: paths as `readConfig` has them. */
  readonly values?: ReadonlyMap<string, Setting> | undefined;
  /** Whom it lets in; everybody where it is absent. */
  readonly policy?: Policy | undefined;
  /** Port 0 takes any free one; without a port that listener stays closed. */
  readonly ports: {
    readonly tcp: number;
    readonly ws?: number | undefined;
    readonly http?: number | undefined;
  };
  readonly credentials: ApiCredentials;
  readonly onNote: (text: string, atMs: number) => void;
}

export interface StandIn {
  readonly ports: {
    readonly tcp: number;
    readonly ws?: number | undefined;
    readonly http?: number | undefined;
  };
  /** Settles once a request has stopped it. */
  readonly stopped: Promise<void>;
  close(): Promise<void>;
}

/** Only this machine: the stand-in has no authentication. */
const HOST = "127.0.0.1";
/** `setTimeout` holds no more than 2^31 - 1 ms; a longer wait is made of several. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** The relay on real time: the only place of the stand-in that knows a clock. */
class Clockwork {
  readonly relay: Relay;
  readonly #options: StandInOptions;
  readonly #wires = new Map<number, Wire>();
  readonly #freeNumbers: number[] = [];
  readonly #startedMs = performance.now();
  #alarm: NodeJS.Timeout | undefined;

  constructor(options: StandInOptions) {
    this.#options = options;
    this.relay = new Relay(options.timer, options.version, options.policy);
  }

  change(timer: Timer): void {
    this.#perform(this.relay.change(timer, this.nowMs()));
  }

  publish(message: Message): void {
    this.#perform(this.relay.publish(message, this.nowMs()));
  }

  nowMs(): number {
    return performance.now() - this.#startedMs;
  }

  readonly accept = (wire: Wire): WireEvents => {
    const connection = this.#freeNumbers.pop() ?? this.#wires.size;
    this.#wires.set(connection, wire);
    this.#perform(this.relay.open(connection, wire.transport, this.nowMs()));
    const packets = readerOf({
      relay: this.relay,
      connection,
      longestPacketBytes: (this.#options.policy ?? openPolicy).longestPacketBytes,
      nowMs: () => this.nowMs(),
      perform: (outputs) => this.#perform(outputs),
    });
    return {
      data: (bytes) => packets.push(bytes),
      closed: () => {
        this.#perform(this.relay.hangUp(connection, this.nowMs()));
        this.#wires.delete(connection);
        this.#freeNumbers.push(connection);
      },
    };
  };

  #perform(outputs: readonly RelayOutput[]): void {
    for (const output of outputs) {
      if (output.kind === "note") this.#options.onNote(output.text, this.nowMs());
      else if (output.kind === "close") this.#wires.get(output.connection)?.end(output.delayMs);
      else this.#wires.get(output.connection)?.write(bytesOf(output));
    }
    this.#setAlarm();
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const deadlineMs = this.relay.nextDeadlineMs();
    if (deadlineMs === Infinity) return;
    const waitMs = Math.min(Math.max(0, deadlineMs - this.nowMs()), LONGEST_WAIT_MS);
    this.#alarm = setTimeout(() => this.#perform(this.relay.elapse(this.nowMs())), waitMs);
  }

  /** Every client has to connect again. */
  dropAll(): void {
    for (const wire of this.#wires.values()) wire.drop();
  }

  stop(): void {
    clearTimeout(this.#alarm);
    this.dropAll();
  }
}

interface Listener {
  address(): AddressInfo | string | null;
  close(done: () => void): unknown;
}

function portOf(listener: Listener | undefined): number | undefined {
  const address = listener?.address();
  return typeof address === "object" && address !== null ? address.port : undefined;
}

/** Starts the stand-in; rejects where a port is taken. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const clockwork = new Clockwork(options);
  const { ports, credentials } = options;
  const tcp = createTcpServer(clockwork.accept).listen(ports.tcp, HOST);
  const ws = ports.ws === undefined ? undefined : createWebSocketServer(HOST, ports.ws, clockwork.accept);
  const { timer, version, values = new Map<string, Setting>() } = options;
  const running = new RunningSettings(values, timer, version, availableParallelism());
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const behind = {
    version,
    running,
    post: clockwork.relay.post,
    clients: () => clockwork.relay.clients(),
    uptimeMs: () => clockwork.nowMs(),
    changed: () => clockwork.change(running.timer),
    publish: (message: Message) => clockwork.publish(message),
    control: (action: "stop" | "restart") => (action === "stop" ? stop() : clockwork.dropAll()),
  };
  const api = () => createApi(behind, credentials);
  const http = ports.http === undefined ? undefined : api().listen(ports.http, HOST);
  const listeners = [tcp, ws, http].filter((listener) => listener !== undefined);
  const close = async () => {
    clockwork.stop();
    http?.closeAllConnections();
    await Promise.all(listeners.map((listener) => new Promise<void>((done) => listener.close(() => done()))));
  };
  try {
    await Promise.all(listeners.map((listener) => once(listener, "listening")));
  } catch (error) {
    await close();
    throw error;
  }
  return { ports: { tcp: portOf(tcp) ?? ports.tcp, ws: portOf(ws), http: portOf(http) }, stopped, close };
}
