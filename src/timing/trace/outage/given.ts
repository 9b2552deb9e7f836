import { NEGOTIATION_MS } from "../../outage/backoff.ts";
import type { Reply } from "../../outage/upstream.ts";
import type { Timed, TraceRow } from "../row.ts";
import { hasProbe, type OutagePlan, type Segments } from "./plan.ts";
import { setupOf } from "./row.ts";

type LinkEvent = Timed & { readonly rest: readonly unknown[] };

/** The rig ends the broker this long before its last line. */
const ENDING_MS = 100;

/** The row with its link events: what happened to the connections is told, what the bridge did is not. */
export function givenPlan(row: TraceRow): OutagePlan {
  const setup = setupOf(row);
  const startMs = row.number("t_start");
  const outageMs = row.number("t_outage");
  const emptyConnack = setup.bridge.protocol === 5 && !row.flag("v5_connack_properties");
  const probeMs = (startMs + outageMs) / 2;
  const probe: readonly Reply[] = hasProbe(setup, emptyConnack)
    ? [{ atMs: probeMs, event: { kind: "packet" } }]
    : [];
  return {
    setup,
    published: segmentsOf(row.part("published")),
    counted: true,
    startMs,
    outageMs,
    backMs: row.number("t_back"),
    untilMs: row.number("t_end") - ENDING_MS,
    told: [...linkEvents(row.timed("events"), emptyConnack), ...probe],
    emptyConnack,
    seed: 1,
  };
}

export function segmentsOf(row: TraceRow): Segments {
  return { pre: row.whole("pre"), out: row.whole("out"), post: row.whole("post") };
}

/**
 * Of the connections that count: a bridge has one at a time, so each makes those before it old. A new one proves that
 * the bridge knew by then that its link was gone.
 */
function linkEvents(events: readonly LinkEvent[], empty: boolean): readonly Reply[] {
  const acceptedMs = new Map<number, number>();
  const replies: Reply[] = [];
  let newest = 0;
  let connected = 0;
  for (const { atMs, name, rest } of events) {
    const connection = typeof rest[0] === "number" ? rest[0] : 0;
    if (name === "accept") {
      acceptedMs.set(connection, atMs);
      newest = Math.max(newest, connection);
      replies.push({ atMs, event: { kind: "closed" } });
    } else if (name === "connect" && connection === newest && isInTime(atMs, acceptedMs.get(connection))) {
      connected = connection;
      replies.push({ atMs, event: { kind: "connected", empty } });
    } else if (name === "closed" && connection === connected && closedByUpstream(rest[1])) {
      replies.push({ atMs, event: { kind: "closed" } });
    }
  }
  return replies;
}

/** A bridge that got no CONNACK in that time has closed the connection, even if the upstream reads the CONNECT later. */
function isInTime(connectMs: number, acceptMs: number | undefined): boolean {
  return acceptMs === undefined || connectMs - acceptMs < NEGOTIATION_MS;
}

function closedByUpstream(how: unknown): boolean {
  return typeof how === "string" && how.startsWith("upstream");
}
