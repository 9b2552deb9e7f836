import type { TimerText } from "../../nanomq/time.ts";
import type { Observation } from "./canary.ts";

/** What a recording says about the broker. */
export interface TraceBroker {
  readonly version: string;
  /** As a conf would have it, where it is known. */
  readonly timer: TimerText | undefined;
}

const KINDS = { detection: "detection", will: "will", redelivery: "resend" } as const;

/** The rows of `nanotune replay --trace`, one or two for each observation. Absent settings make a row that names them missing. */
export function traceRows(
  observation: Observation,
  broker: TraceBroker,
): readonly Readonly<Record<string, unknown>>[] {
  const { canary, closeMs, listing } = observation;
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
  const row = { exp: KINDS[measure], ...common, ...measured(observation) };
  return listing === undefined || measure === "redelivery"
    ? [row]
    : [row, { exp: "api", ...common, end: "silence", api_changes: listing }];
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
        variant: "none",
        publish_ms: publishMs === undefined ? [] : [publishMs],
        deliveries,
        acks: [],
      };
  }
}
