import { readFileSync } from "node:fs";
import type { ListenersSeen, SocketSeen } from "../../preflight/listeners.ts";
import type { Address } from "../../start/address.ts";
import { holderOf } from "./port-holder.ts";
import { tryBind } from "./try-bind.ts";

const PRIVILEGED = 1024;

function unprivilegedPortStart(): number {
  try {
    return Number(readFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start", "utf8"));
  } catch {
    return PRIVILEGED;
  }
}

/** Tries every address, one after the other: two of them may share a port. */
export async function observeListeners(
  addresses: readonly Address[],
  broker: Pick<ListenersSeen, "brokerIsRoot" | "brokerUser" | "asked">,
): Promise<ListenersSeen> {
  const sockets: SocketSeen[] = [];
  for (const address of addresses) {
    const seen = await tryBind(address);
    sockets.push(seen.result === "taken" ? { ...seen, holder: holderOf(address.port) } : seen);
  }
  return { sockets, unprivilegedPortStart: unprivilegedPortStart(), ...broker };
}
