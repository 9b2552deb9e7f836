/** What stands below `bridge.mqtt.NAME.` in the old format, and where it goes below the bridge's section. */

import {
  type Conversion,
  count,
  countOrDefault,
  flag,
  milliseconds,
  retain,
  seconds,
  stringMap,
  text,
} from "../migrate/convert.ts";

interface BridgeItem {
  readonly old: string;
  readonly to: string;
  readonly as: Conversion;
}

function same(as: Conversion, names: readonly string[]): readonly BridgeItem[] {
  return names.map((name) => ({ old: name, to: name, as }));
}

function moved(from: string, to: string, as: Conversion, names: readonly string[]): readonly BridgeItem[] {
  return names.map((name) => ({ old: `${from}.${name}`, to: `${to}.${name}`, as }));
}

const connection: readonly BridgeItem[] = [
  ...same(count, ["proto_ver"]),
  ...same(seconds, ["keepalive"]),
  ...same(seconds, ["backoff_max"]),
  ...same(flag, ["clean_start"]),
  ...same(text, ["clientid", "username", "password"]),
  { old: "transparent_bridging", to: "transparent", as: flag },
  { old: "retry_qos0", to: "retry_qos_0", as: flag },
  { old: "parallel", to: "max_parallel_processes", as: count },
  ...moved("tls", "ssl", text, ["keyfile", "certfile", "cacertfile", "key_password"]),
];

const will: readonly BridgeItem[] = [
  ...moved("will", "will", text, ["topic", "payload"]),
  ...moved("will", "will", countOrDefault, ["qos"]),
  ...moved("will", "will", flag, ["retain"]),
  ...moved("will.properties", "will.properties", countOrDefault, [
    "payload_format_indicator",
    "message_expiry_interval",
    "will_delay_interval",
  ]),
  ...moved("will.properties", "will.properties", text, [
    "content_type",
    "response_topic",
    "correlation_data",
  ]),
  ...moved("will.properties", "will.properties", stringMap, ["user_property"]),
];

const connectProperties: readonly BridgeItem[] = [
  ...moved("connect.properties", "conn_properties", countOrDefault, [
    "session_expiry_interval",
    "request_problem_infomation",
    "request_response_infomation",
    "receive_maximum",
    "topic_alias_maximum",
    "maximum_packet_size",
  ]),
  ...moved("connect.properties", "conn_properties", stringMap, ["user_property"]),
];

const topics: readonly BridgeItem[] = [
  ...moved("forwards.N", "forwards.N", text, ["remote_topic", "local_topic"]),
  ...moved("subscription.N", "subscription.N", text, ["remote_topic", "local_topic"]),
  ...moved("subscription.N", "subscription.N", countOrDefault, ["qos"]),
];

const retained: readonly BridgeItem[] = [
  { old: "forwards.N.retain", to: "forwards.N.retain", as: retain },
  { old: "subscription.N.retain", to: "subscription.N.retain", as: retain },
  ...moved("subscription.N", "subscription.N", countOrDefault, ["retain_as_published", "retain_handling"]),
  ...moved("subscription.properties", "sub_properties", count, ["identifier"]),
  ...moved("subscription.properties", "sub_properties", stringMap, ["user_property"]),
];

const transport: readonly BridgeItem[] = [
  { old: "address", to: "server", as: text },
  ...same(countOrDefault, ["max_send_queue_len", "max_recv_queue_len"]),
  ...same(count, ["resend_interval", "resend_wait", "cancel_timeout"]),
  ...same(seconds, [
    "quic_keepalive",
    "quic_idle_timeout",
    "quic_discon_timeout",
    "quic_handshake_timeout",
    "quic_send_idle_timeout",
  ]),
  ...same(milliseconds, ["quic_initial_rtt_ms", "quic_max_ack_delay_ms"]),
  ...same(flag, ["quic_multi_stream", "quic_qos_priority", "quic_0rtt", "hybrid_bridging"]),
];

export const bridgeItems: readonly BridgeItem[] = [
  ...transport,
  ...connection,
  ...will,
  ...connectProperties,
  ...topics,
  ...retained,
];

/** HOCON's AWS bridge has no queue, resend or QUIC settings, no topic properties and no retain. */
export const awsItems: readonly BridgeItem[] = [...connection, ...will, ...connectProperties, ...topics];

export const cacheItems: readonly BridgeItem[] = [
  ...same(count, ["disk_cache_size", "flush_mem_threshold", "resend_interval"]),
  ...same(text, ["mounted_file_path"]),
];
