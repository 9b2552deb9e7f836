import { createServer } from "node:net";
import type { SocketSeen } from "../../preflight/listeners.ts";
import { type Address, addressText } from "../../start/address.ts";

const results: Readonly<Record<string, SocketSeen["result"]>> = {
  EADDRINUSE: "taken",
  EADDRNOTAVAIL: "no-such-address",
  EAFNOSUPPORT: "no-such-address",
  EACCES: "not-permitted",
  EPERM: "not-permitted",
  ENOTFOUND: "unknown-name",
  EAI_AGAIN: "unknown-name",
};

/** Listens on an address for a moment, accepts nobody, and says what the system made of it. */
export function tryBind(address: Address): Promise<SocketSeen> {
  const { host, port } = address;
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: Error & { readonly code?: string }) => {
      const result = results[error.code ?? ""] ?? "failed";
      resolve({ address, result, reason: `${error.code ?? error.message} ${addressText(address)}` });
    });
    server.listen({ host, port, exclusive: true, backlog: 1 }, () => {
      server.close(() => resolve({ address, result: "free" }));
    });
  });
}
