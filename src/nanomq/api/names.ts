/*
 * What the HTTP API calls the settings: members of GET /api/v4/configuration, alike from 0.18.2 to 0.25.6 but for the
 * names marked. Source: get_basic_config to get_bridge_config in nanomq/conf_api.c of each tag. Left out are the texts of
 * keys and certificates, of which a conf has the paths.
 */
import type { VersionSpan } from "../version.ts";

export interface ApiName {
  /** Path of the member in its section: `qos_duration`, `connector.server`. */
  readonly name: string;
  /** Path of the setting, as `readConfig` has it. */
  readonly key: string;
  /** The API divides sizes by 1024 and drops the rest. */
  readonly unit?: "KiB";
  /** What a broker uses, and says, where the conf sets nothing. */
  readonly unset?: string;
  readonly span?: VersionSpan;
  /** Never to be shown. */
  readonly secret?: true;
}

function same(prefix: string, ...names: readonly string[]): readonly ApiName[] {
  return names.map((name) => ({ name, key: `${prefix}.${name}` }));
}

function topicNames(...names: readonly string[]): readonly ApiName[] {
  return names.map((name) => ({ name, key: name }));
}

const request = (name: string): readonly ApiName[] => same("auth.http_auth", `${name}.url`, `${name}.method`);

/** By section of the answer. */
export const apiSections: Readonly<Record<string, readonly ApiName[]>> = {
  basic: [
    { name: "url", key: "listeners.tcp.bind" },
    ...same("system", "num_taskq_thread", "max_taskq_thread", "parallel"),
    ...same("mqtt", "property_size"),
    ...same("system", "daemon"),
    { name: "max_packet_size", key: "mqtt.max_packet_size", unit: "KiB" },
    { name: "client_max_packet_size", key: "(internal).client_max_packet_size", unit: "KiB" },
    { name: "msq_len", key: "mqtt.max_mqueue_len" },
    { name: "qos_duration", key: "mqtt.retry_interval" },
    { name: "keepalive_backoff", key: "mqtt.keepalive_multiplier" },
    ...same("auth", "allow_anonymous"),
    { name: "ipc_internal", key: "system.enable_ipc_internal" },
  ],
  tls: [
    { name: "url", key: "listeners.ssl.bind" },
    ...same("listeners.ssl", "enable", "verify_peer", "fail_if_no_peer_cert"),
    { name: "key_password", key: "listeners.ssl.key_password", secret: true },
  ],
  auth_http: [
    ...same("auth.http_auth", "enable", "timeout", "connect_timeout", "pool_size", "cache_ttl"),
    ...request("auth_req"),
    ...request("super_req"),
    ...request("acl_req"),
  ],
  websocket: [
    { name: "enable", key: "listeners.ws.enable" },
    { name: "tls_enable", key: "listeners.wss.enable", span: { since: "0.23.3" } },
    { name: "url", key: "listeners.ws.bind" },
    { name: "tls_url", key: "listeners.wss.bind" },
  ],
  http_server: [
    ...same("http_server", "enable", "port"),
    { name: "addr", key: "http_server.ip_addr", span: { since: "0.23.1" } },
    { name: "username", key: "http_server.username", unset: "admin" },
    { name: "password", key: "http_server.password", unset: "public", secret: true },
    { name: "auth_type", key: "http_server.auth_type" },
  ],
  sqlite: same(
    "sqlite",
    "enable",
    "disk_cache_size",
    "flush_mem_threshold",
    "resend_interval",
    "mounted_file_path",
  ),
};

/** Of one element of `bridge.nodes`; keys below `bridges.mqtt[0]`. */
export const apiBridge: readonly ApiName[] = [
  { name: "name", key: "(name)" },
  { name: "enable", key: "enable" },
  { name: "parallel", key: "max_parallel_processes" },
  ...["server", "proto_ver", "clientid", "clean_start", "username", "keepalive"].map((name) => ({
    name: `connector.${name}`,
    key: name,
  })),
  { name: "connector.password", key: "password", secret: true },
];

/** Of one topic of a bridge; keys below `bridges.mqtt[0].forwards[0]`. */
export const apiTopics: Readonly<Record<"forwards" | "subscription", readonly ApiName[]>> = {
  forwards: topicNames("remote_topic", "local_topic", "prefix", "suffix"),
  subscription: topicNames("remote_topic", "local_topic", "prefix", "suffix", "qos"),
};

/** Of one element of `auth`; keys below `auth.password[0]`. */
export const apiUser: readonly ApiName[] = [
  { name: "login", key: "(username)" },
  { name: "password", key: "(password)", secret: true },
];

/** Members of `GET /reload` and of `POST /reload`, which are those of `basic`. */
export const reloadNames = [
  "property_size",
  "max_packet_size",
  "client_max_packet_size",
  "msq_len",
  "qos_duration",
  "keepalive_backoff",
  "allow_anonymous",
] as const;
