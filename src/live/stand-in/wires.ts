import { createServer, type Server, type Socket } from "node:net";
import { WebSocketServer } from "ws";
import type { Transport } from "../../timing/core/events.ts";

/** One client's connection, whatever carries it. */
export interface Wire {
  readonly transport: Transport;
  write(bytes: Buffer): void;
  /** Ends the connection; the client sees its end `delayMs` later. */
  end(delayMs: number): void;
  /** At once, whatever is still unsent: the process ends. */
  drop(): void;
}

/** What a wire reports; `closed` comes once. */
export interface WireEvents {
  data(bytes: Buffer): void;
  closed(): void;
}

export type OnWire = (wire: Wire) => WireEvents;

function tcpWire(socket: Socket): Wire {
  return {
    transport: "tcp",
    write: (bytes) => socket.writable && socket.write(bytes),
    end: (delayMs) => setTimeout(() => socket.destroySoon(), delayMs),
    drop: () => socket.destroy(),
  };
}

export function createTcpServer(onWire: OnWire): Server {
  return createServer({ noDelay: true }, (socket) => {
    const events = onWire(tcpWire(socket));
    socket.on("data", (bytes) => events.data(bytes));
    socket.on("close", () => events.closed());
    // A reset is an end like any other: "close" follows.
    socket.on("error", () => socket.destroy());
  });
}

export function createWebSocketServer(host: string, port: number, onWire: OnWire): WebSocketServer {
  const server = new WebSocketServer({ host, port, handleProtocols: () => "mqtt" });
  server.on("connection", (socket) => {
    const events = onWire({
      transport: "ws",
      write: (bytes) => socket.send(bytes),
      // NanoMQ sends the close frame at the tick and waits 100 ms for the answer before its FIN.
      end: (delayMs) => {
        socket.close();
        setTimeout(() => socket.terminate(), delayMs);
      },
      drop: () => socket.terminate(),
    });
    socket.on("message", (data) => {
      if (Buffer.isBuffer(data)) events.data(data);
    });
    socket.on("close", () => events.closed());
    socket.on("error", () => socket.terminate());
  });
  return server;
}
