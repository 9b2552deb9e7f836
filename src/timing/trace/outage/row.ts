import {
  type BridgeSettings,
  type DiskCache,
  defaultBridge,
  type Qos,
} from "../../../nanomq/bridge-settings.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import type { TraceRow } from "../row.ts";

export const outageKinds = [
  ...(["refused", "fin", "rst", "flap-fin", "flap-rst", "reject", "hang"] as const),
  ...(["blackhole", "dead", "slow", "noack", "none"] as const),
] as const;

export type OutageKind = (typeof outageKinds)[number];

/** What the rig did: `scenario` of a row, in ms. */
export interface Scenario {
  readonly kind: OutageKind;
  readonly preMs: number;
  readonly outageMs: number;
  readonly postMs: number;
  readonly tailMs: number;
  readonly everyMs: number;
  readonly burst: number;
  readonly qos: Qos;
  readonly postQos: Qos;
  readonly payloadBytes: number;
  /** No message after the link is back. */
  readonly quietAfter: boolean;
  /** The upstream only appears at the end of the outage. */
  readonly initiallyDown: boolean;
  /** Delay of an acknowledgement outside the outage, and in it. */
  readonly ackMs: number;
  readonly outageAckMs: number;
}

/** `settings` and `scenario`: all that a prediction without a look at the recording may use. */
export interface OutageSetup {
  readonly version: NanomqVersion;
  readonly bridge: BridgeSettings;
  readonly scenario: Scenario;
}

const qosLevels = [0, 1, 2] as const;
const protocols = [4, 5] as const;

/** The rig's machine had two cores. */
const WORKERS = 4;

export function setupOf(row: TraceRow): OutageSetup {
  const settings = row.part("settings");
  return {
    version: row.version,
    scenario: forwardedAs(settings, scenarioOf(row.part("scenario"))),
    bridge: bridgeOf(settings),
  };
}

/** The forward rule may change the QoS of what it forwards. */
function forwardedAs(settings: TraceRow, scenario: Scenario): Scenario {
  if (!settings.has("fwd_qos")) return scenario;
  const qos = settings.oneOf("fwd_qos", qosLevels);
  return { ...scenario, qos, postQos: qos };
}

function scenarioOf(row: TraceRow): Scenario {
  const kind = row.oneOf("kind", outageKinds);
  const qos = row.oneOf("qos", qosLevels);
  const ackMs = row.optionalNumber("puback_delay_ms") ?? 0;
  return {
    kind,
    preMs: 1000 * row.number("pre"),
    outageMs: 1000 * row.number("outage"),
    postMs: 1000 * row.number("post"),
    tailMs: 1000 * row.number("tail"),
    everyMs: 1000 / row.positive("rate"),
    burst: row.has("burst") ? Math.max(1, row.whole("burst")) : 1,
    qos,
    postQos: row.has("post_qos") ? row.oneOf("post_qos", qosLevels) : qos,
    payloadBytes: row.optionalNumber("payload") ?? 0,
    quietAfter: row.optionalText("pub_until") === "outage",
    initiallyDown: row.optionalText("initial") === "down",
    ackMs,
    outageAckMs: outageAckMs(row, kind, ackMs),
  };
}

function outageAckMs(row: TraceRow, kind: OutageKind, ackMs: number): number {
  if (kind === "noack") return Infinity;
  return kind === "slow" ? row.number("slow_ms") : ackMs;
}

function bridgeOf(row: TraceRow): BridgeSettings {
  const backoffMaxS = row.optionalNumber("backoff_max");
  const d = defaultBridge;
  return {
    workers: row.has("parallel") ? Math.max(1, row.whole("parallel")) : WORKERS,
    queueLength: row.has("max_send_queue_len") ? row.whole("max_send_queue_len") : d.queueLength,
    rules: row.has("forwards") ? Math.max(1, row.whole("forwards")) : d.rules,
    protocol: row.has("proto_ver") ? row.oneOf("proto_ver", protocols) : d.protocol,
    keepaliveMs: row.has("keepalive") ? 1000 * row.positive("keepalive") : d.keepaliveMs,
    resendIntervalMs: row.has("resend_interval") ? row.positive("resend_interval") : d.resendIntervalMs,
    resendWaitMs: row.optionalNumber("resend_wait") ?? d.resendWaitMs,
    cancelTimeoutMs: row.optionalNumber("cancel_timeout") ?? d.cancelTimeoutMs,
    backoffMaxMs: backoffMaxS === undefined ? undefined : 1000 * backoffMaxS,
    retryQos0: row.flag("retry_qos_0"),
    disk: row.flag("cache") ? diskOf(row) : undefined,
  };
}

function diskOf(row: TraceRow): DiskCache {
  return {
    rows: row.has("disk_cache_size") ? row.whole("disk_cache_size") : 102_400,
    flushAt: row.has("flush_mem_threshold") ? row.whole("flush_mem_threshold") : 100,
    resendIntervalMs: row.has("cache_resend_interval") ? row.positive("cache_resend_interval") : 5000,
  };
}
