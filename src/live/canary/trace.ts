import type { TimerText } from "../../nanomq/time.ts";
import type { Observation } from "./canary.ts";

/** What a recording says about the broker. */
export interface TraceBroker {
  readonly version: string;
  /** As a conf would have it, where it is known. */
  readonly timer: TimerText | undefined;
}

const KINDS = { detection: "detection", will: "will", redelivery: "resend" } as const;

/**
 * The row of `nanotune replay --trace` for an observation. Absent settings make a row that names them missing. There is
 * none of what the API lists: it is asked too rarely to tell a moment.
 */
export function traceRow(observation: Observation, broker: TraceBroker): Readonly<Record<string, unknown>> {
  const { canary, closeMs } = observation;
  const { clients, measure } = canary;
  const common = {
    version: broker.version,
    transport: clients.transport,
    ...(broker.timer === undefined ? {} : { retry_interval_s: broker.timer.retryIntervalS }),
    multiplier: broker.timer?.multiplier ?? null,
    keepalive_s: clients.keepaliveMs / 1000,
    proto: clients.protocol,
    clean_start: 1,
    connack_ms: observation.connackMs,
    packets: observation.packets,
    last_packet_ms: observation.lastPacketMs,
    close_ms: closeMs ?? null,
    close_kind: observation.closeKind ?? null,
    since_last_ms: closeMs === undefined ? null : closeMs - observation.lastPacketMs,
    rig_lag_ms: observation.lagMs,
    observed_until_ms: observation.untilMs,
  };
  return { exp: KINDS[measure], ...common, ...measured(observation) };
}

function measured({ canary, willMs, publishMs, deliveries }: Observation): Readonly<Record<string, unknown>> {
  switch (canary.measure) {
    case "detection":
      return {};
    case "will":
      return { end: "silence", will_ms: willMs === undefined ? [] : [willMs] };
    case "redelivery":
      return {
        qos: 1,
        publisher_transport: canary.clients.transport,
        variant: "none",
        publish_ms: publishMs === undefined ? [] : [publishMs],
        deliveries,
        acks: [],
      };
  }
}
