// Ports of this machine, which the system gives out.
import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** Where a server listens. @throws where it does not */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A port that nobody listens on any more. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  server.close();
  await once(server, "close");
  return port;
}
