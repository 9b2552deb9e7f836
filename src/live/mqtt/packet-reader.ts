import { type Packet, parser } from "mqtt-packet";

export interface PacketEvents {
  packet(packet: Packet): void;
  /** Nothing more is read after it. `packet` is the whole one that cannot be read, where there is one. */
  garbled(reason: string, packet?: Buffer): void;
}

/** What becomes of a packet before it is read: "read" it, leave it, or take this one for it. */
export type Lenience = (packet: Buffer, protocol: number) => Packet | Buffer | "ignore";

/** MQTT's own longest length field [MQTT5-1.5.5]. */
const LENGTH_BYTES = 4;
const PUBLISH = 3;
const SUBACK = 9;
/** PUBREL, SUBSCRIBE, UNSUBSCRIBE. */
const FLAGGED: ReadonlySet<number> = new Set([6, 8, 10]);
const FAILURE = 0x80;

/** True for the first byte of a packet: a known type, and the flags that it must have [MQTT5-2.1.3]. */
function isFirstByte(byte: number): boolean {
  const type = byte >> 4;
  const flags = byte & 0x0f;
  if (type === 0) return false;
  if (type === PUBLISH) return (flags & 0x06) !== 0x06;
  return flags === (FLAGGED.has(type) ? 0x02 : 0);
}

/** Type, length field and body of the packet at the start of `bytes`; undefined where the length is not whole yet. */
function sizeOf(bytes: Buffer, isLenient: boolean): number | "malformed" | undefined {
  const [first] = bytes;
  if (first !== undefined && !isLenient && !isFirstByte(first)) return "malformed";
  let length = 0;
  for (let at = 1; at <= LENGTH_BYTES; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 128 ** (at - 1);
    if (byte < 128) return 1 + at + length;
  }
  return "malformed";
}

/**
 * Where an ACL denies a subscription, NanoMQ sends 0x87 to MQTT 3.1.1 clients too, which have one code for failure
 * [MQTT-3.9.3-2] (sub_handler.c of 0.20.8 to 0.25.3). It is no reason to call the broker something else.
 */
function asMqtt311(packet: Buffer): Buffer {
  if ((packet[0] ?? 0) >> 4 !== SUBACK) return packet;
  const body = packet.length - (packet[1] ?? 0);
  return Buffer.from(packet.map((byte, at) => (at >= body + 2 && byte > FAILURE ? FAILURE : byte)));
}

/**
 * Cuts a stream into packets of `limitBytes` at most, and reads them. Without a limit a peer that announces 256 MB could
 * have them all kept here.
 */
export class PacketReader {
  readonly #parser;
  readonly #events: PacketEvents;
  readonly #limitBytes: number;
  readonly #protocol: 4 | 5 | undefined;
  readonly #lenience: Lenience | undefined;
  #connected = 0;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #wanted: number | undefined;
  #ended = false;
  #reading: Buffer | undefined;

  /** Without `protocol` it is the one of the CONNECT that comes first. `lenience`: of a broker that takes more than MQTT has. */
  constructor(events: PacketEvents, limitBytes: number, protocol?: 4 | 5, lenience?: Lenience) {
    this.#events = events;
    this.#lenience = lenience;
    this.#limitBytes = limitBytes;
    this.#protocol = protocol;
    this.#parser = protocol === undefined ? parser() : parser({ protocolVersion: protocol });
    this.#parser.on("packet", (packet: Packet) => {
      if (packet.cmd === "connect") this.#connected = packet.protocolVersion ?? 0;
      events.packet(packet);
    });
    this.#parser.on("error", (error: Error) => this.#end(error.message, this.#reading));
  }

  push(bytes: Buffer): void {
    if (this.#ended) return;
    this.#chunks.push(bytes);
    this.#bytes += bytes.length;
    while (!this.#ended && this.#cut());
  }

  /** False where no whole packet is there. */
  #cut(): boolean {
    if (this.#wanted === undefined) {
      const size = sizeOf(this.#joined(), this.#lenience !== undefined && this.#connected > 0);
      if (size === undefined) return false;
      if (size === "malformed") return this.#end("its first bytes begin no packet");
      if (size > this.#limitBytes) return this.#end(`a packet of ${size} bytes`);
      this.#wanted = size;
    }
    if (this.#bytes < this.#wanted) return false;
    const all = this.#joined();
    const packet = all.subarray(0, this.#wanted);
    this.#chunks = [all.subarray(this.#wanted)];
    this.#bytes -= this.#wanted;
    this.#wanted = undefined;
    const taken = this.#lenience?.(packet, this.#connected) ?? packet;
    if (taken === "ignore") return true;
    if (Buffer.isBuffer(taken)) return this.#read(taken);
    this.#events.packet(taken);
    return true;
  }

  #read(packet: Buffer): boolean {
    this.#reading = packet;
    try {
      this.#parser.parse(this.#protocol === 4 ? asMqtt311(packet) : packet);
    } catch (error) {
      // What it does not foresee it throws; here these are the bytes of a stranger.
      return this.#end(error instanceof Error ? error.message : String(error), packet);
    }
    return true;
  }

  #joined(): Buffer {
    const [first = Buffer.alloc(0), ...others] = this.#chunks;
    if (others.length === 0) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  #end(reason: string, packet?: Buffer): false {
    if (!this.#ended) this.#events.garbled(reason, packet);
    this.#ended = true;
    this.#chunks = [];
    return false;
  }
}
