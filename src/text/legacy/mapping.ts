/**
 * Where each old key goes: NanoNNG conf.c (the old parser) against conf_ver2.c (HOCON).
 *
 * Patterns are keys whose segments NAME and N stand for a name and a number; NAME as the last segment takes the rest
 * of the key. The same words in `to` are filled with what they stood for; a number segment of `to` is a list entry.
 */

import {
  address,
  type Conversion,
  count,
  countOrDefault,
  duration,
  factor,
  flag,
  jsonObject,
  kibibytes,
  logSinks,
  noted,
  oneOf,
  parameters,
  seconds,
  size,
  sql,
  text,
} from "../migrate/convert.ts";
import type { LostReason } from "../migrate/migration.ts";
import { awsItems, bridgeItems, cacheItems } from "./bridge-mapping.ts";

export interface SettingDestination {
  readonly kind: "setting";
  readonly to: string;
  readonly as: Conversion;
}

/** One way an old key can go. */
export type Destination =
  | SettingDestination
  /** The switch of a section, whose presence says the same in HOCON. */
  | { readonly kind: "switch"; readonly of: string }
  /** Needs more than its own line (events, host and port, database names). */
  | { readonly kind: "joined" }
  | { readonly kind: "none"; readonly reason: LostReason };

export interface MappingRow {
  readonly old: string;
  readonly destination: Destination;
}

function row(old: string, to: string, as: Conversion): MappingRow {
  return { old, destination: { kind: "setting", to, as } };
}

function switchRow(old: string, of: string): MappingRow {
  return { old, destination: { kind: "switch", of } };
}

function joined(...olds: readonly string[]): readonly MappingRow[] {
  return olds.map((old) => ({ old, destination: { kind: "joined" } }));
}

function none(reason: LostReason, ...olds: readonly string[]): readonly MappingRow[] {
  return olds.map((old) => ({ old, destination: { kind: "none", reason } }));
}

const basic: readonly MappingRow[] = [
  switchRow("enable", "listeners.tcp"),
  row("daemon", "system.daemon", flag),
  row("num_taskq_thread", "system.num_taskq_thread", countOrDefault),
  row("max_taskq_thread", "system.max_taskq_thread", countOrDefault),
  row("parallel", "system.parallel", countOrDefault),
  row("enable_ipc_internal", "system.enable_ipc_internal", flag),
  row("property_size", "mqtt.property_size", count),
  row("msq_len", "mqtt.max_mqueue_len", count),
  row("max_packet_size", "mqtt.max_packet_size", kibibytes),
  row("qos_duration", "mqtt.retry_interval", seconds),
  row("keepalive_backoff", "mqtt.keepalive_multiplier", factor),
  row("allow_anonymous", "auth.allow_anonymous", flag),
  row("acl_nomatch", "auth.no_match", oneOf(["allow", "deny"], "deny", "nomatch-deny")),
  row("acl_deny_action", "auth.deny_action", oneOf(["ignore", "disconnect"])),
  switchRow("acl_enable", "auth.acl"),
  switchRow("auth_enable", "auth.password"),
  ...none("no-equivalent", "client_max_packet_size"),
  ...none("never-read", "enable_acl_cache", "acl_cache_max_size", "acl_cache_ttl"),
];

const listeners: readonly MappingRow[] = [
  row("url", "listeners.tcp.bind", address("nmq-tcp", "broker+tcp")),
  switchRow("websocket.enable", "listeners.ws"),
  switchRow("websocket.tls_enable", "listeners.wss"),
  switchRow("tls.enable", "listeners.ssl"),
  row("websocket.url", "listeners.ws.bind", address("nmq-ws", "nmq+ws")),
  row("websocket.tls_url", "listeners.wss.bind", address("nmq-wss", "nmq+wss")),
  row("tls.url", "listeners.ssl.bind", address("tls+nmq-tcp")),
  ...["key_password", "keyfile", "certfile", "cacertfile"].map((item) =>
    row(`tls.${item}`, `listeners.ssl.${item}`, text),
  ),
  row("tls.verify_peer", "listeners.ssl.verify_peer", flag),
  row("tls.fail_if_no_peer_cert", "listeners.ssl.fail_if_no_peer_cert", flag),
];

const httpServer: readonly MappingRow[] = [
  switchRow("http_server.enable", "http_server"),
  row("http_server.port", "http_server.port", count),
  row("http_server.parallel", "http_server.limit_conn", count),
  row("http_server.max_body", "http_server.max_body", count),
  row("http_server.ip_addr", "http_server.ip_addr", text),
  row("http_server.username", "http_server.username", text),
  row("http_server.password", "http_server.password", text),
  row("http_server.auth_type", "http_server.auth_type", oneOf(["basic", "jwt"], "no_auth", "auth-type-off")),
  row("http_server.jwt.public.keyfile", "http_server.jwt.public.keyfile", text),
  ...none("no-equivalent", "http_server.jwt.private.keyfile"),
];

const storageAndLog: readonly MappingRow[] = [
  switchRow("sqlite.enable", "sqlite"),
  row("sqlite.disk_cache_size", "sqlite.disk_cache_size", count),
  row("sqlite.flush_mem_threshold", "sqlite.flush_mem_threshold", count),
  row("sqlite.mounted_file_path", "sqlite.mounted_file_path", text),
  ...none("no-equivalent", "sqlite.resend_interval"),
  row("log.to", "log.to", logSinks),
  row("log.level", "log.level", text),
  row("log.dir", "log.dir", text),
  row("log.file", "log.file", text),
  row("log.rotation.size", "log.rotation.size", size),
  row("log.rotation.count", "log.rotation.count", count),
];

const authentication: readonly MappingRow[] = [
  row("acl.rule.N", "auth.acl.rules.N", jsonObject),
  ...joined("auth.N.login", "auth.N.password"),
  switchRow("auth.http.enable", "auth.http_auth"),
  row("auth.http.timeout", "auth.http_auth.timeout", duration),
  row("auth.http.connect_timeout", "auth.http_auth.connect_timeout", duration),
  row("auth.http.cache_ttl", "auth.http_auth.cache_ttl", duration),
  row("auth.http.pool_size", "auth.http_auth.pool_size", count),
  ...["auth_req", "super_req", "acl_req"].flatMap((request) => [
    row(`auth.http.${request}.url`, `auth.http_auth.${request}.url`, text),
    row(`auth.http.${request}.method`, `auth.http_auth.${request}.method`, text),
    row(`auth.http.${request}.headers.NAME`, `auth.http_auth.${request}.headers.NAME`, text),
    row(`auth.http.${request}.params`, `auth.http_auth.${request}.params`, parameters),
  ]),
];

const webhook: readonly MappingRow[] = [
  switchRow("web.hook.enable", "webhook"),
  row("web.hook.url", "webhook.url", text),
  row("web.hook.headers.NAME", "webhook.headers.NAME", text),
  row(
    "web.hook.body.encoding_of_payload_field",
    "webhook.body.encoding",
    oneOf(["plain", "base64", "base62"]),
  ),
  row("web.hook.pool_size", "webhook.pool_size", count),
  row("web.hook.cancel_timeout", "webhook.cancel_timeout", count),
  ...joined("web.hook.rule.client.NAME", "web.hook.rule.session.NAME", "web.hook.rule.message.NAME"),
];

function databaseRows(engine: string): readonly MappingRow[] {
  const node = `rules.${engine}.${engine}_N`;
  // The old parser looks for TimescaleDB's password under PostgreSQL's key.
  const password = engine === "timescaledb" ? noted(text, "password-was-not-read") : text;
  return [
    switchRow(`rule_option.${engine}`, `rules.${engine}`),
    ...joined(`rule.${engine}.name`),
    row(`rule.${engine}.N.host`, `${node}.conn.host`, text),
    row(`rule.${engine}.N.username`, `${node}.conn.username`, text),
    row(`rule.${engine}.N.password`, `${node}.conn.password`, password),
    row(`rule.${engine}.N.table`, `${node}.rules.1.table`, text),
    row(`rule.${engine}.event.publish.N.sql`, `${node}.rules.1.sql`, sql),
  ];
}

const rules: readonly MappingRow[] = [
  switchRow("rule_option", "rules"),
  switchRow("rule_option.sqlite", "rules.sqlite"),
  switchRow("rule_option.repub", "rules.repub"),
  row("rule.sqlite.path", "rules.sqlite.path", text),
  row("rule.sqlite.N.table", "rules.sqlite.rules.N.table", text),
  row("rule.sqlite.event.publish.N.sql", "rules.sqlite.rules.N.sql", sql),
  row("rule.repub.N.address", "rules.repub.rules.N.server", text),
  ...["topic", "clientid", "username", "password"].map((item) =>
    row(`rule.repub.N.${item}`, `rules.repub.rules.N.${item}`, text),
  ),
  row("rule.repub.N.proto_ver", "rules.repub.rules.N.proto_ver", count),
  row("rule.repub.N.keepalive", "rules.repub.rules.N.keepalive", count),
  row("rule.repub.N.clean_start", "rules.repub.rules.N.clean_start", flag),
  row("rule.repub.event.publish.N.sql", "rules.repub.rules.N.sql", sql),
  ...databaseRows("mysql"),
  ...databaseRows("postgresql"),
  ...databaseRows("timescaledb"),
];

const gateway: readonly MappingRow[] = [
  ...["address", "forward"].map((item) => row(`gateway.mqtt.${item}`, `gateway.mqtt.${item}`, text)),
  row("gateway.mqtt.subscription", "gateway.mqtt.sub_topic", text),
  ...["proto_ver", "keepalive", "parallel"].map((item) =>
    row(`gateway.mqtt.${item}`, `gateway.mqtt.${item}`, count),
  ),
  row("gateway.mqtt.clean_start", "gateway.mqtt.clean_start", flag),
  ...none("no-equivalent", "gateway.mqtt.username", "gateway.mqtt.password"),
  row("gateway.zmq.sub.address", "gateway.zmq.sub_address", text),
  row("gateway.zmq.pub.address", "gateway.zmq.pub_address", text),
  row("gateway.zmq.sub_pre", "gateway.zmq.sub_pre", text),
  row("gateway.zmq.pub_pre", "gateway.zmq.pub_pre", text),
];

const bridges: readonly MappingRow[] = [
  switchRow("bridge.mqtt.NAME.bridge_mode", "bridges.mqtt.NAME"),
  switchRow("bridge.mqtt.NAME.tls.enable", "bridges.mqtt.NAME.ssl"),
  switchRow("bridge.sqlite.enable", "bridges.mqtt.cache"),
  ...bridgeItems.map((item) => row(`bridge.mqtt.NAME.${item.old}`, `bridges.mqtt.NAME.${item.to}`, item.as)),
  ...joined("bridge.mqtt.NAME.forwards", "bridge.mqtt.NAME.subscription.N.topic"),
  ...none("never-read", "bridge.mqtt.NAME.quic_congestion_control"),
  ...none("no-equivalent", "bridge.mqtt.NAME.host", "bridge.mqtt.NAME.port"),
  ...cacheItems.map((item) => row(`bridge.sqlite.${item.old}`, `bridges.mqtt.cache.${item.to}`, item.as)),
  switchRow("aws.bridge.mqtt.NAME.bridge_mode", "bridges.aws.NAME"),
  switchRow("aws.bridge.mqtt.NAME.tls.enable", "bridges.aws.NAME.ssl"),
  ...awsItems.map((item) => row(`aws.bridge.mqtt.NAME.${item.old}`, `bridges.aws.NAME.${item.to}`, item.as)),
  ...joined("aws.bridge.mqtt.NAME.forwards", "aws.bridge.mqtt.NAME.subscription.N.topic"),
  ...joined("aws.bridge.mqtt.NAME.host", "aws.bridge.mqtt.NAME.port"),
];

/** Every old key NanoMQ's old parser reads. */
export const mapping: readonly MappingRow[] = [
  ...basic,
  ...listeners,
  ...httpServer,
  ...storageAndLog,
  ...authentication,
  ...webhook,
  ...bridges,
  ...rules,
  ...gateway,
];
