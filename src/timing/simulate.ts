import type { Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { BrokerCore } from "./core/core.ts";
import type { BrokerEffect, ConnectPacket } from "./core/events.ts";
import type { WindowMs } from "./detection.ts";
import { drive, type Input } from "./drive.ts";
import type { Departure, SessionClient } from "./windows.ts";

/** What a client that left at a given moment brought about; undefined = nothing within the horizon. */
export interface Aftermath {
  /** The FIN, as the client sees it. */
  readonly closeMs: number | undefined;
  readonly willMs: number | undefined;
  readonly sessionEndMs: number | undefined;
}

/** Far beyond anything a model run waits for. */
const HORIZON_MS = 1e12;
const CONNECTION = 0;
export const CLIENT_ID = "simulated";

/** `watchTicks` makes every tick an effect. */
export function coreFor(timer: Timer, version: NanomqVersion, watchTicks = false): BrokerCore {
  return new BrokerCore(timer, version, { watchTicks });
}

export function connectPacket(client: SessionClient, will: boolean): ConnectPacket {
  const { protocol, cleanStart, keepaliveMs, sessionExpiryMs, willDelayMs } = client;
  return {
    clientId: CLIENT_ID,
    protocol,
    cleanStart,
    keepaliveS: keepaliveMs / 1000,
    sessionExpiryS: sessionExpiryMs === undefined ? undefined : sessionExpiryMs / 1000,
    will: will ? { delayS: willDelayMs === undefined ? undefined : willDelayMs / 1000 } : undefined,
  };
}

/** Runs the core for one client with a will whose last packet comes `lastMs` after its CONNECT (0 = the CONNECT). */
export function simulateDeparture(
  timer: Timer,
  version: NanomqVersion,
  client: SessionClient,
  departure: Departure,
  lastMs: number,
): Aftermath {
  const connection = CONNECTION;
  const inputs: Input[] = [
    { atMs: 0, event: { kind: "open", connection, transport: client.transport ?? "tcp" } },
    { atMs: 0, event: { kind: "connect", connection, packet: connectPacket(client, true) } },
    ...stayAlive(timer, lastMs),
    ...leave(departure, lastMs),
  ];
  const effects = drive(coreFor(timer, version), inputs, HORIZON_MS);
  const find = (matches: (effect: BrokerEffect) => boolean) => effects.find(matches);
  const close = find(({ kind }) => kind === "close");
  return {
    closeMs: close?.kind === "close" ? close.finMs : undefined,
    willMs: find(({ kind }) => kind === "will")?.atMs,
    sessionEndMs: find((effect) => effect.kind === "state" && effect.state === "gone")?.atMs,
  };
}

/** A packet every half retry interval, which outlives any limit; the last one at `lastMs`. */
function stayAlive({ retry }: Timer, lastMs: number): readonly Input[] {
  if (lastMs === 0) return [];
  const stepMs = retry > 0 ? retry / 2 : lastMs;
  const packets = Math.ceil(lastMs / stepMs);
  return Array.from({ length: packets }, (_, i): Input => {
    return { atMs: lastMs - i * stepMs, event: { kind: "packet", connection: CONNECTION } };
  }).filter(({ atMs }) => atMs > 0);
}

function leave(departure: Departure, atMs: number): readonly Input[] {
  switch (departure) {
    case "silence":
      return [];
    case "hang-up":
      return [{ atMs, event: { kind: "hang-up", connection: CONNECTION } }];
    case "disconnect":
      return [{ atMs, event: { kind: "disconnect", connection: CONNECTION } }];
  }
}

/** The window of simulated moments; undefined for none. */
export function windowOf(momentsMs: readonly number[]): WindowMs | undefined {
  const sorted = momentsMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const [earliest, p50, p95, latest] = [sorted[0], at(0.5), at(0.95), sorted.at(-1)];
  if (earliest === undefined || p50 === undefined || p95 === undefined || latest === undefined)
    return undefined;
  return { earliest, p50, p95, latest };
}
