// A NanoMQ with one bridge, as far as an outage sees it: the reference core decides, sockets carry.
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { generate, type Packet, parser } from "mqtt-packet";
import type { BridgeSettings, Qos } from "../../../src/nanomq/bridge-settings.ts";
import type { NanomqVersion } from "../../../src/nanomq/version.ts";
import { BridgeCore } from "../../../src/timing/outage/bridge-core.ts";
import type { BridgeEffect, BridgeEvent } from "../../../src/timing/outage/events.ts";
import { portOf } from "../../ports.ts";
import { atEnd } from "../probe/real-world.ts";

interface Message {
  readonly topic: string;
  readonly payload: Buffer;
}

class FakeNanomq {
  readonly #core: BridgeCore;
  readonly #upstreamPort: number;
  readonly #messages: Message[] = [];
  readonly #locals = new Set<Socket>();
  readonly #startedMs = performance.now();
  #uplink: Socket | undefined;
  #alarm: NodeJS.Timeout | undefined;
  isDead = false;

  constructor(settings: BridgeSettings, version: NanomqVersion, upstreamPort: number) {
    this.#core = new BridgeCore(settings, version, { uniform: () => 0.1 });
    this.#upstreamPort = upstreamPort;
    this.#setAlarm();
  }

  readonly welcome = (socket: Socket) => {
    this.#locals.add(socket);
    const packets = parser();
    packets.on("packet", (packet: Packet) => this.#local(socket, packet));
    socket.on("data", (bytes) => void packets.parse(bytes));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#locals.delete(socket));
  };

  end(): void {
    this.isDead = true;
    clearTimeout(this.#alarm);
    for (const socket of [...this.#locals, this.#uplink]) socket?.destroy();
  }

  #local(socket: Socket, packet: Packet): void {
    if (packet.cmd === "connect")
      socket.write(generate({ cmd: "connack", returnCode: 0, sessionPresent: false }));
    if (packet.cmd !== "publish") return;
    if (packet.qos === 1) socket.write(generate({ cmd: "puback", messageId: packet.messageId ?? 0 }));
    const { topic, payload, qos } = packet;
    const first = this.#messages.push({ topic, payload: Buffer.from(payload) }) - 1;
    this.#happen({ kind: "publish", first, count: 1, qos, everyMs: 0 });
  }

  #happen(event: BridgeEvent): void {
    if (this.isDead) return;
    for (const effect of this.#core.handle(event, performance.now() - this.#startedMs)) this.#perform(effect);
    if (!this.isDead) this.#setAlarm();
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const deadlineMs = this.#core.nextDeadlineMs();
    const waitMs = Math.max(0, deadlineMs - (performance.now() - this.#startedMs));
    if (deadlineMs < Infinity) this.#alarm = setTimeout(() => this.#happen({ kind: "elapse" }), waitMs);
  }

  #perform(effect: BridgeEffect): void {
    switch (effect.kind) {
      case "try":
        this.#connect();
        break;
      case "send":
        this.#send(effect.copy, effect.qos, effect.packetId, effect.source === "resend");
        break;
      case "ping":
        this.#uplink?.write(generate({ cmd: "pingreq" }));
        break;
      case "down":
        this.#uplink?.destroy();
        break;
      case "crash":
        this.end();
        break;
      case "lost":
      case "subscribe":
      case "disconnect":
        break;
    }
  }

  #send(copy: number, qos: Qos, packetId: number, dup: boolean): void {
    const message = this.#messages[copy];
    if (message === undefined) return;
    const messageId = qos === 0 ? {} : { messageId: packetId };
    this.#uplink?.write(generate({ cmd: "publish", ...message, qos, dup, retain: false, ...messageId }));
  }

  #connect(): void {
    const socket = connect({ port: this.#upstreamPort, host: "127.0.0.1", noDelay: true });
    const packets = parser();
    let isUp = false;
    this.#uplink = socket;
    const isCurrent = () => this.#uplink === socket;
    packets.on("packet", (packet: Packet) => {
      if (!isCurrent()) return;
      isUp ||= packet.cmd === "connack";
      if (packet.cmd === "connack") this.#happen({ kind: "connected" });
      else if (packet.cmd === "puback")
        this.#happen({ kind: "acknowledge", packetId: packet.messageId ?? 0 });
      else this.#happen({ kind: "packet" });
    });
    socket.on("connect", () =>
      socket.write(
        generate({
          cmd: "connect",
          clientId: "bridge",
          protocolId: "MQTT",
          protocolVersion: 4,
          clean: true,
          keepalive: 60,
        }),
      ),
    );
    socket.on("data", (bytes) => void packets.parse(bytes));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => isCurrent() && this.#happen({ kind: isUp ? "closed" : "refused" }));
  }
}

/** Starts it; gives the port of its local listener. */
export async function fakeNanomq(
  settings: BridgeSettings,
  version: NanomqVersion,
  upstreamPort: number,
): Promise<number> {
  const broker = new FakeNanomq(settings, version, upstreamPort);
  const listening = createServer({ noDelay: true }, broker.welcome).listen(0, "127.0.0.1");
  await once(listening, "listening");
  atEnd(() => {
    broker.end();
    listening.close();
  });
  return portOf(listening);
}
