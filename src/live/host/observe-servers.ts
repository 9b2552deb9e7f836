import { lookup } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { connect, isIP } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ConnectResult, ServerSeen, WantedServer } from "../../preflight/network.ts";

const PATIENCE_MS = 5000;

const faults: Readonly<Record<string, ConnectResult["reached"] & ("refused" | "name-unknown" | "timeout")>> =
  {
    ECONNREFUSED: "refused",
    ENOTFOUND: "name-unknown",
    EAI_AGAIN: "name-unknown",
    ETIMEDOUT: "timeout",
  };

function resultOf(error: Error & { readonly code?: string }): ConnectResult {
  const reached = faults[error.code ?? ""];
  if (reached === "timeout") return { reached, milliseconds: PATIENCE_MS };
  return reached === undefined ? { reached: "failed", reason: error.code ?? error.message } : { reached };
}

/** Connects, says nothing, and hangs up; over TLS the server's certificate is checked as a bridge checks it. */
function tryConnect({ address, tls }: WantedServer, ca: Buffer | undefined): Promise<ConnectResult> {
  const { host, port } = address;
  const start = performance.now();
  return new Promise((resolve) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket =
      tls === undefined
        ? connect({ host, port })
        : connectTls({ host, port, rejectUnauthorized: false, ...name, ...(ca === undefined ? {} : { ca }) });
    const end = (result: ConnectResult) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end({ reached: "timeout", milliseconds: PATIENCE_MS }), PATIENCE_MS);
    socket.once("error", (error) => end(resultOf(error)));
    socket.once(tls === undefined ? "connect" : "secureConnect", () => {
      if ("authorizationError" in socket && tls !== undefined && !socket.authorized)
        return end({ reached: "certificate", reason: reasonOf(socket.authorizationError) });
      return end({ reached: "connected", milliseconds: Math.round(performance.now() - start) });
    });
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) return "code" in error ? String(error.code) : error.message;
  return String(error);
}

async function observe(server: WantedServer, caOf: (key: string) => string | undefined): Promise<ServerSeen> {
  const { key, address, tls } = server;
  try {
    await lookup(address.host);
  } catch {
    return { key, result: { reached: "name-unknown" } };
  }
  const path = tls === undefined ? undefined : caOf(tls.caKey);
  try {
    const ca = path === undefined ? undefined : readFileSync(path);
    return { key, result: await tryConnect(server, ca) };
  } catch (error) {
    return { key, result: resultOf(error instanceof Error ? error : new Error(String(error))) };
  }
}

/**
 * Connects to every server, all at once.
 * @param caOf place of the CA file that a setting names
 */
export function observeServers(
  wanted: readonly WantedServer[],
  caOf: (key: string) => string | undefined,
): Promise<readonly ServerSeen[]> {
  return Promise.all(wanted.map((server) => observe(server, caOf)));
}
