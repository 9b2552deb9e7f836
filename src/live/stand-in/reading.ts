import { generate, type Packet } from "mqtt-packet";
import { PacketReader } from "../mqtt/packet-reader.ts";
import { lenience, protocolNamed } from "./lenience.ts";
import type { RelayOutput } from "./outbox.ts";
import type { Relay } from "./relay.ts";

export interface Reading {
  readonly relay: Relay;
  readonly connection: number;
  readonly longestPacketBytes: number;
  readonly nowMs: () => number;
  readonly perform: (outputs: readonly RelayOutput[]) => void;
}

/** Takes the bytes of one connection to the relay, as NanoMQ reads them. */
export function readerOf({ relay, connection, longestPacketBytes, nowMs, perform }: Reading): PacketReader {
  const events = {
    packet: (packet: Packet) => perform(relay.receive(connection, packet, nowMs())),
    garbled: (_why: string, packet?: Buffer) =>
      perform(relay.garbled(connection, nowMs(), protocolNamed(packet))),
  };
  return new PacketReader(events, longestPacketBytes, undefined, lenience);
}

/** What goes over the wire. */
export function bytesOf({ packet, protocol }: Extract<RelayOutput, { kind: "write" }>): Buffer {
  return generate(packet, { protocolVersion: protocol });
}
