import type { BrokerCore } from "../src/timing/core/core.ts";
import type { BrokerEvent } from "../src/timing/core/events.ts";
import { Random } from "../src/timing/random.ts";

export interface LoadFigures {
  /** Packets handled plus deadlines that came due. */
  readonly events: number;
  readonly kicks: number;
  /** Virtual time covered. */
  readonly virtualMs: number;
}

export interface Load {
  readonly clients: number;
  readonly keepaliveMs: number;
  readonly events: number;
  /** Share of packets that never come: their clients fall silent until the broker kicks them, and connect again. */
  readonly silentShare: number;
  readonly seed: number;
}

const elapse: BrokerEvent = { kind: "elapse" };

/** Many idle clients, each pinging once per keepalive at its own phase, some falling silent: what a benchmark runs. */
export function runLoad(core: BrokerCore, load: Load): LoadFigures {
  const random = new Random(load.seed);
  const pings = Array.from({ length: load.clients }, (_, connection): BrokerEvent => {
    return { kind: "packet", connection };
  });
  const gapMs = load.keepaliveMs / load.clients;
  const silent = new Uint8Array(load.clients);
  let events = connectAll(core, load, gapMs);
  let kicks = 0;
  let nowMs = load.keepaliveMs;
  while (events < load.events) {
    let connection = -1;
    for (const ping of pings) {
      connection++;
      nowMs += gapMs;
      for (let dueMs = core.nextDeadlineMs(); dueMs <= nowMs; dueMs = core.nextDeadlineMs()) {
        events++;
        for (const effect of core.handle(elapse, dueMs)) {
          if (effect.kind !== "close") continue;
          kicks++;
          silent[effect.connection] = 0;
          connect(core, effect.connection, load.keepaliveMs, dueMs);
        }
      }
      if (silent[connection] === 0 && random.uniform() < load.silentShare) silent[connection] = 1;
      if (silent[connection] === 1) continue;
      core.handle(ping, nowMs);
      events++;
    }
  }
  return { events, kicks, virtualMs: nowMs };
}

function connectAll(core: BrokerCore, load: Load, gapMs: number): number {
  for (let connection = 0; connection < load.clients; connection++) {
    connect(core, connection, load.keepaliveMs, (connection + 1) * gapMs);
  }
  return 2 * load.clients;
}

function connect(core: BrokerCore, connection: number, keepaliveMs: number, atMs: number): void {
  core.handle({ kind: "open", connection, transport: "tcp" }, atMs);
  const packet = {
    clientId: `client-${connection}`,
    protocol: 4,
    cleanStart: true,
    keepaliveS: keepaliveMs / 1000,
  } as const;
  core.handle({ kind: "connect", connection, packet }, atMs);
}
