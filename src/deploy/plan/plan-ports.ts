/** Which ports of a broker are to be reached from where. */

import type { Settings } from "../../start/effective.ts";
import { type ListenerKind, openListeners } from "../../start/listeners.ts";

export interface PlannedPort {
  readonly kind: ListenerKind;
  readonly address: string;
  readonly port: number;
  /** Everybody's, this machine's alone (the HTTP API can stop the broker), or nobody's outside of the container. */
  readonly reach: "all" | "machine" | "inside";
}

const LOOPBACK = /^(?:127\.|::1$|localhost$)/;

/** Each port once, however many addresses it is bound to. */
export function plannedPorts(settings: Settings): readonly PlannedPort[] {
  const ports = openListeners(settings).flatMap(({ kind, address }): readonly PlannedPort[] => {
    if (address === undefined || !(address.port > 0)) return [];
    const { host, port } = address;
    const reach = LOOPBACK.test(host) ? "inside" : kind === "http" ? "machine" : "all";
    return [{ kind, address: host, port, reach }];
  });
  return [...new Map(ports.toReversed().map((one) => [one.port, one])).values()].toReversed();
}

/** What tells most about a broker first; any open port tells that it lives. */
const TELLING: readonly ListenerKind[] = ["tcp", "ws", "http", "ssl", "wss"];
const EVERYWHERE = /^(?:0\.0\.0\.0|::|127\.|::1$|localhost$)/;

/** The port a health check asks at the loopback; undefined where nothing listens there. */
export function checkedPort(ports: readonly PlannedPort[]): PlannedPort | undefined {
  const asked = ports.filter(({ address }) => EVERYWHERE.test(address));
  return asked.toSorted((a, b) => TELLING.indexOf(a.kind) - TELLING.indexOf(b.kind))[0];
}
