import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { generate, type IConnectPacket, type IPublishPacket, type Packet } from "mqtt-packet";
import { PacketReader } from "../mqtt/packet-reader.ts";
import type { Clock } from "../probe/clock.ts";
import { numberOf } from "./message.ts";

/** Of what a bridge forwards besides the probe's own few bytes. */
const LONGEST_PACKET_BYTES = 16 * 2 ** 20;

/** How the uplink goes: connections closed or reset and new ones refused; silent on all; new ones taken, CONNECT unanswered. */
export type CutKind = "refused" | "reset" | "silent" | "hang";

/** `[ms, what, connection, ...]`, as recorded outages have it. */
export type LinkEvent = readonly [atMs: number, what: string, connection: number, more?: unknown];

/** One copy of an own message. */
export interface Delivery {
  readonly message: number;
  readonly atMs: number;
  readonly dup: boolean;
  readonly connection: number;
}

export interface UpstreamOptions {
  readonly port: number;
  /** Marks own messages. */
  readonly token: string;
  readonly clock: Clock;
  /** The real upstream behind a relay; without it nanotune answers itself. */
  readonly relayTo?: { readonly host: string; readonly port: number } | undefined;
}

interface Connection {
  readonly number: number;
  readonly socket: Socket;
  readonly behind: Socket | undefined;
  protocol: 4 | 5;
  closedBy: "upstream" | undefined;
}

/** Only this machine: it takes whoever connects. */
const HOST = "127.0.0.1";

/**
 * The broker at the other end of a bridge, or a relay in front of the real one: it can be cut and mended, and notes what
 * comes. Of messages it looks at its own alone; in front of a real upstream all others pass.
 */
export class BridgeUpstream {
  readonly events: LinkEvent[] = [];
  readonly deliveries: Delivery[] = [];
  readonly #options: UpstreamOptions;
  readonly #connections = new Set<Connection>();
  #server: Server | undefined;
  #cut: CutKind | undefined;
  #accepted = 0;
  #connected: () => void = () => undefined;

  constructor(options: UpstreamOptions) {
    this.#options = options;
  }

  /** Rejects where the port is taken. */
  async listen(): Promise<void> {
    const server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
    this.#server = server;
    server.listen(this.#options.port, HOST);
    await once(server, "listening");
  }

  get isConnected(): boolean {
    return [...this.#connections].some(({ number }) =>
      this.events.some(([, what, of]) => what === "connect" && of === number),
    );
  }

  /** Resolves with the next CONNECT that is answered, or with the abort. */
  async connected(signal: AbortSignal): Promise<void> {
    if (this.isConnected) return;
    await new Promise<void>((resolve) => {
      this.#connected = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  cut(kind: CutKind): void {
    this.#cut = kind;
    if (kind === "silent") {
      for (const connection of this.#connections) this.#hold(connection);
      return;
    }
    if (kind !== "hang") this.#stopListening();
    this.#closeAll(kind === "reset");
  }

  async mend(): Promise<void> {
    const kind = this.#cut;
    this.#cut = undefined;
    // What the kernel held of a dead link is lost; a CONNECT that nobody answered has to come again.
    if (kind === "silent" || kind === "hang") this.#closeAll(true);
    if (kind === "refused" || kind === "reset") await this.listen();
  }

  close(): void {
    this.#stopListening();
    this.#closeAll(false);
  }

  #stopListening(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  #closeAll(resets: boolean): void {
    for (const connection of this.#connections) {
      connection.closedBy = "upstream";
      connection.behind?.destroy();
      if (resets) connection.socket.resetAndDestroy();
      else connection.socket.destroy();
    }
  }

  #note(what: string, connection: number, more?: unknown): void {
    const atMs = this.#options.clock.nowMs();
    this.events.push(more === undefined ? [atMs, what, connection] : [atMs, what, connection, more]);
  }

  #hold(connection: Connection): void {
    connection.socket.pause();
    connection.behind?.pause();
  }

  #accept(socket: Socket): void {
    this.#accepted += 1;
    const { relayTo } = this.#options;
    const behind = relayTo && connect({ ...relayTo, noDelay: true });
    const number = this.#accepted;
    const connection: Connection = { number, socket, behind, protocol: 4, closedBy: undefined };
    this.#connections.add(connection);
    this.#note("accept", number);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#closed(connection));
    behind?.on("data", (bytes: Buffer) => socket.writable && socket.write(bytes));
    behind?.on("close", () => socket.destroy());
    behind?.on("error", () => socket.destroy());
    // What comes into the silence is never read: its connection is reset at the end of it.
    if (this.#cut === "silent") this.#hold(connection);
    else this.#read(connection);
  }

  #closed(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    connection.behind?.destroy();
    this.#note("closed", connection.number, connection.closedBy ?? "bridge");
  }

  #read(connection: Connection): void {
    const packets = new PacketReader(
      {
        packet: (packet) => this.#receive(connection, packet),
        garbled: () => connection.socket.destroy(),
      },
      LONGEST_PACKET_BYTES,
    );
    connection.socket.on("data", (bytes) => {
      connection.behind?.write(bytes);
      packets.push(bytes);
    });
  }

  #receive(connection: Connection, packet: Packet): void {
    if (packet.cmd === "publish") this.#deliver(connection, packet);
    if (packet.cmd === "connect") this.#connect(connection, packet);
    else if (packet.cmd === "pingreq" || packet.cmd === "subscribe" || packet.cmd === "disconnect")
      this.#note(packet.cmd, connection.number);
    if (connection.behind === undefined && packet.cmd !== "connect") this.#answer(connection, packet);
  }

  #deliver({ number }: Connection, { payload, dup }: IPublishPacket): void {
    const message = numberOf(payload, this.#options.token);
    if (message === undefined) return;
    this.deliveries.push({ message, atMs: this.#options.clock.nowMs(), dup, connection: number });
  }

  #connect(connection: Connection, packet: IConnectPacket): void {
    const { clean, keepalive = 0, protocolVersion = 4 } = packet;
    connection.protocol = protocolVersion === 5 ? 5 : 4;
    const facts = { clean: clean === false ? 0 : 1, keepalive, proto: connection.protocol };
    if (this.#cut === "hang") {
      this.#note("connect-unanswered", connection.number, facts);
      return;
    }
    this.#note("connect", connection.number, facts);
    // A CONNACK of MQTT 5 without any property makes some releases end their subscriptions.
    const properties = connection.protocol === 5 ? { properties: { receiveMaximum: 65_535 } } : {};
    if (connection.behind === undefined)
      this.#write(connection, {
        cmd: "connack",
        sessionPresent: false,
        returnCode: 0,
        reasonCode: 0,
        ...properties,
      });
    this.#connected();
  }

  #answer(connection: Connection, packet: Packet): void {
    const messageId = packet.messageId ?? 0;
    switch (packet.cmd) {
      case "publish":
        if (packet.qos === 1) this.#write(connection, { cmd: "puback", messageId, reasonCode: 0 });
        if (packet.qos === 2) this.#write(connection, { cmd: "pubrec", messageId, reasonCode: 0 });
        break;
      case "pubrel":
        this.#write(connection, { cmd: "pubcomp", messageId, reasonCode: 0 });
        break;
      case "pingreq":
        this.#write(connection, { cmd: "pingresp" });
        break;
      case "subscribe":
        this.#write(connection, {
          cmd: "suback",
          messageId,
          granted: packet.subscriptions.map(({ qos }) => qos),
        });
        break;
      case "unsubscribe":
        this.#write(connection, { cmd: "unsuback", messageId, granted: packet.unsubscriptions.map(() => 0) });
        break;
      case "disconnect":
        connection.socket.end();
        break;
    }
  }

  #write({ socket, protocol }: Connection, packet: Packet): void {
    if (socket.writable) socket.write(generate(packet, { protocolVersion: protocol }));
  }
}
