import { connect as connectTcp } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { generate, type Packet } from "mqtt-packet";
import { createWebSocketStream, WebSocket } from "ws";
import type { CloseKind } from "../canary/canary.ts";
import { PacketReader } from "../mqtt/packet-reader.ts";
import { ProbeError } from "./failure.ts";
import type { Target } from "./target.ts";

/** One connection that carries MQTT packets. */
export interface Link {
  send(packet: Packet): void;
  /** Sends what is written and ends the connection; harmless where it is closed already. */
  end(): void;
}

/** What a link reports; `closed` comes once. */
export interface LinkEvents {
  packet(packet: Packet): void;
  garbled(reason: string): void;
  closed(kind: CloseKind): void;
}

/** Opens a link, or throws a ProbeError; an abort leaves nothing open. */
export type OpenLink = (protocol: 4 | 5, events: LinkEvents, signal: AbortSignal) => Promise<Link>;

export interface TlsOptions {
  /** PEM; the system's authorities where absent. */
  readonly ca?: Uint8Array | undefined;
  /** Take any certificate. */
  readonly insecure: boolean;
}

interface Wire {
  readonly stream: Duplex;
  /** The event of a connection that stands. */
  readonly ready: string;
}

function wireTo(target: Target, { ca, insecure }: TlsOptions): Wire {
  const { scheme, host, port } = target;
  const trust = { rejectUnauthorized: !insecure, ...(ca === undefined ? {} : { ca: Buffer.from(ca) }) };
  if (scheme === "mqtt") return { stream: connectTcp({ host, port, noDelay: true }), ready: "connect" };
  if (scheme === "mqtts") {
    const servername = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
    return { stream: connectTls({ host, port, ...trust, ...servername }), ready: "secureConnect" };
  }
  const shown = host.includes(":") ? `[${host}]` : host;
  const socket = new WebSocket(`${scheme}://${shown}:${port}${target.path}`, "mqtt", trust);
  const stream = createWebSocketStream(socket);
  socket.once("open", () => stream.emit("ready"));
  return { stream, ready: "ready" };
}

/** Canaries send and want no more than a few bytes; what others publish is not theirs. */
const LONGEST_PACKET_BYTES = 1_048_576;

/** Codes of the system that speak of the way, not of a handshake. */
const UNREACHABLE = /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT|EADDR|EACCES|EPERM|EPIPE)/;

function failureOf(error: Error): ProbeError {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (UNREACHABLE.test(code)) return new ProbeError({ kind: "unreachable", reason: code });
  return new ProbeError({ kind: "handshake", reason: error.message });
}

/** Real sockets towards one broker. */
export function linksTo(target: Target, tls: TlsOptions): OpenLink {
  return (protocol, events, signal) =>
    new Promise((resolve, reject) => {
      const { stream, ready } = wireTo(target, tls);
      let failed: Error | undefined;
      // One that never stood does not close: it fails.
      let stands = false;
      const stop = () => stream.destroy();
      signal.addEventListener("abort", stop);
      const packets = new PacketReader(events, LONGEST_PACKET_BYTES, protocol);
      const closed = () => {
        if (!stands) return;
        stands = false;
        events.closed(failed === undefined ? "fin" : "rst");
      };
      stream.on("data", (bytes: Buffer) => packets.push(bytes));
      stream.on("error", (error) => {
        failed = error;
        reject(failureOf(error));
      });
      // The FIN itself; "close" comes only after our own.
      stream.on("end", closed);
      stream.on("close", () => {
        signal.removeEventListener("abort", stop);
        reject(
          signal.aborted ? new ProbeError({ kind: "stopped" }) : failureOf(failed ?? new Error("closed")),
        );
        closed();
      });
      stream.once(ready, () => {
        signal.removeEventListener("abort", stop);
        stands = true;
        resolve({
          send: (packet) => {
            if (stream.writable) stream.write(generate(packet, { protocolVersion: protocol }));
          },
          end: () => endOf(stream),
        });
      });
    });
}

/** A peer that never answers our FIN does not keep the process. */
function endOf(stream: Duplex): void {
  if (stream.destroyed) return;
  const giveUp = setTimeout(() => stream.destroy(), 1000);
  stream.once("close", () => clearTimeout(giveUp));
  stream.end();
}
