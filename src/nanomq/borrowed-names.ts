// Names that people bring along: from EMQX, Mosquitto, older layouts of NanoMQ, and manuals of releases that are not out yet.

/** Whose name it is, and what takes its place here. */
export interface BorrowedName {
  readonly from: "emqx" | "mosquitto" | "older" | "newer";
  /** A setting, or several with "and"; undefined where NanoMQ has none. */
  readonly meant?: string;
  /** "client": each client says it in its CONNECT. */
  readonly saidBy?: "client";
}

/** Directives of mosquitto.conf: https://mosquitto.org/man/mosquitto-conf-5.html */
const mosquitto: Readonly<Record<string, string>> = {
  acl_file: "auth.acl",
  address: "bridges.mqtt.NAME.server",
  addresses: "bridges.mqtt.NAME.server",
  allow_anonymous: "auth.allow_anonymous",
  allow_duplicate_messages: "",
  allow_zero_length_clientid: "",
  auth_plugin: "auth.http_auth",
  auto_id_prefix: "",
  autosave_interval: "",
  bind_address: "listeners.tcp.bind",
  bridge_cafile: "bridges.mqtt.NAME.ssl.cacertfile",
  bridge_certfile: "bridges.mqtt.NAME.ssl.certfile",
  bridge_insecure: "",
  bridge_keyfile: "bridges.mqtt.NAME.ssl.keyfile",
  bridge_protocol_version: "bridges.mqtt.NAME.proto_ver",
  cafile: "listeners.ssl.cacertfile",
  certfile: "listeners.ssl.certfile",
  clean_session: "bridges.mqtt.NAME.clean_start",
  cleansession: "bridges.mqtt.NAME.clean_start",
  clientid_prefixes: "",
  connection: "bridges.mqtt.NAME",
  connection_messages: "log.level",
  include_dir: "include",
  keepalive_interval: "bridges.mqtt.NAME.keepalive",
  keyfile: "listeners.ssl.keyfile",
  listener: "listeners.tcp.bind",
  log_dest: "log.to",
  log_timestamp: "",
  log_type: "log.level",
  max_connections: "",
  max_inflight_messages: "",
  max_keepalive: "",
  max_packet_size: "mqtt.max_packet_size",
  max_queued_bytes: "",
  max_queued_messages: "mqtt.max_mqueue_len",
  message_size_limit: "mqtt.max_packet_size",
  password_file: "auth.password",
  per_listener_settings: "",
  persistence: "sqlite",
  persistence_file: "sqlite.mounted_file_path",
  persistence_location: "sqlite.mounted_file_path",
  persistent_client_expiration: "",
  pid_file: "",
  plugin: "auth.http_auth",
  port: "listeners.tcp.bind",
  protocol: "listeners.ws.bind",
  queue_qos0_messages: "",
  remote_clientid: "bridges.mqtt.NAME.clientid",
  remote_password: "bridges.mqtt.NAME.password",
  remote_username: "bridges.mqtt.NAME.username",
  require_certificate: "listeners.ssl.verify_peer and listeners.ssl.fail_if_no_peer_cert",
  retain_available: "",
  retry_interval: "mqtt.retry_interval",
  start_type: "",
  sys_interval: "",
  topic: "bridges.mqtt.NAME.forwards and bridges.mqtt.NAME.subscription",
  try_private: "",
  upgrade_outgoing_qos: "",
  use_identity_as_username: "",
  user: "",
};

/** What a directive of Mosquitto is here: a setting, or "" for none; undefined where Mosquitto has none by that name. */
export function ofMosquitto(directive: string): string | undefined {
  return Object.hasOwn(mosquitto, directive) ? mosquitto[directive] : undefined;
}

const none = { from: "emqx" } as const;
const emqx = (meant: string) => ({ from: "emqx", meant }) as const;
const older = (meant: string) => ({ from: "older", meant }) as const;
const ofClient = { from: "emqx", saidBy: "client" } as const;

/** By their whole path, or by their last name; settings of EMQX 5: https://docs.emqx.com/en/emqx/latest/hocon/ */
const borrowed: Readonly<Record<string, BorrowedName>> = {
  acceptors: none,
  access_rules: emqx("auth.acl"),
  actions: emqx("rules and webhook"),
  api_key: emqx("http_server.username and http_server.password"),
  authentication: emqx("auth.password and auth.http_auth"),
  authorization: emqx("auth.acl"),
  auto_subscribe: emqx("preset.session"),
  cluster: none,
  connectors: emqx("bridges.mqtt"),
  dashboard: emqx("http_server"),
  exclusive_subscription: none,
  exhook: emqx("webhook"),
  flapping_detect: none,
  force_gc: none,
  force_shutdown: none,
  idle_timeout: none,
  ignore_loop_deliver: none,
  keepalive_check_interval: emqx("mqtt.retry_interval"),
  limiter: none,
  max_awaiting_rel: none,
  max_clientid_len: none,
  max_conn_rate: none,
  max_connections: none,
  max_inflight: none,
  max_qos_allowed: none,
  max_subscriptions: none,
  max_topic_levels: none,
  mountpoint: none,
  mqueue_default_priority: none,
  mqueue_store_qos0: none,
  node: none,
  proxy_protocol: none,
  rate_limit: none,
  retain_available: none,
  retainer: emqx("sqlite"),
  retry_intervel: older("mqtt.retry_interval"),
  rpc: none,
  rule_engine: emqx("rules"),
  server_keepalive: ofClient,
  session_expiry_interval: ofClient,
  shared_subscription: none,
  ssl_options: emqx("listeners.ssl"),
  strict_mode: none,
  sysmon: none,
  tcp_options: none,
  telemetry: none,
  upgrade_qos: none,
  wildcard_subscription: none,
  zone: none,
  zones: none,
  "sqlite.flush_interval": { from: "newer" },
  "sqlite.retain_flush_threshold": { from: "newer" },
  "auth.http": older("auth.http_auth"),
  keepalive_backoff: older("mqtt.keepalive_multiplier"),
  "mqtt.listener": older("listeners"),
  "mqtt.listeners": older("listeners"),
  msq_len: older("mqtt.max_mqueue_len"),
  qos_duration: older("mqtt.retry_interval"),
  "web_hook.rules": older("webhook.events"),
  "webhook.rules": older("webhook.events"),
};

/** Where a setting that no release knows at its place comes from; undefined where nobody is known to have it. */
export function borrowedName(path: string): BorrowedName | undefined {
  const leaf = path.slice(path.lastIndexOf(".") + 1);
  const found = [path, leaf].find((name) => Object.hasOwn(borrowed, name));
  if (found !== undefined) return borrowed[found];
  const meant = path === leaf ? ofMosquitto(leaf) : undefined;
  if (meant === undefined) return undefined;
  return meant === "" ? { from: "mosquitto" } : { from: "mosquitto", meant };
}
